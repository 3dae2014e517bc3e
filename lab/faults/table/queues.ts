import type { CallFault } from "../../../local/http/fault";
import type { Redeliver } from "../../../local/run/mapping";
import type { InterceptQueue } from "../../../local/sqs/types";
import { callersOf } from "../../../local/aws/iam/callers";
import { destinationOf } from "../modes";
import { first, onEvents, some } from "../scripts";
import type { FaultContext, FaultCase } from "../types";

type Batch = Parameters<Redeliver>[0];

const unavailable = { status: 503, name: "ServiceUnavailable", message: "injected" };

/** The first calls of an action fail. What they touch is not known here: all that is under way. */
function onQueueCalls(
    { ids, markAffected, mode }: FaultContext,
    caller: "function" | "mapping",
    action: RegExp,
    times: number,
    fault: CallFault,
): InterceptQueue {
    const strikes = first(times);
    return (call) => {
        if (call.caller !== callersOf(destinationOf(mode))[caller] || !action.test(call.action) || !strikes())
            return undefined;
        markAffected(ids);
        return fault;
    };
}

const faults: [name: string, how: string, fault: CallFault][] = [
    ["refused", "are answered 503", { refusal: unavailable }],
    ["reset", "break before anything happens", { reset: "before" }],
    ["unanswered", "do their work, and break before the answer", { reset: "after" }],
];

/** Some events are refused for good, so that they have to be dead-lettered, and the first attempts at that fail. */
function onDeadLettering(times: number, fault: CallFault): Pick<FaultCase, "ends" | "alone" | "inject"> {
    return {
        ends: { buffered: "dead-letters", direct: "dead-letters" },
        alone: true,
        inject(context) {
            const ids = some(context, Math.ceil(context.ids.length / 5));
            const failure = { errorCode: "InvalidData", errorMessage: "injected" };
            return {
                channel: onEvents(context, ids, failure, Infinity),
                queues: onQueueCalls({ ...context, ids }, "function", /^SendMessage$/, times, fault),
            };
        },
    };
}

function redelivered(how: string, batches: (batch: Batch, again: Batch) => Batch[]): FaultCase {
    return {
        name: `redelivered-in-${how.replace(" ", "-")}`,
        what: `SQS delivers messages twice, in ${how}`,
        ends: { buffered: "lake", s3: "lake" },
        inject: ({ ids, markAffected }) => ({
            redeliver(batch) {
                markAffected(ids);
                return batches(batch, batch.slice(0, Math.ceil(batch.length / 3)));
            },
        }),
    };
}

export const queueFaults: FaultCase[] = [
    ...faults.flatMap(([name, how, fault]): FaultCase[] => [
        {
            name: `sqs-receive-${name}`,
            what: `the first 40 of Lambda's receive calls ${how}`,
            ends: { buffered: "lake", s3: "lake" },
            inject: (context) => ({ queues: onQueueCalls(context, "mapping", /^Receive/, 40, fault) }),
        },
        {
            name: `sqs-delete-${name}`,
            what: `the first 40 of Lambda's delete calls ${how}`,
            ends: { buffered: "lake", s3: "lake" },
            duplicates: name === "unanswered" ? "possible" : "certain",
            inject: (context) => ({ queues: onQueueCalls(context, "mapping", /^Delete/, 40, fault) }),
        },
        {
            name: `dead-letter-send-${name}`,
            what: `the first 30 of the forwarder's dead-letter sends ${how}`,
            ...onDeadLettering(30, fault),
        },
    ]),
    {
        name: "dead-letter-send-unanswered-in-time",
        what: "the first dead-letter sends are answered when the function's time is over",
        ...onDeadLettering(3, { delayMs: 3500, reset: "before" }),
        // So near its end the function may be ended, and its whole batch comes again.
        duplicates: "possible",
    },
    redelivered("one batch", (batch, again) => [[...batch, ...again]]),
    { ...redelivered("two batches", (batch, again) => [batch, again]), duplicates: "certain" },
];
