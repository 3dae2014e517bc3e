import type { Batcher } from "./batching";
import type { Calls } from "./calls";
import type { Mapper } from "./mapping";
import type { Reporter } from "./reporting";
import type { Schedule, Settler } from "./settling";
import type {
    AuditEvent,
    Context,
    Delivery,
    Group,
    JsonObject,
    Rejected,
    Undelivered,
    Outcome,
} from "./types";

interface HandlerParts {
    mapper: Mapper;
    batcher: Batcher;
    settler: Settler;
    reporter: Reporter;
    calls: Calls;
}

interface BatchResponse {
    batchItemFailures: { itemIdentifier: string }[];
}

type Handler = (event: unknown, context: Context) => Promise<BatchResponse>;

/**
 * The handler: batches from SQS (the batch item failures go back to the queue) and single events straight from
 * EventBridge (a failure is thrown, and Lambda tries again).
 */
const createHandler = (parts: HandlerParts): Handler => {
    const { mapper, batcher, settler, reporter } = parts;
    const { textOf } = parts.calls;

    const unsent: Outcome = { kind: "retry", reason: "NotSent" };

    /** A fifth of the time, at most five seconds, is kept for setting events aside and for the answer. */
    function schedule(context: Context): Schedule {
        const remaining = context.getRemainingTimeInMillis();
        const reserve = Math.min(5000, remaining / 5);
        const end = Date.now() + remaining;
        return { send: end - reserve, end: end - reserve / 4 };
    }

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

    function map({ body, receivedAt }: Delivery): AuditEvent | Rejected {
        const rejected = { kind: "rejected", reason: "not an EventBridge event", alone: false } as const;
        try {
            const mapped = mapper.map(body, receivedAt);
            if (typeof mapped !== "string") return mapped;
            return { ...rejected, errorCode: "NotAnEvent", errorMessage: mapped };
        } catch (error) {
            // No event is known to do this. If one does, it must not hold back the others for ever.
            const [errorCode, errorMessage] = [textOf(error, "name"), textOf(error, "message")];
            return { ...rejected, reason: "the forwarder failed on this event", errorCode, errorMessage };
        }
    }

    /** Brings every delivery to its end, and says which of them were not accepted. */
    async function settle(deliveries: Delivery[], context: Context): Promise<Undelivered[]> {
        const times = schedule(context);
        const undelivered: Undelivered[] = [];
        const events: Group[] = [];
        for (const delivery of deliveries) {
            const event = map(delivery);
            if ("id" in event) events.push({ event, deliveries: [delivery], outcome: unsent });
            else undelivered.push({ delivery, id: delivery.messageId, outcome: event });
        }
        const groups = batcher.group(events);
        await settler.deliver(groups, times);
        for (const { event, deliveries, outcome } of groups) {
            if (outcome.kind === "accepted") continue;
            for (const delivery of deliveries) undelivered.push({ delivery, id: event.id, outcome });
        }
        await Promise.all(undelivered.map(async (one) => (one.outcome = await settler.setAside(one, times))));
        reporter.write(context, deliveries.length, groups, undelivered);
        return undelivered;
    }

    return async function handler(event: unknown, context: Context): Promise<BatchResponse> {
        const records = (event as { Records?: unknown } | null)?.Records;
        const batch = Array.isArray(records);
        const deliveries = batch ? records.map(fromRecord) : [fromEvent(event, context)];
        const undelivered = await settle(deliveries, context);
        const returned = undelivered.filter(({ outcome }) => outcome.kind === "retry");
        if (!batch && returned.length > 0)
            throw new Error("The event was not delivered: it is left to Lambda's retries.");
        return {
            batchItemFailures: returned.map(({ delivery }) => ({ itemIdentifier: delivery.messageId })),
        };
    };
};

export { createHandler };
export type { BatchResponse, Handler };
