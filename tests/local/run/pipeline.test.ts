import { expect } from "chai";
import { deployStack } from "../../../lab/stack";
import type { Intercept } from "../../../local/channel/types";
import { startPipeline } from "../../../local/run/pipeline";
import type { Outcome } from "../../../local/run/pipeline";
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

const settled = { lost: [], invented: [], repeated: [] };

for (const deliveryMode of ["buffered", "direct"]) {
    describe(`the pipeline on one machine, ${deliveryMode}`, () => {
        const changes = { deliveryMode };

        it("brings every event into the lake", async () => {
            const { balance, setAside, leftInQueue } = await run(
                [event("a"), event("b")],
                undefined,
                changes,
            );
            expect(balance).to.deep.equal({ ...settled, stored: 2 });
            expect([setAside, leftInQueue]).to.deep.equal([[], 0]);
        });

        it("sets a rejected event aside with its reason, and delivers the others", async () => {
            const failures = { bad: { errorCode: "InvalidData", errorMessage: "not today" } };
            const { balance, setAside } = await run(
                [event("bad"), event("good")],
                () => ({ failures }),
                changes,
            );
            expect(balance).to.deep.equal({ ...settled, stored: 1 });
            expect(setAside.map(({ attributes }) => attributes)).to.deep.equal([
                {
                    reason: "rejected by CloudTrail Lake",
                    errorCode: "InvalidData",
                    errorMessage: "not today",
                },
            ]);
            expect(JSON.parse(setAside[0].body)).to.deep.equal(JSON.parse(event("bad")));
        });

        it("rides out a channel that is gone for a while", async () => {
            const refusal = { status: 400, name: "ChannelNotFound", message: "gone" };
            const { balance } = await run(
                [event("a")],
                ({ number }) => (number <= 2 ? { refusal } : undefined),
                changes,
            );
            expect(balance).to.deep.equal({ ...settled, stored: 1 });
        });
    });
}

describe("the pipeline on one machine", () => {
    it("drops what the registered rule does not match", async () => {
        const { balance, metrics } = await run([event("a").replace("onelogin.com", "other.com")]);
        expect([balance.stored, metrics.received]).to.deep.equal([0, 0]);
    });

    it("sends the external ID that the registered policy asks for", async () => {
        const { balance } = await run([event("a")], undefined, {
            channelPolicyAccountIds: ["999999999999"],
            channelPolicyExternalId: "shared",
        });
        expect(balance.stored).to.equal(1);
    });

    it("lets Lambda set aside what direct delivery cannot deliver in three tries", async () => {
        const refusal = { status: 403, name: "AccessDeniedException", message: "no" };
        const { setAside, balance } = await run([event("a")], () => ({ refusal }), {
            deliveryMode: "direct",
        });
        expect(setAside).to.have.length(1);
        expect(balance.lost).to.deep.equal([]);
    });
});
