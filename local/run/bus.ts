import { compilePattern } from "../events/pattern";
import type { Deployment, QueueSettings, Unit } from "../deploy/deployment";
import type { Permissions } from "../deploy/permissions";
import type { Asynchronous } from "./asynchronous";
import type { Queues } from "./queues";

/** The event bus: matches events with the registered rule, and hands them to its target. */
export interface Bus {
    /** `events` are JSON texts. Answers those that matched. */
    put(events: string[]): Promise<string[]>;
}

type Deliver = (events: string[]) => Promise<void>;

/** Buffered delivery: the rule's target is the queue. */
function toQueue(queues: Queues, queue: QueueSettings): Deliver {
    return (events) => queues.as("events").send(queue, events);
}

/** What no policy allows does not happen, and nobody waits for it: the sum of all events tells, and the denials do. */
async function unlessDenied(sending: Promise<void>): Promise<void> {
    await sending.catch((error: Error) => {
        if (error.name !== "AccessDenied") throw error;
    });
}

/** A unit's target, as far as the rule may use it. What it may not, EventBridge dead-letters at once, without another try. */
function target(
    { queue, deadLetters, function: lambda }: Unit,
    ruleArn: string,
    permissions: Permissions,
    queues: Queues,
    asynchronous: Asynchronous,
): Deliver {
    const [action, arn] =
        queue === undefined ? ["lambda:InvokeFunction", lambda.arn] : ["sqs:SendMessage", queue.arn];
    const denial = permissions.denial("events", action, arn);
    if (denial === undefined) {
        if (queue !== undefined) return toQueue(queues, queue);
        return (events) => Promise.resolve(asynchronous.accept(events));
    }
    // EventBridge user guide, "Using dead-letter queues to process undelivered events".
    const attributes = {
        RULE_ARN: ruleArn,
        TARGET_ARN: arn,
        ERROR_CODE: "NO_PERMISSIONS",
        ERROR_MESSAGE: denial,
    };
    return (events) => unlessDenied(queues.as("events").send(deadLetters, events, attributes));
}

/** @param targets Each unit, and Lambda's queue of the events that its function is invoked with. */
export function startBus(
    { pattern, ruleArn }: Deployment,
    permissions: Permissions,
    queues: Queues,
    targets: readonly { unit: Unit; asynchronous: Asynchronous }[],
): Bus {
    const matches = compilePattern(pattern);
    const deliveries = targets.map(({ unit, asynchronous }) =>
        target(unit, ruleArn, permissions, queues, asynchronous),
    );
    return {
        async put(events) {
            const matching = events.filter((event) => matches(JSON.parse(event)));
            await Promise.all(deliveries.map((deliver) => deliver(matching)));
            return matching;
        },
    };
}
