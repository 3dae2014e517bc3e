import { readFileSync } from "node:fs";
import { join } from "node:path";
import { moveTimestamp } from "./moving";

/** Where events come from. */
export interface Place {
    /** The partner event source, which is also the name of its bus. */
    source: string;
    /** The AWS account, 12 digits. */
    account: string;
    /** The AWS Region. */
    region: string;
}

export interface SampleOptions {
    /** The time of the last event. Default: the present. */
    now?: Date;
    /** Default: what the samples say. */
    place?: Place;
}

interface Sample {
    /** The event as JSON text. */
    line: string;
    /** When EventBridge took it, in seconds since 1970. */
    time: number;
}

/** The working day in `samples/events.jsonl`, in its order. */
export function readDay(): Sample[] {
    const text = readFileSync(join(__dirname, "../../samples/events.jsonl"), "utf8");
    return text
        .trimEnd()
        .split("\n")
        .map((line) => ({ line, time: Date.parse((JSON.parse(line) as { time: string }).time) / 1000 }));
}

// Inside a JSON string every quote follows a backslash, so neither pattern can match within a value.
const inEnvelope = /("(id|source|account|time|region)":\s*)"([^"\\]*)"/g;
const inDetail = /("(uuid|_id|event_timestamp|ipaddr)":\s*)"([^"\\]*)"/g;

type Key = keyof Place | "id" | "time" | "uuid" | "_id" | "event_timestamp" | "ipaddr";
export type Changes = Partial<Record<Key, (value: string) => string>>;

/**
 * The event's text with some values changed. Everything else is kept byte for byte, which parsing and writing anew would
 * not do (`3.50`, `\u0007`, lone surrogates).
 * @param line one event; `detail` is the envelope's last member, as EventBridge writes it
 */
export function rewrite(line: string, changes: Changes): string {
    const detailAt = line.indexOf('"detail":');
    const change = (_: string, before: string, key: Key, value: string) =>
        before + JSON.stringify(changes[key]?.(value) ?? value);
    return (
        line.slice(0, detailAt).replace(inEnvelope, change) + line.slice(detailAt).replace(inDetail, change)
    );
}

/** Takes an event to another place, and so many seconds further. */
export function moves(seconds: number, place?: Place): Changes {
    const move = (value: string) => moveTimestamp(value, seconds);
    const inTime = { time: move, event_timestamp: move };
    if (place === undefined) return inTime;
    const { source, account, region } = place;
    return { ...inTime, source: () => source, account: () => account, region: () => region };
}

/** So many seconds after 1970, whole ones: `time` has no fraction. */
export function secondsOf(now = new Date()): number {
    return Math.floor(now.getTime() / 1000);
}

/**
 * The events of `samples/events.jsonl`, as JSON text, moved in time so that the day ends now and queries about
 * the last days find it. Only `time` and `event_timestamp` differ from the file, each in its own way of writing
 * (and, where options say so, the place); timestamps that are wrong on purpose stay as they are.
 */
export function readSamples({ now, place }: SampleOptions = {}): string[] {
    const day = readDay();
    const changes = moves(secondsOf(now) - day[day.length - 1].time, place);
    return day.map(({ line }) => rewrite(line, changes));
}
