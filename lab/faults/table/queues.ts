import type { CallFault } from "../../../local/http/fault";
import type { InterceptQueue } from "../../../local/sqs/types";
import { callersOf } from "../../../local/aws/iam/callers";
import { destinationOf } from "../modes";
import { first, onEvents, some } from "../scripts";
import type { FaultContext, FaultCase } from "../types";

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

/** Refuses some events for good, so that they have to be dead-lettered. */
function withRejected(context: FaultContext, intercept: (rejected: string[]) => InterceptQueue) {
    const rejected = some(context, Math.ceil(context.ids.length / 5));
    const failure = { errorCode: "InvalidData", errorMessage: "injected" };
    return { channel: onEvents(context, rejected, failure, Infinity), queues: intercept(rejected) };
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
            ends: { buffered: "dead-letters", direct: "dead-letters" },
            alone: true,
            inject: (context) =>
                withRejected(context, (rejected) =>
                    onQueueCalls({ ...context, ids: rejected }, "function", /^SendMessage$/, 30, fault),
                ),
        },
    ]),
    {
        name: "dead-letter-send-unanswered-in-time",
        what: "the first dead-letter sends are answered when the function's time is over",
        ends: { buffered: "dead-letters", direct: "dead-letters" },
        // So near its end the function may be ended, and its whole batch comes again.
        duplicates: "possible",
        alone: true,
        inject: (context) =>
            withRejected(context, (rejected) =>
                onQueueCalls({ ...context, ids: rejected }, "function", /^SendMessage$/, 3, {
                    delayMs: 3500,
                    reset: "before",
                }),
            ),
    },
    {
        name: "redelivered-in-one-batch",
        what: "SQS delivers messages twice, in one batch",
        ends: { buffered: "lake", s3: "lake" },
        inject: ({ ids, markAffected }) => ({
            redeliver(batch) {
                markAffected(ids);
                return [[...batch, ...batch.slice(0, Math.ceil(batch.length / 3))]];
            },
        }),
    },
    {
        name: "redelivered-in-two-batches",
        what: "SQS delivers messages twice, in two batches",
        ends: { buffered: "lake", s3: "lake" },
        duplicates: "certain",
        inject: ({ ids, markAffected }) => ({
            redeliver(batch) {
                markAffected(ids);
                return [batch, batch.slice(0, Math.ceil(batch.length / 3))];
            },
        }),
    },
];
