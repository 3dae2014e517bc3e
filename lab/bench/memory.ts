import { defaultMemory } from "../../components/inputs/table";
import { runFunction, serializeForwarder, serializeWriter } from "../forwarder/closure";
import { batchOf } from "../forwarder/events";
import { startServices } from "../forwarder/services";
import { fullBatch, worstBatches, type Batch } from "../load/batches";
import { typicalEvent } from "../samples/samples";
import { atMost, type Figure, type Measurement } from "./figures";

/** How many events a process with so many MB delivers of a batch, and its resident memory at its peak. */
async function deliver(
    text: string,
    memory: number,
    { events, event }: Batch,
    name: string,
): Promise<Figure[]> {
    const services = await startServices();
    try {
        // What Lambda gives the heap.
        const options = [`--max-old-space-size=${Math.floor(memory * 0.9)}`];
        const { results, peakMemory } = await runFunction(text, [event], services.environment, options);
        const delivered = services.accepted.length + services.stored().length;
        const ok = delivered === events && results[0].returned?.length === 0;
        return [
            { what: `${name}: delivered`, limit: `${events} events`, measured: `${delivered} events`, ok },
            atMost(`${name}: memory at its peak`, memory, peakMemory, "MB"),
        ];
    } finally {
        services.stop();
    }
}

async function measure(name: string, text: string, memory: number, batches: Batch[]): Promise<Figure[]> {
    const figures: Figure[] = [];
    for (const batch of batches)
        figures.push(
            ...(await deliver(text, memory, batch, `6 MB for the ${name}, ${batch.name}, in ${memory} MB`)),
        );
    return figures;
}

/** As many ordinary events as fill an invocation. */
const typical = 2000;

/** The largest invocations there are, in the smallest functions that the component makes by default. */
export const largestBatch: Measurement = async () => [
    ...(await measure("forwarder", await serializeForwarder(), defaultMemory["cloudtrail-lake"], [
        fullBatch("one long text", 100),
        fullBatch("one long text", 6),
    ])),
    ...(await measure("writer", await serializeWriter(), defaultMemory.s3, [
        {
            name: `${typical} ordinary events`,
            events: typical,
            event: batchOf(Array.from({ length: typical }, (_, index) => typicalEvent(index))),
        },
        fullBatch("one long text, not Latin", 1000),
        ...worstBatches().filter(({ events }) => events === 6),
    ])),
];
