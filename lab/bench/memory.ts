import { fullBatch, worstBatches } from "../load/batches";
import { handOver, ordinaryBatch } from "../load/memory";
import { deployStack } from "../stack";
import { atMost, type Figure, type Measurement } from "./figures";

/** The largest invocations there are, in functions as the component makes them by default. */
export const largestBatch: Measurement = async () => {
    const deployment = await deployStack({ destinations: ["cloudtrail-lake", "s3"] });
    const batches = {
        "cloudtrail-lake": [fullBatch("one long text", 100), fullBatch("one long text", 6)],
        s3: [
            // As many as fill an invocation.
            ordinaryBatch(2000),
            fullBatch("one long text, not Latin", 1000),
            ...worstBatches().filter(({ events }) => events === 6),
        ],
    };
    const figures: Figure[] = [];
    for (const unit of deployment.units) {
        const { memorySize } = unit.function;
        for (const batch of batches[unit.destination]) {
            const { peakMegabytes, holds } = await handOver(deployment, unit, memorySize, [batch]);
            const what = `6 MB to ${unit.destination}, ${batch.name}, all delivered: memory at its peak`;
            figures.push({ ...atMost(what, memorySize, peakMegabytes, "MB"), ok: holds });
        }
    }
    return figures;
};
