/** The worst batches that SQS and Lambda let through to the function. */
import { limits } from "../../handler/limits";
import { batchOf, bodyWith } from "../forwarder/events";

/** The most that Lambda hands to a function at once, with the events, in bytes. */
export const payload = 6 * 1024 * 1024;

/** What fills an event up to `bytes` of JSON; an event differs by what makes it large. */
const fillings: Record<string, (bytes: number) => unknown> = {
    "one long text": (bytes) => "x".repeat(bytes - 2),
    // One such letter and JavaScript keeps two bytes for each of the others, too.
    "one long text, not Latin": (bytes) => `я${"x".repeat(bytes - 4)}`,
    "many short members": (bytes) =>
        Object.fromEntries(
            Array.from({ length: Math.floor(bytes / 10) }, (_, index) => [index.toString(36), 7]),
        ),
    "many empty lists": (bytes) => Array.from({ length: Math.floor(bytes / 3) - 1 }, () => []),
    "many numbers": (bytes) =>
        Array.from({ length: Math.floor(bytes / 4) - 1 }, (_, index) => 0.1 + (index % 9)),
};

export interface Batch {
    name: string;
    events: number;
    event: unknown;
}

/** A batch of so many events, as large as an invocation may be. */
export function fullBatch(name: string, events: number): Batch {
    const filling = fillings[name];
    const bodies = (notes: unknown) =>
        Array.from({ length: events }, (_, index) => bodyWith({ uuid: `e${index}`, notes }));
    const empty = JSON.stringify(batchOf(bodies(""))).length;
    // In the batch a body is a JSON text once more: each quotation mark takes a byte more.
    const quoted = (text: string) => Buffer.byteLength(JSON.stringify(text));
    const room = Math.min(
        (payload - empty) / events,
        limits.messageBytes - bodyWith({ notes: "" }).length - 100,
    );
    const sample = JSON.stringify(filling(10_000));
    const bytes = Math.floor((room * Buffer.byteLength(sample)) / quoted(sample)) - 10;
    return { name: `${events} events of ${name}`, events, event: batchOf(bodies(filling(bytes))) };
}

/** As many events as a batch may have, and as few as fill an invocation, of each kind. */
export function worstBatches(): Batch[] {
    return Object.keys(fillings).flatMap((name) => [100, 6].map((events) => fullBatch(name, events)));
}
