/**
 * EventBridge's `PutEvents`, for the local bus alone: AWS lets nobody but the partner put events on a partner event bus.
 */
import { randomUUID } from "node:crypto";
import { only, Refused, type Input } from "../http/input";
import { parseJson } from "../http/messages";
import { isObject, toSecond } from "../values";
import { eventOf, type EventBridgeEvent, type Origin } from "./input";

type Entry = Readonly<Record<string, unknown>>;
type Taken = EventBridgeEvent | { ErrorCode: string; ErrorMessage: string };

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const mostEntries = 10;

/**
 * @param bus The one bus that there is.
 * @param put Takes the events, JSON texts.
 */
export function putEventsOperation(bus: Origin, put: (events: string[]) => Promise<unknown>) {
    function isBus(name: unknown): boolean {
        const arn = `event-bus/${bus.eventSourceName}`;
        if (name == null || name === bus.eventSourceName) return true;
        return typeof name === "string" && name.endsWith(`:${arn}`);
    }

    return async function PutEvents(input: Input): Promise<object> {
        only(input, "Entries");
        const { Entries: entries } = input;
        if (!Array.isArray(entries) || !entries.every(isObject))
            throw new Refused("SerializationException", "A list of Entries is expected.");
        if (entries.length < 1 || entries.length > mostEntries)
            throw new Refused("ValidationException", `1 to ${mostEntries} Entries are expected.`);
        const other = entries.find(({ EventBusName }) => !isBus(EventBusName));
        if (other !== undefined)
            throw new Refused(
                "ResourceNotFoundException",
                `Event bus ${JSON.stringify(other.EventBusName)} does not exist: the only one here is ${bus.eventSourceName}.`,
            );
        const taken = entries.map((entry) => eventIn(entry, bus));
        const events = taken.filter((one): one is EventBridgeEvent => "detail" in one);
        await put(events.map((event) => JSON.stringify(event)));
        return {
            FailedEntryCount: taken.length - events.length,
            Entries: taken.map((one) => ("detail" in one ? { EventId: one.id } : one)),
        };
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
    return toSecond(Number.isNaN(date.getTime()) ? new Date() : date);
}

function malformed(ErrorMessage: string): Taken {
    return { ErrorCode: "MalformedDetail", ErrorMessage };
}
