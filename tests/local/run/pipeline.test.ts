import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { deployStack } from "../../../lab/stack";
import type { Intercept } from "../../../local/channel/types";
import { startPipeline } from "../../../local/run/pipeline";
import type { Outcome } from "../../../local/run/unit";
import { event } from "../../../lab/forwarder/events";

/** Runs events through the deployed pieces and answers what became of them. */
async function run(
    events: string[],
    intercept?: Intercept,
    changes: Record<string, unknown> = {},
): Promise<Outcome> {
    const pipeline = await startPipeline(await deployStack(changes), { intercept });
    try {
        await pipeline.put(events);
        await pipeline.drain();
        return await pipeline.outcome();
    } finally {
        await pipeline.stop();
    }
}

const settled = { lost: [], invented: [], repeated: [], severalRows: [] };

for (const deliveryMode of ["buffered", "direct"]) {
    describe(`the pipeline on one machine, ${deliveryMode}`, () => {
        const changes = { deliveryMode };

        it("brings every event into the lake", async () => {
            const { reconciliation, deadLetters, leftInQueue } = await run(
                [event("a"), event("b")],
                undefined,
                changes,
            );
            expect(reconciliation).to.deep.equal({ ...settled, stored: 2 });
            expect([deadLetters, leftInQueue]).to.deep.equal([[], 0]);
        });

        it("dead-letters a rejected event with its reason, and delivers the others", async () => {
            const failures = { bad: { errorCode: "InvalidData", errorMessage: "not today" } };
            const { reconciliation, deadLetters } = await run(
                [event("bad"), event("good")],
                () => ({ failures }),
                changes,
            );
            expect(reconciliation).to.deep.equal({ ...settled, stored: 1 });
            expect(deadLetters.map(({ attributes }) => attributes)).to.deep.equal([
                {
                    reason: "rejected by CloudTrail Lake",
                    errorCode: "InvalidData",
                    errorMessage: "not today",
                },
            ]);
            expect(JSON.parse(deadLetters[0].body)).to.deep.equal(JSON.parse(event("bad")));
        });

        it("rides out a channel that is gone for a while", async () => {
            const refusal = { status: 400, name: "ChannelNotFound", message: "gone" };
            const { reconciliation } = await run(
                [event("a")],
                ({ number }) => (number <= 2 ? { refusal } : undefined),
                changes,
            );
            expect(reconciliation).to.deep.equal({ ...settled, stored: 1 });
        });
    });
}

describe("the pipeline on one machine", () => {
    it("drops what the registered rule does not match", async () => {
        const { reconciliation, metrics } = await run([event("a").replace("onelogin.com", "other.com")]);
        expect([reconciliation.stored, metrics.received]).to.deep.equal([0, 0]);
    });

    it("sends the external ID that the registered policy asks for", async () => {
        const { reconciliation } = await run([event("a")], undefined, {
            channelPolicyAccountIds: ["999999999999"],
            channelPolicyExternalId: "shared",
        });
        expect(reconciliation.stored).to.equal(1);
    });

    it("counts in the lake which ids it holds more than once: direct delivery merges nothing", async () => {
        const twice = [event("a"), event("b"), event("a")];
        const { metrics, reconciliation } = await run(twice, undefined, { deliveryMode: "direct" });
        expect(metrics.duplicates).to.equal(0);
        expect(reconciliation).to.deep.equal({ ...settled, severalRows: ["a"], stored: 3 });
    });

    it("asks the queue once, and waits, while nothing comes: that takes next to no time of a core", async () => {
        let calls = 0;
        const pipeline = await startPipeline(await deployStack(), { interceptQueues: () => void calls++ });
        await sleep(300);
        await pipeline.stop();
        // What its clients read: version 1 of the AWS CLI only the one, SDKs the other.
        const region = "us-east-1";
        expect(pipeline.variables).to.include({ AWS_DEFAULT_REGION: region, AWS_REGION: region });
        // A look at the queue, and a call that waits.
        expect(calls).to.be.within(1, 3);
    });

    it("lets Lambda dead-letter what direct delivery cannot deliver in three tries", async () => {
        const refusal = { status: 403, name: "AccessDeniedException", message: "no" };
        const { deadLetters, reconciliation } = await run([event("a")], () => ({ refusal }), {
            deliveryMode: "direct",
        });
        expect(deadLetters).to.have.length(1);
        expect(reconciliation.lost).to.deep.equal([]);
    });
});
