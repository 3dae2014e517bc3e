import { compilePattern } from "../events/pattern";
import type { Deployment, QueueSettings } from "../deploy/deployment";
import type { FunctionProcess } from "./functionProcess";
import type { Queues } from "./queues";

/** The event bus: matches events with the registered rule, and hands them to its target. */
export interface Bus {
    /** `events` are JSON texts. Answers those that matched. */
    put(events: string[]): Promise<string[]>;
}

/** Buffered delivery: the rule's target is the queue. */
function toQueue(queues: Queues, queue: QueueSettings): (events: string[]) => Promise<void> {
    return (events) => queues.as("events").send(queue, events);
}

/** Asynchronous Lambda: three tries, then the event goes to the dead-letter queue as it was. */
function toFunction(
    queues: Queues,
    deadLetters: QueueSettings,
    lambda: FunctionProcess,
): (events: string[]) => Promise<void> {
    async function deliver(event: string): Promise<void> {
        for (let tries = 0; tries < 3; tries++) {
            try {
                await lambda.invoke(JSON.parse(event));
                return;
            } catch {
                // As Lambda: again. Its waiting times, minutes, are left out.
            }
        }
        await queues.as("mapping").send(deadLetters, [event]);
    }
    return async (events) => {
        for (const event of events) await deliver(event);
    };
}

export function startBus(deployment: Deployment, queues: Queues, lambdas: FunctionProcess[]): Bus {
    const matches = compilePattern(deployment.pattern);
    const { queue, deadLetters } = deployment;
    const deliver =
        queue === undefined ? toFunction(queues, deadLetters, lambdas[0]) : toQueue(queues, queue);
    return {
        async put(events) {
            const matching = events.filter((event) => matches(JSON.parse(event)));
            await deliver(matching);
            return matching;
        },
    };
}
