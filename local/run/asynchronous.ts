import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { callersOf } from "../aws/iam/callers";
import type { Unit } from "../deploy/deployment";
import { throttledName, type CountLambda, type FunctionProcess } from "./functionProcess";
import type { Queues } from "./queues";
import { timeScale } from "./time";

/** Lambda's own queue, for what is invoked asynchronously: tries again, and dead-letters what it gives up on. */
export interface Asynchronous {
    /** Takes events, JSON texts, and answers at once. */
    accept(events: string[]): void;
    /** What was neither done nor dead-lettered yet. */
    waiting(): string[];
    /** Ends what waits for another try. */
    stop(): void;
}

/**
 * Seconds before another try (Lambda developer guide, "How Lambda handles errors and retries with asynchronous
 * invocation"): after an error of the function a minute, then two; throttled, from one second up to five minutes.
 */
const afterError = (errors: number) => 60 * errors;
const afterThrottle = (times: number) => Math.min(300, 2 ** (times - 1));

/** "ErrorMessage: the first 1 KB of the error message". */
const messageBytes = 1000;

export function startAsynchronous(
    { destination, asynchronous, deadLetters }: Unit,
    queues: Queues,
    lambdas: FunctionProcess[],
    onLog: (line: string) => void,
    count: CountLambda,
): Asynchronous {
    const { retries, maximumAgeSeconds, hasDeadLetterQueue } = asynchronous;
    const waiting = new Set<{ event: string }>();
    const stopped = new AbortController();
    let turn = 0;

    /** Why Lambda gave up; undefined once the function has taken the event. */
    async function attempt(event: unknown): Promise<Error | undefined> {
        const end = Date.now() + (maximumAgeSeconds * 1000) / timeScale;
        let [errors, throttles] = [0, 0];
        for (;;) {
            try {
                await lambdas[turn++ % lambdas.length].invoke(event);
                return undefined;
            } catch (reason) {
                const error = reason as Error;
                const throttled = error.name === throttledName;
                const pause = throttled ? afterThrottle(++throttles) : afterError(++errors);
                const next = (pause * 1000) / timeScale;
                if (errors > retries || Date.now() + next > end) return error;
                await sleep(next, undefined, { signal: stopped.signal });
            }
        }
    }

    async function deliver(event: string): Promise<void> {
        const error = await attempt(JSON.parse(event));
        if (error === undefined) return;
        // Also of what is sent to the dead-letter queue.
        count("AsyncEventsDropped");
        if (!hasDeadLetterQueue) return onLog(`Lambda dropped an event: ${error.message}`);
        const attributes = {
            RequestID: randomUUID(),
            ErrorCode: "200",
            ErrorMessage: error.message.slice(0, messageBytes),
        };
        await queues.as(callersOf(destination).mapping).send(deadLetters, [event], attributes);
    }

    return {
        accept(events) {
            for (const event of events) {
                const entry = { event };
                waiting.add(entry);
                count("AsyncEventsReceived");
                void deliver(event)
                    .catch((error: Error) => {
                        if (stopped.signal.aborted) return;
                        count("DeadLetterErrors");
                        onLog(`Lambda could not dead-letter an event: ${error.message}`);
                    })
                    .finally(() => waiting.delete(entry));
            }
        },
        waiting: () => [...waiting].map(({ event }) => event),
        stop: () => stopped.abort(),
    };
}
