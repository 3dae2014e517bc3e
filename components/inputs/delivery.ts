import { visibilityTimeout } from "../timing";
import { input } from "./input";
import type { Group, Inputs } from "./input";
import { integer, oneOf, plain } from "./rules";
import type { Rule } from "./rules";
import { kmsKey, timeoutSeconds } from "./values";

/** The most and the usual of a destination's batches, and what its docs say of every input but the key. */
interface Batches {
    size: Rule<number, number>;
    windowSeconds: Rule<number, number>;
    remark: string;
}

const deliveries = integer(1, 1000, "deliveries", 100);

function queueInputs({ size, windowSeconds, remark }: Batches) {
    const pause = visibilityTimeout(timeoutSeconds.default, windowSeconds.default);
    const hours = Math.floor((deliveries.default * pause) / 3600);
    return {
        batchSize: input(`Events that the function gets at once.${remark}`, size),
        batchWindowSeconds: input(
            `Seconds to wait for a batch to fill; at least 1 for batches above 10.${remark}`,
            windowSeconds,
        ),
        maxReceiveCount: input(
            `Deliveries of a message before it is dead-lettered; ${deliveries.default} take about ${hours} hours with the default timeout. Times the visibility timeout (6 x function timeout + batch window) it must not exceed half of the retention.${remark}`,
            deliveries,
        ),
        maxConcurrency: input(
            `Functions that run at the same time.${remark}`,
            integer(2, 1000, "functions", 10),
        ),
        retentionDays: input(
            `Days that the queue keeps a message. The dead-letter queue always keeps 14.${remark}`,
            integer(1, 14, "days", 14),
        ),
        kmsKeyArn: input(
            "A KMS key to encrypt the queues with. Its policy must let `events.amazonaws.com` use it. Drain the queues before you name another, or none: what is in them stays encrypted with this one, which the function may not use then.",
            kmsKey,
            { otherwise: "SQS's own encryption" },
        ),
    } satisfies Inputs;
}

/** Of CloudTrail Lake's queue. */
export const delivery = {
    docs: "How events get from the bus to the forwarder.",
    typeName: "DeliverySettings",
    see: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    members: {
        mode: input(
            "`buffered`: a queue between rule and function batches events and survives hours of outage. `direct`: the rule invokes the function with each event. A change deletes the queue: drain it first.",
            plain(oneOf(["buffered", "direct"], "buffered")),
        ),
        ...queueInputs({
            size: integer(1, 100, "events", 100),
            windowSeconds: integer(0, 300, "seconds", 5),
            remark: " Buffered only.",
        }),
    },
} satisfies Group;

/** Of S3's queue: as many as SQS and Lambda take make few objects, and few objects are cheap to store and to query. */
export const s3Delivery = {
    docs: "How events get from the bus to the function that writes to S3. It always has a queue: an object an event would cost more than the events.",
    typeName: "S3DeliverySettings",
    see: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    members: queueInputs({
        size: integer(1, 10_000, "events", 1000),
        windowSeconds: integer(0, 300, "seconds", 300),
        remark: "",
    }),
} satisfies Group;

/** Inputs of `delivery` that only the queue knows. */
export const bufferedOnly = [
    "batchSize",
    "batchWindowSeconds",
    "maxReceiveCount",
    "maxConcurrency",
    "retentionDays",
] as const;
