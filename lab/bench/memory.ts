import { runFunction, serializeForwarder } from "../forwarder/closure";
import { startServices } from "../forwarder/services";
import { fullBatch } from "../load/batches";
import { atMost, type Figure, type Measurement } from "./figures";

/** The function's default memory in MB, and what Lambda gives the heap of it. */
const memory = 256;
const heap = Math.floor(memory * 0.9);

async function deliver(count: number): Promise<Figure[]> {
    const services = await startServices();
    try {
        const options = [`--max-old-space-size=${heap}`];
        const { results, peakMemory } = await runFunction(
            await serializeForwarder(),
            [fullBatch("one long text", count).event],
            services.environment,
            options,
        );
        const delivered = services.accepted.length;
        const ok = delivered === count && results[0].returned?.length === 0;
        const what = `a 6 MB batch of ${count} events in ${memory} MB`;
        return [
            { what: `${what}: delivered`, limit: `${count} events`, measured: `${delivered} events`, ok },
            atMost(`${what}: memory at its peak`, memory, peakMemory, "MB"),
        ];
    } finally {
        services.stop();
    }
}

/** The largest invocation there is, in the smallest function that the component makes by default. */
export const largestBatch: Measurement = async () => [...(await deliver(100)), ...(await deliver(6))];
