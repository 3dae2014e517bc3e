import { expect } from "chai";
import { deployStack } from "../../../lab/stack";
import { startPipeline } from "../../../local/run/pipeline";
import { typicalEvent } from "../../../lab/samples/samples";

describe("what the function's process used", () => {
    it("is its own memory, whatever this process held when it started it", async () => {
        const held = Buffer.alloc(300_000_000, 1);
        const pipeline = await startPipeline(await deployStack(), { instances: 2 });
        try {
            await pipeline.put([typicalEvent(1)]);
            await pipeline.drain();
            const { usage } = await pipeline.outcome();
            expect(usage).to.have.length(2);
            const used = usage.filter(({ peakMegabytes }) => peakMegabytes > 0);
            expect(used).to.have.length(1);
            expect(used[0].cpuMilliseconds).to.be.above(0);
            expect(used[0].peakMegabytes).to.be.within(30, held.length / 1_000_000);
        } finally {
            await pipeline.stop();
        }
    });
});
