import { expect } from "chai";
import { defaults } from "../../../components/inputs/settings";
import { defaultMemory } from "../../../components/inputs/table";
import { deliveriesIn, modelOf } from "../../../lab/load/model";
import type { CaseResult } from "../../../lab/load/results";

const result = {
    events: 20_000,
    delivered: 20_000,
    calls: 200,
    invocations: 200,
    // 14.47 ms an invocation, with a vCPU of its own: 100 ms with the 256 MB of 1,769.
    cpuMilliseconds: 200 * (25.6 / 1.769),
    eventBytes: 1300,
    recordBytes: 2000,
} as CaseResult;

describe("the model of AWS", () => {
    before(() => expect(defaultMemory["cloudtrail-lake"]).to.equal(256));

    it("gives an invocation the share of a vCPU that its memory brings, and the call", () => {
        expect(modelOf("bulk", result).secondsPerInvocation).to.be.closeTo(0.15, 1e-9);
        expect(modelOf("slow-channel", result).secondsPerInvocation).to.be.closeTo(0.3, 1e-9);
    });

    it("lets ten functions work at the same time", () => {
        expect(modelOf("slow-channel", result).eventsPerSecond).to.be.closeTo(1000 / 0.3, 1e-6);
    });

    it("lets no more calls through than CloudTrail takes", () => {
        expect(modelOf("slow-channel", { ...result, calls: 2000 }).eventsPerSecond).to.equal(1000);
    });

    it("has no backlog where events come more slowly than they go", () => {
        expect(modelOf("bulk", result).drainSeconds).to.equal(0);
    });

    it("drains an outage while events go on coming, and some are hidden", () => {
        const { drainSeconds, eventsPerSecond } = modelOf("outage", result);
        expect(drainSeconds).to.be.closeTo(365 + 180_000 / (eventsPerSecond - 50), 1e-6);
    });

    it("delivers again after each visibility timeout of 365 seconds", () => {
        const { most, mean } = deliveriesIn(3600);
        expect(most).to.equal(11);
        expect(mean).to.be.closeTo(1 + 1800 / 365, 1e-9);
        expect(most).to.be.below(defaults.delivery.maxReceiveCount);
        expect(modelOf("outage", result).usage.deliveries).to.equal(mean);
    });
});
