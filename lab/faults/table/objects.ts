import type { Refusal } from "../../../local/http/messages";
import type { ObjectFault } from "../../../local/s3/types";
import { duringOutage, first, idsInObject, onObjects } from "../scripts";
import type { FaultCase } from "../types";

/** More writes than one invocation tries. */
const writes = 18;

const refusal = (status: number, name: string): Refusal => ({ status, name, message: "injected" });

const denied = refusal(403, "AccessDenied");

/** Answers that pass by themselves. */
const passing: [status: number, error: string][] = [
    [409, "ConditionalRequestConflict"],
    [503, "SlowDown"],
    [500, "InternalError"],
    [400, "RequestTimeout"],
];

/** What somebody has to see to: no event's fault. */
const outages: [name: string, what: string, refusal: Refusal][] = [
    ["s3-access-denied", "the bucket's policy refuses", denied],
    ["s3-bucket-gone", "the bucket is gone", refusal(404, "NoSuchBucket")],
    ["s3-kms-key-disabled", "the key is disabled", refusal(400, "KMS.DisabledException")],
    ["s3-clock-skew", "the function's clock is wrong", refusal(403, "RequestTimeTooSkewed")],
    ["s3-credentials-expired", "the credentials are expired", refusal(400, "ExpiredToken")],
];

/** Writes that are done, and of which the function does not hear: the same object again is refused, and that is good. */
function unheard(name: string, what: string, fault: ObjectFault): FaultCase {
    return {
        name,
        what,
        ends: { s3: "lake" },
        duplicates: "never",
        again: "none",
        inject: (context) => ({ objects: onObjects(context, first(2), fault) }),
    };
}

export const objectFaults: FaultCase[] = [
    unheard("s3-reset-after-write", "two writes are done and break before the answer: 412 at the next try", {
        reset: "after",
    }),
    unheard(
        "s3-answer-slower-than-the-timeout",
        "two writes are done, and answered after the function's time is over: it tries again before",
        { answerDelayMs: 3500 },
    ),
    {
        name: "s3-same-batch-twice",
        what: "SQS delivers each batch a second time, at once, to a second writer, and both write: one object",
        ends: { s3: "lake" },
        duplicates: "never",
        instances: 2,
        inject({ markAffected }) {
            const writing = new Set<string>();
            return {
                redeliver: (batch) => [batch, batch],
                objects(call) {
                    // The first writer is held until the second writes, too.
                    if (writing.has(call.key)) return void markAffected(idsInObject(call));
                    writing.add(call.key);
                    return { delayMs: 1000 };
                },
            };
        },
    },
    ...passing.map(([status, error]): FaultCase => ({
        name: `s3-${error}-${status}`,
        what: `the first ${writes} writes are answered ${status} ${error}`,
        ends: { s3: "lake" },
        again: "some",
        duplicates: "never",
        inject: (context) => ({
            objects: onObjects(context, first(writes), { refusal: refusal(status, error) }),
        }),
    })),
    ...outages.map(([name, what, answer]): FaultCase => ({
        name,
        what: `${what}, for an hour`,
        ends: { s3: "lake" },
        alone: true,
        again: "some",
        alarms: ["stuck", "waiting"],
        duplicates: "never",
        inject: (context) => ({ objects: onObjects(context, duringOutage(context), { refusal: answer }) }),
    })),
    {
        name: "s3-outage-beyond-receive-count",
        what: "the bucket's policy refuses until SQS has delivered each message twice",
        ends: { s3: "sqs" },
        alone: true,
        settings: () => ({ deliveryMaxReceiveCount: 2 }),
        inject: (context) => ({
            objects: onObjects(context, duringOutage(context), { refusal: denied }),
        }),
    },
];
