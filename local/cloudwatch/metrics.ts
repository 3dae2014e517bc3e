/** The metrics of a running pipeline, as CloudWatch keeps them: what its parts report, by namespace, name and dimensions. */
import type { MetricId, Sample } from "./alarm";

/** Whose time the samples have. */
export interface Clock {
    /** Milliseconds since 1970. */
    now(this: void): number;
    /** How many times faster than this machine's. */
    speed: number;
    /** Lets time pass at once. */
    skip(this: void, milliseconds: number): void;
}

export interface Metrics {
    clock: Clock;
    /** A value of now, as a function writes it. */
    put(this: void, metric: MetricId, value: number): void;
    /** Adds to this minute's value, as a service counts. */
    count(this: void, metric: MetricId, value: number): void;
    /** Every sample of a metric, in their order. */
    read(this: void, metric: MetricId): Sample[];
}

const minute = 60_000;

/** `start` is the same on both clocks. */
export function createClock(speed = 1, start = Date.now()): Clock {
    let skipped = 0;
    return {
        now: () => start + (Date.now() - start) * speed + skipped,
        speed,
        skip: (milliseconds) => void (skipped += milliseconds),
    };
}

function keyOf({ namespace, metricName, dimensions }: MetricId): string {
    return JSON.stringify([namespace, metricName, Object.entries(dimensions).sort()]);
}

export function createMetrics(clock = createClock()): Metrics {
    const all = new Map<string, Sample[]>();
    const samplesOf = (metric: MetricId) => {
        const key = keyOf(metric);
        const samples = all.get(key) ?? [];
        all.set(key, samples);
        return samples;
    };
    return {
        clock,
        put: (metric, value) => void samplesOf(metric).push({ time: clock.now(), value }),
        count(metric, value) {
            const samples = samplesOf(metric);
            const time = clock.now();
            const last = samples.at(-1);
            if (last && Math.floor(last.time / minute) === Math.floor(time / minute)) last.value += value;
            else samples.push({ time, value });
        },
        read: (metric) => all.get(keyOf(metric)) ?? [],
    };
}
