import { expect } from "chai";
import { readDeployment, type Deployment } from "../../../cli/deployment";
import { createQueue } from "../../../cli/queue";
import { sqsIn } from "../../../cli/sqs";
import { finderOf } from "../../../cli/verify/destinations";
import { follow, type Hops } from "../../../cli/verify/follow";
import { nextEvent, rawEventLogOf } from "../../../cli/verify/live";
import { event } from "../../../lab/forwarder/events";
import type { Policy } from "../../../local/aws/iam/policy";
import { documentedPolicy, operatorsPolicy } from "../policies";
import { startLocal, type Local } from "../support";

describe("the command verify", function () {
    this.timeout(60_000);
    let local: Local;
    let deployment: Deployment;
    before(async () => {
        local = await startLocal();
        deployment = await readDeployment({ outputs: local.outputs });
    });
    after(() => local.close());
    afterEach(() => (local.hooks = {}));

    const kept = async () =>
        (await local.pipeline.outcome("s3")).kept + (await local.pipeline.outcome()).kept;

    it("sends nothing for no, or if nobody answers", async () => {
        const { code, printed, asked } = await local.callIn(80, false, "verify");
        expect([code, asked]).to.deep.equal([0, ["Send it? It cannot be deleted."]]);
        expect(printed).to.deep.equal([
            "A marked event goes to the function, and stays as one record in CloudTrail Lake and in S3.",
            "Queries and detections leave it out, because its type is not a number.",
            "Nothing was sent.",
        ]);
        expect((await local.call("verify")).code).to.equal(2);
        await local.pipeline.drain();
        expect(await kept()).to.equal(0);
    });

    it("finds what it sent, in both destinations, and says how long it took", async () => {
        const { code, text, notes } = await local.callIn(80, true, "verify", "--json");
        expect(code, notes).to.equal(0);
        const { found, hops } = JSON.parse(text) as { found: boolean; hops: Hops[] };
        expect([found, hops.map(({ title }) => title)]).to.deep.equal([true, ["CloudTrail Lake", "S3"]]);
        for (const { found } of hops) expect(found).to.be.within(0, 60_000);
        expect(await kept()).to.equal(2);
    });

    /** Looks once for an event of the Lake's. */
    async function followed(id: string): Promise<Hops> {
        const [unit] = deployment.units;
        const client = sqsIn(deployment.region);
        const now = Date.now();
        return follow(
            id,
            {
                title: unit.title,
                find: finderOf(deployment, unit, new Date("2026-11-20")) ?? (() => Promise.resolve(false)),
                queue: createQueue(client, unit.queueUrl ?? ""),
                deadLetters: createQueue(client, unit.deadLetterQueueUrl),
            },
            now,
            now,
        );
    }

    it("says that the event is dead, and why", async () => {
        local.hooks.channel = () => ({
            failures: { bad: { errorCode: "InvalidData", errorMessage: "not today" } },
        });
        await local.pipeline.put([event("bad")]);
        await local.pipeline.drain();
        expect(await followed("bad")).to.include({
            lastSeen: "among the dead letters, by function: rejected by CloudTrail Lake: InvalidData",
            next: "redrive",
        });
    });

    it("says that the event waits, and that it is gone and not found", async () => {
        local.hooks.channel = () => ({ refusal: { status: 400, name: "ChannelNotFound", message: "gone" } });
        await local.pipeline.put([event("waiting")]);
        expect((await followed("waiting")).lastSeen).to.match(/^in the queue, or at the function: 1 wait/);
        local.hooks = {};
        await local.pipeline.drain();
        const { leftQueue, found } = await followed("waiting");
        expect(leftQueue).to.be.within(0, found ?? -1);
        const lost = await followed("never sent");
        expect(lost.lastSeen).to.match(/^gone from the queue/);
        expect([lost.next, lost.found]).to.deep.equal(["doctor", undefined]);
    });

    it("follows the next event of OneLogin's from the bus on", async () => {
        const call = local.call("verify", "--live", "--json");
        const now = new Date().toISOString();
        await local.pipeline.put([
            event("live", { event_timestamp: `${now.slice(0, 19).replace("T", " ")} UTC` }),
        ]);
        const { code, text, notes, asked } = await call;
        expect([code, asked]).to.deep.equal([0, []]);
        expect(JSON.parse(text)).to.include({ id: "live", found: true });
        expect(notes).to.include("Log in to OneLogin now").and.include("event live of type 5");
    });

    /** Dead letters of the Lake's that nobody hides. */
    async function visible(): Promise<number> {
        let count = 0;
        const { region, units } = deployment;
        await createQueue(sqsIn(region), units[0].deadLetterQueueUrl).read({
            take(messages) {
                count += messages.length;
                return Promise.resolve([]);
            },
        });
        return count;
    }

    /** The page's policies, less an action of verify's. */
    const without = (action?: string): Policy => [
        ...documentedPolicy("verify").without(action),
        ...documentedPolicy("query and detect").without(),
        ...operatorsPolicy(String(local.stackOutputs.athenaReaderPolicy)).without(),
    ];

    it("needs what docs/resources.md says", async () => {
        local.hooks.policy = without();
        expect((await local.call("verify", "--yes")).code).to.equal(0);
        local.hooks.channel = () => ({
            failures: { dead: { errorCode: "InvalidData", errorMessage: "not today" } },
        });
        await local.pipeline.put([event("dead")]);
        await local.pipeline.drain();
        expect((await followed("dead")).lastSeen).to.match(/^among the dead letters/);
        expect(await visible()).to.be.above(0);
        local.hooks.policy = without("sqs:ReceiveMessage");
        expect((await followed("dead")).lastSeen).to.match(/^gone from the queue/);
        local.hooks.policy = without("sqs:ChangeMessageVisibility");
        expect((await followed("dead")).lastSeen).to.match(/^among the dead letters/);
        local.hooks = {};
        expect(await visible(), "not given back").to.equal(0);
    });

    for (const [action, ...args] of [
        ["sqs:SendMessage", "--yes"],
        ["sqs:GetQueueAttributes", "--yes"],
        ["logs:FilterLogEvents", "--live"],
    ] as const) {
        it(`says that ${action} is missing`, async () => {
            local.hooks.policy = without(action);
            const { code, notes } = await local.call("verify", ...args);
            expect(notes).to.include(`The caller needs ${action} on `);
            expect(code).to.equal(1);
        });
    }

    it("says what nobody but OneLogin can test, if nothing comes to the bus", async () => {
        const later = Date.now() + 60_000;
        const log = rawEventLogOf(deployment);
        const error = await nextEvent(log, deployment.region, later, 0).catch((reason: unknown) => reason);
        expect(String(error)).to.include("Nobody but OneLogin").and.include("Run `doctor`");
    });
});
