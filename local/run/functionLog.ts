/** The function's log: its embedded metrics, and the sums of what it says of its batches. */
import type { Metrics } from "../cloudwatch/metrics";

const counts = [
    "received",
    "accepted",
    "duplicates",
    "retried",
    "rejected",
    "truncated",
    "unknownEventType",
    // In a line of its own, after that of a batch.
    "excluded",
] as const;

/** Of all batches together. */
export type BatchSums = Record<(typeof counts)[number] | "batches", number>;

/** A line with embedded metrics (CloudWatch user guide, "Specification: Embedded metric format"). */
interface Line extends Record<string, unknown> {
    _aws: {
        Timestamp: number;
        CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[];
    };
}

/** A process that was killed may have written half of its line. */
function lineOf(text: string): Line | undefined {
    if (!text.startsWith('{"_aws"')) return undefined;
    try {
        return JSON.parse(text) as Line;
    } catch {
        return undefined;
    }
}

/** Reads the function's log. What is not a batch's line (an error at the start, say) is kept as it is. */
export function createFunctionLog({ put, clock }: Metrics): {
    sums: BatchSums;
    others: string[];
    read(this: void, text: string): void;
} {
    const sums = Object.fromEntries(["batches", ...counts].map((name) => [name, 0])) as BatchSums;
    const others: string[] = [];

    /** What the function measures by this machine's clock is as long as it is by the clock of the metrics. */
    function valueOf({ _aws: { Timestamp }, ...values }: Line, name: string): number {
        const value = values[name] as number;
        if (name !== "oldestWait") return value;
        return Math.round(Math.max(0, (Date.now() - Timestamp) / 1000 + value) * clock.speed);
    }

    return {
        sums,
        others,
        read(text) {
            const line = lineOf(text);
            if (line === undefined) return void others.push(text);
            if ("received" in line) sums.batches++;
            for (const count of counts) sums[count] += (line[count] as number | undefined) ?? 0;
            for (const { Namespace, Dimensions, Metrics } of line._aws.CloudWatchMetrics)
                for (const names of Dimensions) {
                    const pairs = names.map((name) => [name, line[name] as string] as const);
                    const dimensions = Object.fromEntries(pairs);
                    for (const { Name } of Metrics)
                        put({ namespace: Namespace, metricName: Name, dimensions }, valueOf(line, Name));
                }
        },
    };
}
