/**
 * A user's events file: EventBridge events, bare OneLogin events, or what OneLogin's webhooks send: arrays of events, and
 * for a SIEM `{"event": {…}}` a line. What is none of these is reported with its line and skipped; the others go on.
 */
import { createHash } from "node:crypto";
import { limits } from "../../handler/limits";
import { UserError } from "../userError";
import { isObject, toSecond } from "../values";
import { isRegularFile, readLines } from "./lines";
import { readValues } from "./values";

/** What EventBridge puts around a OneLogin event. */
export interface EventBridgeEvent {
    version?: string;
    id?: string;
    "detail-type"?: string;
    source: string;
    account?: string;
    time?: string;
    region?: string;
    resources?: unknown[];
    detail: Record<string, unknown>;
}

export interface Problem {
    line: number;
    problem: string;
}

export type InputLine = { line: number; event: EventBridgeEvent } | Problem;

/** Where bare OneLogin events are said to come from. */
export interface Origin {
    /** The partner event source: `aws.partner/onelogin.com/US-1/abc`. */
    eventSourceName: string;
    account: string;
    region: string;
}

/** OneLogin sends these four with every event; a bare event is known by any of them. */
const oneLoginFields = ["uuid", "account_id", "event_timestamp", "event_type_id"];

/**
 * Reads events lazily, in the file's order. Empty lines are skipped.
 *
 * @throws UserError if the file cannot be read, or holds nothing at all.
 */
export async function* readEvents(path: string, origin: Origin): AsyncGenerator<InputLine> {
    let isEmpty = true;
    for await (const found of readValues(readLines(path, longestLine, tooLong), longestLine)) {
        isEmpty = false;
        if ("problem" in found) {
            yield found;
            continue;
        }
        const read = eventOf(found.value, found.text, origin);
        yield typeof read === "string"
            ? { line: found.line, problem: read }
            : { line: found.line, event: read };
    }
    if (isEmpty) throw new UserError(`The file ${path} holds no events.`, oneALine);
}

/**
 * Looks for one event, so that a file without any is refused before anything runs. A pipe can be read only once: of that
 * nothing is said here.
 *
 * @throws UserError if the file cannot be read, or holds no event.
 */
export async function checkEvents(path: string): Promise<void> {
    if (!(await isRegularFile(path))) return;
    let first: Problem | undefined;
    for await (const read of readEvents(path, { eventSourceName: "", account: "", region: "" })) {
        if ("event" in read) return;
        first ??= read;
    }
    if (first !== undefined) throw noEvents(path, first);
}

/** What a file of which no line was an event is refused with. */
export function noEvents(path: string, first: Problem): UserError {
    return new UserError(
        `In the file ${path}, no line was an event: line ${first.line} ${first.problem}.`,
        oneALine,
    );
}

/** A bound for memory alone: white space and escapes make a text longer than the event it stands for. */
const longestLine = 2 * limits.messageBytes;

const tooLong = `is longer than ${limits.messageBytes} bytes, the most that EventBridge and SQS carry`;

/** The event that a JSON value is, or what is wrong with it. `text` is the value as it was written. */
export function eventOf(value: unknown, text: string, origin: Origin): EventBridgeEvent | string {
    const event = readEvent(value, text, origin);
    return typeof event === "string" ? event : checkSize(event, text);
}

function readEvent(value: unknown, text: string, origin: Origin): EventBridgeEvent | string {
    if (!isObject(value)) {
        const kind = value === null ? "null" : Array.isArray(value) ? "an array" : `a ${typeof value}`;
        return `is ${kind}, not a JSON object`;
    }
    if (isObject(value.event) && isBare(value.event)) return wrap(value.event, text, origin);
    if (!("detail" in value) && !("detail-type" in value)) {
        if (isBare(value)) return wrap(value, text, origin);
        return `is neither an EventBridge event (\`source\`, \`detail\`) nor a OneLogin event (${oneLoginFields.join(", ")})`;
    }
    if (!isObject(value.detail)) return "has no object under `detail`, as an EventBridge event has";
    if (typeof value.source !== "string") return "has no text under `source`, as an EventBridge event has";
    return value as unknown as EventBridgeEvent;
}

function isBare(value: Record<string, unknown>): boolean {
    return oneLoginFields.some((name) => name in value);
}

const oneALine =
    "Write one event a line: an EventBridge event or a bare OneLogin event, as JSON. " +
    "If the events are deeper inside, take them out: jq -c '.[]' FILE, jq -c .event FILE, jq -c '.data[]' FILE.";

/** Envelope ids are derived from the line, so that a file read twice gives the same events. */
function wrap(detail: Record<string, unknown>, text: string, origin: Origin): EventBridgeEvent {
    return {
        version: "0",
        id: idOf(text),
        "detail-type": "OneLogin Event",
        source: origin.eventSourceName,
        account: origin.account,
        time: timeOf(detail.event_timestamp) ?? timeOf(detail.created_at) ?? toSecond(new Date()),
        region: origin.region,
        resources: [],
        detail,
    };
}

/** EventBridge carries an event as text, so it must be one that can be written again, and not too long. */
function checkSize(event: EventBridgeEvent, text: string): EventBridgeEvent | string {
    if (text.length <= plainLength) return event;
    try {
        return Buffer.byteLength(JSON.stringify(event)) <= limits.messageBytes ? event : tooLong;
    } catch {
        return "is nested too deeply to be sent on as JSON";
    }
}

/** Texts up to this length are neither too long nor nested too deeply: no need to measure them. */
const plainLength = 4000;

/** A UUID, as EventBridge's ids are. */
function idOf(text: string): string {
    const hex = createHash("sha256").update(text).digest("hex");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
        "-",
    );
}

/** OneLogin's form, `2026-11-20 14:03:00 UTC`, or ISO 8601. */
export function timeOf(timestamp: unknown): string | undefined {
    if (typeof timestamp !== "string") return undefined;
    const time = new Date(timestamp.replace(/^(\S+) (\S+) UTC$/, "$1T$2Z"));
    return Number.isNaN(time.getTime()) ? undefined : toSecond(time);
}
