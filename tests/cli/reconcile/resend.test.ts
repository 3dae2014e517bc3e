import { expect } from "chai";
import { setTimeout as sleep } from "node:timers/promises";
import { documentedPolicy, operatorsPolicy } from "../policies";
import { startLocal, type Local } from "../support";
import { eventOf, linesOf, lose, uuidOf } from "./support";

async function until(isSo: () => boolean): Promise<void> {
    const end = Date.now() + 20_000;
    while (!isSo() && Date.now() < end) await sleep(20);
    expect(isSo()).to.equal(true);
}

/** What is only said to be unknown without it; and then nothing is sent again, except for want of the log's own retention. */
const dispensable: Readonly<Record<string, RegExp>> = {
    "logs:DescribeLogGroups":
        /Skipped: how long the raw event log keeps events: needs logs:DescribeLogGroups/,
    "cloudtrail:GetEventDataStore":
        /CloudTrail Lake: 1 event cannot be sent again, because it is not known how long events are kept \(needs cloudtrail:GetEventDataStore on arn/,
    "s3:GetLifecycleConfiguration":
        /S3: 1 event cannot be sent again, because it is not known how long events are kept \(needs s3:GetLifecycleConfiguration on arn/,
    "sqs:GetQueueAttributes":
        /S3: 1 event cannot be sent again, because it is not known whether the queue is empty/,
    "lambda:GetFunctionConfiguration":
        /S3: 1 event cannot be sent again, because it is not known what eventTypes leaves out/,
};
const needed = ["logs:StartQuery", "logs:GetQueryResults", "logs:FilterLogEvents", "sqs:SendMessage"];

describe("what is missing is sent again", function () {
    this.timeout(60_000);
    const page = documentedPolicy("reconcile");
    let local: Local;
    before(async () => {
        local = await startLocal();
    });
    after(() => local.close());
    beforeEach(() => linesOf(local).splice(0));

    const call = (answer: boolean | undefined, ...args: string[]) =>
        local.callIn(80, answer, "reconcile", "--since", "2d", "--resend", ...args);

    it("only if somebody agrees", async () => {
        lose(local, 100, eventOf(1));
        const refused = await call(false);
        expect(refused.asked).to.deep.equal(["Send them?"]);
        expect(refused.text).to.match(
            /CloudTrail Lake: 1 event to send again to \S+-queue-\w+\.\n.*\nNothing was sent\.$/,
        );
        const nobody = await call(undefined);
        expect([nobody.code, nobody.notes]).to.match(/Nobody is there to answer.*\nSay --yes/);
        expect(nobody.code).to.equal(2);
        const { text } = await call(true);
        expect(text).to.match(/CloudTrail Lake: sent 1 message\..*\nS3: sent 1 message\./);
        await local.pipeline.drain();
        expect((await call(undefined)).code).to.equal(0);
    });

    it("to a queue in which nothing is, and to no other", async () => {
        const back = await local.pipeline.unit("cloudtrail-lake").store.goOffline();
        await local.pipeline.put([eventOf(2)]);
        lose(local, 100, eventOf(3));
        await until(() => local.pipeline.unit("s3").backlog() === 0);
        const { code, text } = await call(undefined, "--yes");
        expect(code).to.equal(1);
        expect(text).to.include(
            "CloudTrail Lake: 1 event cannot be sent again, because 1 messages are in the queue or in flight",
        );
        expect(text).to.include("S3: sent 1 message.").and.not.include("CloudTrail Lake: sent");
        await back();
        await local.pipeline.drain();
        expect((await call(undefined, "--yes")).text).to.include("CloudTrail Lake: sent 1 message.");
        await local.pipeline.drain();
    });

    it("exactly as it is in the log, whatever is in it", async () => {
        const odd = eventOf(4, { text: "\ufffe \uffff \ud83d\ude00 é \\u0000" });
        lose(
            local,
            100,
            odd,
            eventOf(5, { text: "x".repeat(600_000) }),
            eventOf(6, { text: "y".repeat(600_000) }),
        );
        expect((await call(undefined, "--yes")).text).to.include("S3: sent 3 messages.");
        await local.pipeline.drain();
        const records = await local.pipeline.unit("s3").store.records();
        const raw = records.find((record) => record.includes(uuidOf(4))) as string;
        const { eventData } = JSON.parse(raw) as { eventData: { additionalEventData: { raw: object } } };
        expect(eventData.additionalEventData.raw).to.deep.equal(JSON.parse(odd));
        expect((await call(undefined)).code).to.equal(0);
    });

    let lost = 100;
    /** Of one event that is missing, with the page's policy less an action. */
    async function permitted(removed?: string) {
        local.hooks.policy = [
            ...page.without(removed),
            ...documentedPolicy("query and detect").without(),
            ...operatorsPolicy(String(local.stackOutputs.athenaReaderPolicy)).without(),
        ];
        lose(local, 100, eventOf(++lost));
        const { code, text, notes } = await call(undefined, "--yes");
        local.hooks = {};
        await local.pipeline.drain();
        return { code, text: `${text}\n${notes}` };
    }

    it("with no more than it needs", () => {
        const direct = ["lambda:InvokeFunction"];
        expect([...new Set(page.actions)].sort()).to.deep.equal(
            [...Object.keys(dispensable), ...needed, ...direct].sort(),
        );
    });

    it("with the permissions of the page", async () => {
        const { code, text } = await permitted();
        expect(text).to.match(/CloudTrail Lake: sent 1 message.*\nS3: sent 1 message/);
        expect(text).not.to.match(/needs|not known/);
        expect(code).to.equal(1);
    });

    for (const [action, said] of Object.entries(dispensable))
        it(`but says what is not known without ${action}`, async () => {
            const { code, text } = await permitted(action);
            expect(text).to.match(said);
            expect(code).to.equal(1);
        });

    for (const action of needed)
        it(`but not without ${action}`, async () => {
            const { code, text } = await permitted(action);
            expect(text).to.include(action);
            expect(text).not.to.include(": sent");
            expect(code).to.equal(1);
        });
});
