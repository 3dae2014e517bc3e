import type { Metrics } from "../cloudwatch/metrics";
import { compilePattern } from "../events/pattern";
import { eventStream, type Deployment, type QueueSettings, type Unit } from "../deploy/deployment";
import type { Permissions } from "../deploy/permissions";
import { writeLog, type Account } from "../describe";
import type { Asynchronous } from "./asynchronous";
import type { Queues } from "./queues";

type Deliver = (events: string[]) => Promise<void>;

/** Buffered delivery: the rule's target is the queue. */
function toQueue(queues: Queues, queue: QueueSettings): Deliver {
    return (events) => queues.as("events").send(queue, events);
}

/** Adds to a metric of the rule (EventBridge user guide, "Monitoring"): of all targets together. */
type CountRule = (metricName: string, events: number) => void;

/** What no policy allows does not happen, and nobody waits for it: the sum of all events tells, and the denials do. */
async function isAllowed(sending: Promise<void>): Promise<boolean> {
    try {
        await sending;
        return true;
    } catch (error) {
        if ((error as Error).name !== "AccessDenied") throw error;
        return false;
    }
}

/** A unit's target, as far as the rule may use it. What it may not, EventBridge dead-letters at once, without another try. */
function target(
    { queue, deadLetters, function: lambda }: Unit,
    ruleArn: string,
    permissions: Permissions,
    queues: Queues,
    asynchronous: Asynchronous,
    count: CountRule,
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
    return async (events) => {
        count("FailedInvocations", events.length);
        const isSent = await isAllowed(queues.as("events").send(deadLetters, events, attributes));
        count(isSent ? "InvocationsSentToDlq" : "InvocationsFailedToBeSentToDlq", events.length);
    };
}

/** The raw event log takes what the rule may write, each event as it came, and has no dead letters. */
function logTarget(
    log: Deployment["eventLog"],
    permissions: Permissions,
    account: Account,
    count: CountRule,
): Deliver[] {
    if (log === undefined) return [];
    const denial = permissions.denial("events", "logs:PutLogEvents", eventStream(log));
    if (denial !== undefined) return [(events) => Promise.resolve(count("FailedInvocations", events.length))];
    return [(events) => Promise.resolve(events.forEach((event) => writeLog(account, log.name, event)))];
}

/**
 * The event bus: matches events, JSON texts, with the registered rule, and hands them to its targets. Answers those that
 * matched.
 *
 * @param targets Each unit, and Lambda's queue of the events that its function is invoked with.
 */
export function startBus(
    { pattern, ruleArn, eventLog, ruleDimensions: dimensions }: Deployment,
    permissions: Permissions,
    queues: Queues,
    metrics: Metrics,
    account: Account,
    targets: readonly { unit: Unit; asynchronous: Asynchronous }[],
): (events: string[]) => Promise<string[]> {
    const matches = compilePattern(pattern);
    // Nothing is reported of what did not happen.
    const count: CountRule = (metricName, events) =>
        events > 0 && metrics.count({ namespace: "AWS/Events", metricName, dimensions }, events);
    const deliveries = [
        ...targets.map(({ unit, asynchronous }) =>
            target(unit, ruleArn, permissions, queues, asynchronous, count),
        ),
        ...logTarget(eventLog, permissions, account, count),
    ];
    return async (events) => {
        const matching = events.filter((event) => matches(JSON.parse(event)));
        count("MatchedEvents", matching.length);
        count("Invocations", matching.length * deliveries.length);
        await Promise.all(deliveries.map((deliver) => deliver(matching)));
        return matching;
    };
}
