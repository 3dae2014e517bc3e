import { expect } from "chai";
import { costPerMillion, fixedRetentionCostsMore, total } from "../../../lab/load/cost";
import data from "../../../lab/load/prices.json";
import { evaluateStack } from "../../../lab/stack";

describe("what a million events cost", () => {
    // Calculated by hand, with the prices of prices.json.
    const usage = {
        eventBytes: 1_073_741.824 / 1000,
        recordBytes: 2 * (1_073_741.824 / 1000),
        deliveries: 1,
        invocations: 0.01,
        seconds: 0.2,
        megabytes: 256,
    };
    const costs = costPerMillion(usage);

    const byHand: Record<string, number> = {
        // A million events of less than 64 KB, a dollar a million.
        EventBridge: 1,
        // A million sent one by one, 100,000 requests to receive and as many to delete, at 0.40 a million.
        SQS: 0.48,
        // 10,000 invocations, at 0.20 a million.
        "Lambda, requests": 0.002,
        // 10,000 × 0.2 s × a quarter of a GB = 500 GB-seconds.
        "Lambda, time": 0.0066667,
        // A GB of raw events and 15 MB of the function's own log, at 0.50 a GB.
        "CloudWatch Logs": 0.5069849,
        // 2 GB, at 0.50.
        "CloudTrail Lake": 1,
    };

    for (const [what, cost] of Object.entries(byHand)) {
        it(`for ${what} are as by hand`, () => expect(costs[what]).to.be.closeTo(cost, 1e-7));
    }

    it("are nothing else", () => {
        expect(costs).to.have.all.keys(...Object.keys(byHand));
        expect(total(costs)).to.be.closeTo(2.9956516, 1e-6);
    });

    it("grow with each 64 KB begun, for the bus and the queue", () => {
        const { EventBridge, SQS } = costPerMillion({ ...usage, eventBytes: 65_537 });
        expect(EventBridge).to.equal(2);
        // Two to send, 11 for ten to receive, one for ten to delete.
        expect(SQS).to.be.closeTo((2 + 1.1 + 0.1) * 0.4, 1e-9);
    });

    it("grow with each delivery, for the queue", () => {
        expect(costPerMillion({ ...usage, deliveries: 6 }).SQS - costs.SQS).to.be.closeTo(0.2, 1e-9);
    });

    it("are 2 dollars a GB more with fixed retention", () => {
        expect(fixedRetentionCostsMore(usage)).to.be.closeTo(4, 1e-9);
    });

    it("are of the architecture and the billing mode that the component registers", async () => {
        const { resources } = await evaluateStack();
        const registered = (suffix: string) => resources.find(({ name }) => name.endsWith(suffix))?.inputs;
        expect(registered("-function")?.architectures).to.deep.equal([
            data.prices.lambdaDuration.architecture,
        ]);
        expect(registered("-store")?.billingMode).to.equal(data.prices.lakeExtendable.billingMode);
    });

    for (const [name, { page, asOf, source }] of Object.entries(data.prices)) {
        it(`take ${name} from somewhere, on some day`, () => {
            expect(page).to.match(/^https:\/\/aws\.amazon\.com\/[a-z]+\/pricing\/$/);
            expect(asOf).to.match(/^\d{4}(-\d\d){0,2}$/);
            expect(source).to.not.equal("");
        });
    }
});
