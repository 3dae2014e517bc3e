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
    const { isArray } = Array;
    const { stringify, rawJSON } = JSON as typeof JSON & { rawJSON: (text: string) => unknown };

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

    /**
     * SQS refuses these (SendMessage API reference); what else it refuses JSON.stringify has escaped. In JSON text an
     * escape is the same character.
     */
    const undocumented = /[\ufffe\uffff]/g;
    const escape = (unit: string) => "\\u" + unit.charCodeAt(0).toString(16);

    /** JSON.stringify alone would make null of numbers beyond a double's range. */
    const whole = (_: string, value: unknown) =>
        value === Infinity ? rawJSON("1e999") : value === -Infinity ? rawJSON("-1e999") : value;

    /** The JSON text of a value of any depth: JSON.stringify exhausts the stack some thousand levels down. */
    function writeDeep(event: unknown): string {
        const pending: ({ text: string } | { value: unknown })[] = [{ value: event }];
        let written = "";
        for (let next = pending.pop(); next != null; next = pending.pop()) {
            if ("text" in next) written += next.text;
            else if (typeof next.value !== "object" || next.value === null)
                written += stringify(next.value, whole);
            else {
                const list = isArray(next.value);
                const members = Object.entries(next.value).reverse();
                written += list ? "[" : "{";
                pending.push({ text: list ? "]" : "}" });
                for (const [index, [key, value]] of members.entries()) {
                    const comma = index < members.length - 1 ? "," : "";
                    pending.push({ value }, { text: comma + (list ? "" : stringify(key) + ":") });
                }
            }
        }
        return written;
    }

    function fromEvent(event: unknown, { awsRequestId }: Context): Delivery {
        const delivery = {
            messageId: awsRequestId,
            receivedAt: Date.now(),
            receiveCount: 1,
            receipt: void 0,
        };
        try {
            const body = (stringify(event, whole) ?? "null").replace(undocumented, escape);
            return { ...delivery, body };
        } catch {
            const body = writeDeep(event).replace(undocumented, escape);
            const errorMessage = "nested too deeply to be written by JSON.stringify";
            const reason = "the forwarder failed on this event";
            return { ...delivery, body, rejection: { reason, errorCode: "NestedTooDeeply", errorMessage } };
        }
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
