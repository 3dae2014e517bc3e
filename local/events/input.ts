/**
 * A user's events file: one JSON value a line, an EventBridge event or a bare OneLogin event.
 * A line that is neither is reported and skipped; the others go on.
 */
import { createHash } from "node:crypto";
import { limits } from "../../handler/limits";
import { UserError } from "../userError";
import { isObject } from "../values";
import { readLines } from "./lines";

/** What EventBridge puts around a OneLogin event. */
interface EventBridgeEvent {
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

type InputLine = { line: number; event: EventBridgeEvent } | { line: number; problem: string };

/** Where bare OneLogin events are said to come from. */
interface Origin {
    /** The partner event source: `aws.partner/onelogin.com/US-1/abc`. */
    eventSourceName: string;
    account: string;
    region: string;
    /** For events without a time of their own; the present by default. */
    now?: () => Date;
}

/** OneLogin sends these four with every event; a bare event is known by any of them. */
const oneLoginFields = ["uuid", "account_id", "event_timestamp", "event_type_id"];

/**
 * Reads events lazily, in the file's order. Empty lines are skipped.
 *
 * @throws UserError if the file cannot be read, or holds nothing at all.
 */
async function* readEvents(path: string, origin: Origin): AsyncGenerator<InputLine> {
    let isEmpty = true;
    for await (const { number: line, text } of readLines(path, longestLine)) {
        // Trimming takes the carriage return of a CRLF and the byte order mark, too.
        const json = text?.trim();
        if (json === "") continue;
        isEmpty = false;
        const read = json === undefined ? tooLong : readLine(json, origin);
        yield typeof read === "string" ? { line, problem: read } : { line, event: read };
    }
    if (isEmpty) {
        throw new UserError(
            `The file ${path} holds no events.`,
            "Write one event a line: an EventBridge event or a bare OneLogin event, as JSON.",
        );
    }
}

/** A bound for memory alone: white space and escapes make a text longer than the event it stands for. */
const longestLine = 2 * limits.messageBytes;

const tooLong = `is longer than ${limits.messageBytes} bytes, the most that EventBridge and SQS carry`;

function readLine(text: string, origin: Origin): EventBridgeEvent | string {
    const event = readEvent(text, origin);
    return typeof event === "string" ? event : checkSize(event, text);
}

/** The event, or what is wrong with the line. */
function readEvent(text: string, origin: Origin): EventBridgeEvent | string {
    const value = parse(text);
    if (value instanceof Error) {
        const hint = text.startsWith("[") || text.startsWith("{") ? ` ${oneALine}` : "";
        return `is not JSON (${value.message}).${hint}`;
    }
    if (Array.isArray(value)) return `is a JSON array. ${oneALine}`;
    if (!isObject(value)) return `is ${value === null ? "null" : `a ${typeof value}`}, not a JSON object`;
    if (!("detail" in value) && !("detail-type" in value)) return wrap(value, text, origin);
    if (!isObject(value.detail)) return "has no object under `detail`, as an EventBridge event has";
    if (typeof value.source !== "string") return "has no text under `source`, as an EventBridge event has";
    return value as unknown as EventBridgeEvent;
}

const oneALine =
    "One event a line is expected; `jq -c '.[]' FILE` writes an array so, `jq -c . FILE` single events.";

/** Envelope ids are derived from the line, so that a file read twice gives the same events. */
function wrap(detail: Record<string, unknown>, text: string, origin: Origin): EventBridgeEvent | string {
    if (!oneLoginFields.some((name) => name in detail)) {
        return `is neither an EventBridge event (\`source\`, \`detail\`) nor a OneLogin event (${oneLoginFields.join(", ")})`;
    }
    return {
        version: "0",
        id: idOf(text),
        "detail-type": "OneLogin Event",
        source: origin.eventSourceName,
        account: origin.account,
        time: timeOf(detail.event_timestamp) ?? toSecond(origin.now?.() ?? new Date()),
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
function timeOf(timestamp: unknown): string | undefined {
    if (typeof timestamp !== "string") return undefined;
    const time = new Date(timestamp.replace(/^(\S+) (\S+) UTC$/, "$1T$2Z"));
    return Number.isNaN(time.getTime()) ? undefined : toSecond(time);
}

function toSecond(time: Date): string {
    return `${time.toISOString().slice(0, 19)}Z`;
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch (error) {
        return error;
    }
}

export { readEvents, type EventBridgeEvent, type InputLine, type Origin };
