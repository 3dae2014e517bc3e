import { expect } from "chai";
import { readSamples } from "../../../lab/samples/samples";
import { unitOf } from "../../../local/deploy/deployment";
import { status } from "../../../cli/status/command";
import { documentedPolicy } from "../policies";
import { startLocal, type Local } from "../support";
import { keptTerminal } from "../terminal";

const minute = 60_000;

describe("the command status", function () {
    this.timeout(60_000);
    let local: Local;
    before(async () => {
        local = await startLocal();
        const { deployment, pipeline } = local;
        const { account, region, eventSourceName: source } = deployment;
        await pipeline.put(readSamples({ place: { account, region, source } }).slice(0, 20));
        await pipeline.queues.as("operator").send(unitOf(deployment, "s3").queue!, ["not an event"]);
        await pipeline.drain();
    });
    afterEach(() => (local.hooks = {}));
    after(() => local.close());

    /** Three minutes later, unless it is said otherwise. */
    async function said(minutes = 3, columns = Infinity, json = false) {
        const terminal = keptTerminal(undefined, columns);
        const now = new Date(Date.now() + minutes * minute);
        return { code: await status({ outputs: local.outputs, json }, terminal, now), ...terminal };
    }
    const flow = [
        "  events           last hour  last day  now  latest",
        "  from OneLogin           20        20       # min ago",
        "  CloudTrail Lake",
        "   delivered              20        20       # min ago",
        "   rejected                0         0       none",
        "   waiting                                0",
        "   dead letters                           0",
        "  S3",
        "   delivered              20        20       # min ago",
        "   rejected                1         1       # min ago",
        "   waiting                                0",
        "   dead letters                           1",
        "S3 has dead letters: `redrive` says why, and delivers them.",
    ].join("\n");
    const withoutMinutes = (text: string) => text.replace(/[34] min ago/g, "# min ago");

    for (const columns of [60, 80, 120, Infinity])
        it(`says where the events are in ${columns} columns, and ends with 1 because of a dead letter`, async () => {
            const { code, text, noted } = await said(3, columns);
            expect(withoutMinutes(text)).to.equal(flow);
            expect([code, noted]).to.deep.equal([1, []]);
        });

    it("tells the last hour from the last day, and knows nothing of what was before", async () => {
        expect((await said(90)).text).to.match(/from OneLogin +0 +20 +9\d min ago\n/);
        expect((await said(23 * 60)).text).to.match(/from OneLogin +0 +20 +2[23] h ago\n/);
        expect((await said(25 * 60)).text).to.match(/from OneLogin +0 +0 +none\n/);
    });

    it("answers in JSON", async () => {
        const { code, text } = await said(3, Infinity, true);
        const { oneLogin, destinations } = JSON.parse(text) as Record<string, Record<string, unknown>[]>;
        expect(oneLogin).to.include({ lastHour: 20, lastDay: 20 });
        expect(code).to.equal(1);
        expect(destinations.map(({ destination, deadLetters }) => [destination, deadLetters])).to.deep.equal([
            ["cloudtrail-lake", { messages: 0 }],
            ["s3", { messages: 1 }],
        ]);
    });

    it("says what the caller lacks, and all else; the page's policy is enough", async () => {
        const page = documentedPolicy("status");
        local.hooks.policy = page.without("cloudwatch:GetMetricData");
        const { code, text } = await said();
        expect(text).to.match(/from OneLogin +skipped\n[^]* dead letters +1 *\n/);
        expect(text).to.include("\nskipped: needs cloudwatch:GetMetricData on *\n");
        expect(code).to.equal(1);
        local.hooks.policy = page.without("sqs:GetQueueAttributes");
        const blind = await said();
        expect(
            blind.text.match(/^skipped: needs sqs:GetQueueAttributes on arn:aws:sqs:.*$/gm),
        ).to.have.lengthOf(4);
        expect(blind.text).to.match(/ delivered +20/);
        expect(blind.code).to.equal(0);
        local.hooks.policy = page.without();
        expect(withoutMinutes((await said()).text)).to.equal(flow);
    });
});
