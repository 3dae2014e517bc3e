/** Faults of the laboratory, in the running pipeline: what doctor sees of them is what the function itself has written. */
import { expect } from "chai";
import { setTimeout as sleep } from "node:timers/promises";
import { event } from "../../../lab/forwarder/events";
import { startWorld, type World } from "./support";

describe("doctor, in an outage", function () {
    this.timeout(60_000);
    let world: World;
    before(async () => {
        world = await startWorld({});
    });
    after(() => world.close());

    async function problems(): Promise<string[]> {
        const { results } = await world.look();
        return results.flatMap(({ check, state, says }) =>
            state === "problem" ? `${check}: ${says.replace(/, at .*/, "")}` : [],
        );
    }

    /** Until doctor says this; what it says instead, if it does not. */
    async function until(wanted: string[]): Promise<void> {
        let found = await problems();
        for (let tries = 0; tries < 100 && found.join() !== wanted.join(); tries++) {
            await sleep(50);
            found = await problems();
        }
        expect(found).to.deep.equal(wanted);
    }

    it("says that access is denied, while it is", async () => {
        const denied = { status: 403, name: "AccessDeniedException", message: "injected" };
        world.hooks.channel = () => ({ refusal: denied });
        await world.pipeline.put([event("a"), event("b")]);
        await until([
            "function log: Batches are not delivered, and tried again: AccessDeniedException.",
            "channel: The channel's latest attempt failed: AccessDeniedException",
        ]);
        delete world.hooks.channel;
        await world.pipeline.drain();
        await until([]);
    });

    it("says that an event was dead-lettered, and that the channel had refused it", async () => {
        const bad = { errorCode: "InvalidData", errorMessage: "injected" };
        world.hooks.channel = () => ({ failures: { bad } });
        await world.pipeline.put([event("bad")]);
        await world.pipeline.drain();
        await until([
            "dead letters: 1 event is dead-lettered.",
            "channel: The channel's latest attempt failed: InvalidData",
        ]);
    });
});
