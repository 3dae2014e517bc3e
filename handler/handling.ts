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
const createHandler = ({ settle }: Settler): Handler => {
    function fromRecord(record: JsonObject): Delivery {
        const sent = Number((record.attributes as JsonObject | undefined)?.SentTimestamp);
        return {
            messageId: String(record.messageId),
            body: String(record.body),
            receivedAt: sent > 0 && sent < 1e14 ? sent : Date.now(),
        };
    }

    /**
     * SQS refuses these (SendMessage API reference); what else it refuses JSON.stringify has escaped. In JSON text an
     * escape is the same character.
     */
    const undocumented = /[\ufffe\uffff]/g;
    const escape = (unit: string) => "\\u" + unit.charCodeAt(0).toString(16);

    const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown };
    /** JSON.stringify alone would make null of numbers beyond a double's range. */
    const whole = (_: string, value: unknown) =>
        value === Infinity ? rawJSON("1e999") : value === -Infinity ? rawJSON("-1e999") : value;

    function fromEvent(event: unknown, context: Context): Delivery {
        const body = (JSON.stringify(event, whole) ?? "null").replace(undocumented, escape);
        return { messageId: context.awsRequestId, body, receivedAt: Date.now() };
    }

    return async function handler(event: unknown, context: Context): Promise<BatchResponse> {
        const records = (event as { Records?: unknown } | null)?.Records;
        const batch = Array.isArray(records);
        const deliveries = batch ? records.map(fromRecord) : [fromEvent(event, context)];
        const returned = await settle(deliveries, context);
        if (!batch && returned.length > 0)
            throw new Error("The event was not delivered: it is left to Lambda's retries.");
        return { batchItemFailures: returned.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    };
};

export { createHandler };
export type { BatchResponse, Handler };
