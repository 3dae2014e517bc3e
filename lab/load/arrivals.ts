import { setTimeout as sleep } from "node:timers/promises";
import type { Pipeline } from "../../local/run/pipeline";

/** At most so many events in one put. */
const perPut = 500;

export type Arrivals = ReturnType<typeof startArrivals>;

/**
 * Feeds the pipeline with events that come by the clock, whether or not the bus takes them. The local bus waits while its queue is long, because the SQS stand-in slows down with long queues; the
 * rest of the backlog is in front of it, where it costs nothing: events that wait there are not made yet.
 * @param due how many are to have come by now
 */
export function startArrivals(pipeline: Pick<Pipeline, "put">, events: Iterator<string>, due: () => number) {
    let [put, last] = [0, Infinity];
    const come = () => Math.min(due(), last);

    async function feed(): Promise<void> {
        while (put < last) {
            const count = Math.min(perPut, come() - put);
            if (count === 0) {
                await sleep(2);
                continue;
            }
            await pipeline.put(Array.from({ length: count }, () => events.next().value as string));
            put += count;
        }
    }

    let failure: { reason: unknown } | undefined;
    const feeding = feed();
    feeding.catch((reason: unknown) => (failure = { reason }));
    return {
        /** How many have come so far. */
        come,
        /** Throws what went wrong, if anything did, on the way to the bus. */
        check(): void {
            if (failure !== undefined) throw failure.reason;
        },
        /** From now on none comes. Ends when the bus has all. */
        end(): Promise<void> {
            last = come();
            return feeding;
        },
    };
}
