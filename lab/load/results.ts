/** What a run of `npm run load` found, as `docs/load.json` keeps it. What follows from it is not in it. */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";

/** A moment of a run in seconds since its first event, and how many events had come and were not in the lake yet. */
export type Point = [seconds: number, events: number];

export interface CaseResult {
    events: number;
    /** Real seconds: until the last of `events` had come, and from then until less than a batch was waiting. */
    arrivalSeconds: number;
    drainSeconds: number;
    /** Events that came into the lake in `drainSeconds`. */
    drained: number;
    backlog: Point[];
    /** Of the function's processes, the one that used most. */
    peakMegabytes: number;
    /** All processes together. */
    cpuMilliseconds: number;
    invocations: number;
    /** PutAuditEvents calls that were accepted, events and bytes in all of them together, and calls that were refused. */
    calls: number;
    delivered: number;
    callBytes: number;
    refusedCalls: number;
    /** Mean bytes of an event on the bus, and of its record in the lake. */
    eventBytes: number;
    recordBytes: number;
    /** Id by id, at the end. */
    lost: number;
    repeated: number;
    deadLettered: number;
    leftInQueue: number;
}

/** One memory size in MB, given ordinary batches first and then the worst that there can be. */
export interface MemoryTrial {
    memory: number;
    /** The most that the process held while the batches were ordinary, and in all. */
    ordinaryMegabytes: number;
    peakMegabytes: number;
    /** Every event was delivered, and the process never held more than its memory. */
    holds: boolean;
    /** The batch that failed, or else the one at which the process held most. */
    worst: string;
}

export interface Results {
    measured: string;
    machine: ReturnType<typeof thisMachine>;
    /** Processes of the function; waiting is this many times shorter than in AWS. */
    processes: number;
    timeScale: number;
    cases: Record<string, CaseResult>;
    memory: MemoryTrial[];
}

const file = join(__dirname, "..", "..", "docs", "load.json");

export function thisMachine() {
    const [{ model }, ...others] = cpus();
    const { version, platform, arch } = process;
    return {
        processor: model,
        cores: others.length + 1,
        node: version,
        platform: `${platform} ${arch}`,
        /** What else kept it busy: its load average of the last minute before the run. */
        load: Math.round(loadavg()[0] * 10) / 10,
    };
}

export function readResults(): Results {
    return JSON.parse(readFileSync(file, "utf8")) as Results;
}

/** A point of a backlog a line: as few lines as a person would want to look through. */
export function writeResults(results: Results): void {
    const text = JSON.stringify(results, null, 4);
    writeFileSync(file, `${text.replace(/\[\s+([\d.]+),\s+(\d+)\s+\]/g, "[$1, $2]")}\n`);
}

/**
 * At most `count` points and the last one: of each stretch of time the point with the most events, so that no peak goes
 * missing.
 */
export function thin(series: Point[], count: number): Point[] {
    const rounded = series.map(([seconds, events]): Point => [Math.round(seconds * 100) / 100, events]);
    const last = rounded[rounded.length - 1];
    const stretches = new Map<number, Point>();
    for (const point of rounded.slice(0, -1)) {
        const stretch = Math.floor((point[0] / last[0]) * count);
        if (point[1] >= (stretches.get(stretch)?.[1] ?? 0)) stretches.set(stretch, point);
    }
    return [...stretches.values(), last];
}
