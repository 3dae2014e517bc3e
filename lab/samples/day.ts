import { readFileSync } from "node:fs";
import path from "node:path";
import { EventTemplate, timeOf, toTemplate } from "./template";

/** The working day in `samples/events.jsonl`. */
export interface SampleDay {
    events: EventTemplate[];
    /** The first and the last event's `time`, in seconds since 1970. */
    start: number;
    end: number;
}

const sampleFile = path.join(__dirname, "../../samples/events.jsonl");

/** @param file one event a line, in order of `time` or not */
export function readDay(file: string = sampleFile): SampleDay {
    const lines = readFileSync(file, "utf8")
        .split(/\r?\n/)
        .filter((line) => line !== "");
    const events = lines.map(toTemplate);
    const times = events.map(timeOf);
    const wrong = times.findIndex(Number.isNaN);
    if (wrong !== -1) {
        throw new Error(`${file}: event ${wrong + 1} has no valid "time" before its "detail".`);
    }
    return { events, start: Math.min(...times), end: Math.max(...times) };
}
