import { expect } from "chai";
import type { LoadCase } from "../../../lab/load/cases";
import { runCase } from "../../../lab/load/run";
import { deployStack } from "../../../lab/stack";

/** 300 events in half a minute: 0.3 seconds here. */
const few: LoadCase = {
    title: "few",
    events: 300,
    seconds: 30,
    callMilliseconds: 0,
    outage: false,
    afterwards: 0,
};

async function run(load: LoadCase) {
    return runCase(await deployStack(), load);
}

const settled = { lost: 0, repeated: 0, deadLettered: 0, leftInQueue: 0 };

describe("a load", () => {
    it("is delivered, counted and weighed", async () => {
        const result = await run(few);
        expect(result).to.include({ ...settled, events: 300, delivered: 300, refusedCalls: 0 });
        expect(result.calls).to.be.within(3, 30);
        expect(result.invocations).to.equal(result.calls);
        expect(result.eventBytes).to.be.within(600, 3000);
        expect(result.recordBytes).to.be.above(result.eventBytes);
        expect(result.callBytes / 300).to.be.above(result.eventBytes);
        expect(result.backlog.at(-1)?.[1]).to.be.below(100);
        expect(result.cpuMilliseconds).to.be.above(0);
        expect(result.peakMegabytes).to.be.within(30, 256);
    }).timeout(180_000);

    it("waits while the channel is down, and then comes, with what came meanwhile", async () => {
        const result = await run({ ...few, outage: true, afterwards: 50 });
        expect(result).to.include({ ...settled, events: 300 });
        expect(result.delivered).to.be.at.least(300);
        expect(result.refusedCalls).to.be.above(0);
        expect(Math.max(...result.backlog.map(([, events]) => events))).to.be.at.least(300);
        expect(result.drained).to.be.above(200);
    }).timeout(180_000);
});
