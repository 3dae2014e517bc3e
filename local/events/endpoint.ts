/**
 * EventBridge's `PutEvents` over HTTP (JSON 1.1), for the local bus alone: AWS lets nobody but the partner put events on
 * a partner event bus.
 */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener } from "node:http";
import { limits } from "../../handler/limits";
import type { Guard } from "../http/guard";
import { answerJson, answerRefusal, parseJson, readBody, type Refusal } from "../http/messages";
import { isObject } from "../values";
import { eventOf, type EventBridgeEvent, type Origin } from "./input";

interface EventsEndpointOptions {
    guard: Guard;
    /** The one bus that there is. */
    bus: Origin;
    /** Takes the events, JSON texts. */
    put(this: void, events: string[]): Promise<unknown>;
}

type Entry = Readonly<Record<string, unknown>>;
type Taken = EventBridgeEvent | { ErrorCode: string; ErrorMessage: string };

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const mostEntries = 10;

function createEventsEndpoint({
    guard,
    bus,
    put,
}: EventsEndpointOptions): (...call: Parameters<RequestListener>) => Promise<void> {
    async function answer(request: IncomingMessage): Promise<object> {
        const body = await readBody(request, limits.messageBytes);
        const { refusal } = guard(request, "events");
        if (refusal) return { refusal };
        const target = String(request.headers["x-amz-target"] ?? "");
        if (request.method !== "POST" || target !== "AWSEvents.PutEvents")
            return refused("UnknownOperationException", `'${target}' is not served here: PutEvents is.`);
        if (body === undefined)
            return refused("ValidationException", `The entries have more than ${limits.messageBytes} bytes.`);
        const input = parseJson(body);
        const entries: unknown = isObject(input) ? input.Entries : undefined;
        if (!Array.isArray(entries) || !entries.every(isObject))
            return refused("SerializationException", "A list of Entries is expected.");
        if (entries.length < 1 || entries.length > mostEntries)
            return refused("ValidationException", `1 to ${mostEntries} Entries are expected.`);
        const other = entries.find(({ EventBusName }) => !isBus(EventBusName));
        if (other !== undefined)
            return refused(
                "ResourceNotFoundException",
                `Event bus ${JSON.stringify(other.EventBusName)} does not exist: the only one here is ${bus.eventSourceName}.`,
            );
        return putAll(entries);
    }

    function isBus(name: unknown): boolean {
        const arn = `event-bus/${bus.eventSourceName}`;
        if (name == null || name === bus.eventSourceName) return true;
        return typeof name === "string" && name.endsWith(`:${arn}`);
    }

    async function putAll(entries: Entry[]): Promise<object> {
        const taken = entries.map((entry) => eventIn(entry, bus));
        const events = taken.filter((one): one is EventBridgeEvent => "detail" in one);
        await put(events.map((event) => JSON.stringify(event)));
        return {
            FailedEntryCount: taken.length - events.length,
            Entries: taken.map((one) => ("detail" in one ? { EventId: one.id } : one)),
        };
    }

    return async function listen(request, response) {
        const answered: object = await answer(request).catch((error: unknown) => ({
            refusal: failure(error),
        }));
        if ("refusal" in answered) answerRefusal(response, answered.refusal as Refusal, "json-1.1");
        else answerJson(response, 200, answered, "json-1.1");
    };
}

/** With a source, the event that EventBridge would make of the entry; a Detail alone is read as a line of a file is. */
function eventIn({ Source, DetailType, Detail, Time, Resources }: Entry, bus: Origin): Taken {
    const detail = typeof Detail === "string" ? parseJson(Buffer.from(Detail)) : undefined;
    if (!isObject(detail))
        return malformed("Detail is malformed: a JSON object, written as text, is expected.");
    if (Source !== undefined && (typeof Source !== "string" || typeof DetailType !== "string"))
        return malformed("Source and DetailType are expected as texts, or neither of them.");
    const event =
        Source === undefined
            ? detail
            : {
                  version: "0",
                  id: randomUUID(),
                  "detail-type": DetailType,
                  source: Source,
                  account: bus.account,
                  time: timeIn(Time),
                  region: bus.region,
                  resources: Array.isArray(Resources) ? Resources : [],
                  detail,
              };
    const read = eventOf(event, Detail as string, bus);
    return typeof read === "string" ? malformed(`Detail ${read}`) : { ...read, id: read.id ?? randomUUID() };
}

/** JSON 1.1 writes a time as seconds since 1970. */
function timeIn(time: unknown): string {
    const date = new Date(typeof time === "number" ? time * 1000 : Date.now());
    return `${(Number.isNaN(date.getTime()) ? new Date() : date).toISOString().slice(0, 19)}Z`;
}

function malformed(ErrorMessage: string): Taken {
    return { ErrorCode: "MalformedDetail", ErrorMessage };
}

function refused(name: string, message: string): { refusal: Refusal } {
    return { refusal: { status: 400, name, message } };
}

function failure(error: unknown): Refusal {
    return { status: 500, name: "InternalFailure", message: `The local event bus failed: ${String(error)}` };
}

export { createEventsEndpoint };
