import { readFileSync } from "node:fs";
import path from "node:path";
import { rewrite } from "./rewrite";

/** The working day in `samples/events.jsonl`. */
interface SampleDay {
    /** Each as JSON text, and when EventBridge took it, in whole seconds since 1970: `time` has no fraction. */
    events: { line: string; time: number }[];
    /** The first and the last event's `time`. */
    start: number;
    end: number;
}

const sampleFile = path.join(__dirname, "../../samples/events.jsonl");

function timeOf(line: string): number {
    let time = "";
    rewrite(line, (key, value) => {
        if (key === "time") time = value;
        return value;
    });
    return Math.floor(Date.parse(time) / 1000);
}

/** @param file one event a line, in order of `time` or not */
export function readDay(file: string = sampleFile): SampleDay {
    const lines = readFileSync(file, "utf8")
        .split(/\r?\n/)
        .filter((line) => line !== "");
    const events = lines.map((line) => ({ line, time: timeOf(line) }));
    const times = events.map(({ time }) => time);
    const wrong = times.findIndex(Number.isNaN);
    if (wrong !== -1) throw new Error(`${file}: event ${wrong + 1} has no valid "time" before its "detail".`);
    return { events, start: Math.min(...times), end: Math.max(...times) };
}
