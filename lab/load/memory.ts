import { unitOf, type Deployment, type FunctionSettings, type Unit } from "../../local/deploy/deployment";
import { startFunction } from "../../local/run/functionProcess";
import { batchOf } from "../forwarder/events";
import { startServices } from "../forwarder/services";
import { typicalEvent } from "../samples/typical";
import { worstBatches, type Batch } from "./batches";
import type { MemoryTrial } from "./results";

/** Memory sizes in MB, from the least that the component takes. */
const sizes = [128, 160, 192, 224, 256, 288, 320, 384, 448, 512];

export function ordinaryBatch(events: number): Batch {
    const bodies = Array.from({ length: events }, (_, index) => typicalEvent(index));
    return { name: `${events} ordinary events`, events, event: batchOf(bodies) };
}

/**
 * The function with the heap that Lambda gives it. Its Node runtime sets the young generation, too, which takes memory
 * that no limit of the old one counts: a twentieth of the function's memory for each half of it (`bootstrap` in the
 * nodejs24.x runtime; https://dev.to/wonderfulsoap/deep-dive-into-aws-lambda-3-official-nodejs-runtime-analysis-43je).
 */
export function asInLambda(settings: FunctionSettings): FunctionSettings {
    const { environment, memorySize } = settings;
    const NODE_OPTIONS = `--max-semi-space-size=${Math.floor(memorySize / 20)}`;
    return { ...settings, environment: { ...environment, NODE_OPTIONS } };
}

/**
 * Hands batches to one process of the function with so much memory, between services that take everything, until one is not
 * delivered or makes the process hold more.
 */
export async function handOver(
    { region }: Deployment,
    unit: Unit,
    memory: number,
    batches: Batch[],
): Promise<{ peakMegabytes: number; holds: boolean; worst: string }> {
    const services = await startServices();
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...endpoints } = services.environment;
    const environment = { ...unit.function.environment, ...endpoints };
    const settings = asInLambda({ ...unit.function, memorySize: memory, environment });
    const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
    const surroundings = { region, credentials, endpoints };
    const lambda = await startFunction({ ...unit, function: settings }, surroundings, () => undefined);
    const delivered = () => services.accepted.length + services.stored().length;
    const peak = () => Math.ceil(lambda.usage().peakMegabytes);
    let [worst, holds] = ["", true];
    try {
        for (const { name, events, event } of batches) {
            const before = { peak: peak(), delivered: delivered() };
            const ended = await lambda.invoke(event).catch(() => undefined);
            holds = ended !== undefined && delivered() - before.delivered === events && peak() <= memory;
            if (!holds || peak() > before.peak) worst = name;
            if (!holds) break;
        }
        return { peakMegabytes: peak(), holds, worst };
    } finally {
        await lambda.stop();
        await services.stop();
    }
}

/** From the smallest size on, until one holds. The compiler and the heap are then as in a function that has run for a while. */
export async function findMemory(deployment: Deployment): Promise<MemoryTrial[]> {
    const ordinary = Array.from({ length: 20 }, () => ordinaryBatch(100));
    const trials: MemoryTrial[] = [];
    for (const memory of sizes) {
        const hand = (batches: Batch[]) => handOver(deployment, unitOf(deployment), memory, batches);
        const first = await hand(ordinary);
        const all = first.holds ? await hand([...ordinary, ...worstBatches()]) : first;
        trials.push({ memory, ordinaryMegabytes: first.peakMegabytes, ...all });
        if (all.holds) break;
    }
    return trials;
}
