import { runForwarder, serializeForwarder } from "../../tests/support/closure";
import { bodyWith } from "../../tests/support/events";
import { batchOf } from "../../tests/support/forwarder";
import { startServices } from "../../tests/support/services";
import { atMost, type Figure, type Measurement } from "./figures";

/** The function's default memory in MB, and what Lambda gives the heap of it. */
const memory = 256;
const heap = Math.floor(memory * 0.9);
/** The most that Lambda hands to a function at once, with the events, in bytes. */
const payload = 6 * 1024 * 1024;

/** A batch of `count` events, as large as an invocation may be. */
function fullBatch(count: number): unknown {
    const bodies = (notes: string) =>
        Array.from({ length: count }, (_, index) => bodyWith({ uuid: `e${index}`, notes }));
    const room = payload - JSON.stringify(batchOf(bodies(""))).length;
    return batchOf(bodies("x".repeat(Math.floor(room / count))));
}

async function deliver(count: number): Promise<Figure[]> {
    const services = await startServices();
    try {
        const options = [`--max-old-space-size=${heap}`];
        const { results, peakMemory } = await runForwarder(
            await serializeForwarder(),
            [fullBatch(count)],
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
