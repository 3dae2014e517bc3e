import type { Direct } from "./direct";
import type { Settler } from "./settling";
import type { Context, Delivery, JsonObject } from "./types";

interface BatchResponse {
    batchItemFailures: { itemIdentifier: string }[];
}

type Handler = (event: unknown, context: Context) => Promise<BatchResponse>;

/**
 * The handler: batches from SQS (the batch item failures go back to the queue) and single events straight from
 * EventBridge (a failure is thrown, and Lambda tries again).
 */
const createHandler = ({ settle }: Settler, fromEvent: Direct["fromEvent"]): Handler => {
    const { isArray } = Array;

    /** Lambda's SQS records have both; what else comes as `Records` is no message of the queue's. */
    function isMessage(
        record: JsonObject | null,
    ): record is JsonObject & { messageId: string; body: string } {
        return typeof record?.body === "string" && typeof record.messageId === "string";
    }

    function fromMessage(record: JsonObject & { messageId: string; body: string }): Delivery {
        const { messageId, body, receiptHandle, eventSourceARN } = record;
        const { SentTimestamp, ApproximateReceiveCount } = (record.attributes ?? {}) as JsonObject;
        const sent = Number(SentTimestamp);
        const queueName = typeof eventSourceARN === "string" ? eventSourceARN.split(":").pop() : "";
        return {
            messageId,
            body,
            receivedAt: sent > 0 && sent < 1e14 ? sent : Date.now(),
            receiveCount: Number(ApproximateReceiveCount) || 1,
            receipt:
                queueName && typeof receiptHandle === "string"
                    ? { queueName, handle: receiptHandle }
                    : void 0,
        };
    }

    return async function handler(event: unknown, context: Context): Promise<BatchResponse> {
        const found = (event as { Records?: unknown } | null)?.Records;
        const records: unknown[] = isArray(found) ? found : [event];
        const messages = isArray(found) ? (found as JsonObject[]).filter(isMessage) : [];
        const deliveries =
            messages.length === records.length
                ? messages.map(fromMessage)
                : records.map((record) => fromEvent(record, context));
        const returned = await settle(deliveries, context);
        if (messages.length < records.length && returned.length > 0)
            throw new Error("The event was not delivered: it is left to Lambda's retries.");
        return { batchItemFailures: returned.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    };
};

export { createHandler };
export type { BatchResponse, Handler };
