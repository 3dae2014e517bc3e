import { unitOf, type Deployment } from "../../local/deploy/deployment";
import { startFunction, type FunctionProcess } from "../../local/run/functionProcess";
import { batchOf } from "../forwarder/events";
import { startServices } from "../forwarder/services";
import { typicalEvent } from "../samples/samples";
import { worstBatches, type Batch } from "./batches";
import { asInLambda } from "./lambda";
import type { MemoryTrial } from "./results";

/** Memory sizes in MB, from the least that the component takes. */
const sizes = [128, 160, 192, 224, 256, 288, 320, 384, 448, 512];

/** Ordinary batches that come first: the compiler and the heap are then as in a function that has run for a while. */
function ordinaryBatches(): Batch[] {
    return Array.from({ length: 20 }, (_, batch) => {
        const events = 100;
        const bodies = Array.from({ length: events }, (_, index) => typicalEvent(batch * events + index));
        return { name: `${events} ordinary events`, events, event: batchOf(bodies) };
    });
}

/** Hands batches to the function until one fails, or makes the process hold more than `memory`. */
async function handOver(
    lambda: FunctionProcess,
    batches: Batch[],
    memory: number,
    delivered: () => number,
): Promise<{ peak: number; failed: boolean; worst: string }> {
    const peak = () => Math.ceil(lambda.usage().peakMegabytes);
    let worst = "";
    for (const { name, events, event } of batches) {
        const before = { peak: peak(), delivered: delivered() };
        const ended = await lambda.invoke(event).catch(() => undefined);
        if (peak() > before.peak) worst = name;
        const arrived = delivered() - before.delivered === events;
        if (ended === undefined || !arrived || peak() > memory)
            return { peak: peak(), failed: true, worst: name };
    }
    return { peak: peak(), failed: false, worst };
}

/** One process with so much memory, between a channel that takes everything and a dead-letter queue. */
export async function tryMemory(deployment: Deployment, memory: number): Promise<MemoryTrial> {
    const services = await startServices();
    const { environment } = services;
    const unit = unitOf(deployment);
    const settings = { ...unit.function, memorySize: memory };
    const sized = asInLambda({ ...settings, environment: { ...settings.environment, ...environment } });
    const surroundings = {
        region: deployment.region,
        credentials: {
            accessKeyId: environment.AWS_ACCESS_KEY_ID,
            secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
        },
        endpoints: environment,
    };
    const lambda = await startFunction({ ...unit, function: sized }, surroundings, () => undefined);
    try {
        const delivered = () => services.accepted.length;
        const ordinary = await handOver(lambda, ordinaryBatches(), memory, delivered);
        const all = ordinary.failed ? ordinary : await handOver(lambda, worstBatches(), memory, delivered);
        return {
            memory,
            ordinaryMegabytes: ordinary.peak,
            peakMegabytes: all.peak,
            holds: !all.failed,
            worst: all.worst,
        };
    } finally {
        await lambda.stop();
        services.stop();
    }
}

/** From the smallest size on, until one holds. */
export async function findMemory(deployment: Deployment): Promise<MemoryTrial[]> {
    const trials: MemoryTrial[] = [];
    for (const memory of sizes) {
        trials.push(await tryMemory(deployment, memory));
        if (trials[trials.length - 1].holds) break;
    }
    return trials;
}
