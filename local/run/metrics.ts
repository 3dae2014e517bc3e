/** The sums of what the function says of its batches, in its embedded metrics. */
export interface Metrics {
    batches: number;
    received: number;
    accepted: number;
    duplicates: number;
    retried: number;
    rejected: number;
    truncated: number;
    unknownEventType: number;
}

const counts = [
    "received",
    "accepted",
    "duplicates",
    "retried",
    "rejected",
    "truncated",
    "unknownEventType",
] as const;

/** Reads the function's log. What is not a batch's line (an error at the start, say) is kept as it is. */
export function createMetrics(): { sums: Metrics; others: string[]; read(line: string): void } {
    const sums: Metrics = {
        batches: 0,
        received: 0,
        accepted: 0,
        duplicates: 0,
        retried: 0,
        rejected: 0,
        truncated: 0,
        unknownEventType: 0,
    };
    const others: string[] = [];
    return {
        sums,
        others,
        read(line) {
            const batch = batchOf(line);
            if (batch === undefined) return void others.push(line);
            sums.batches++;
            for (const count of counts) sums[count] += batch[count];
        },
    };
}

/** A process that was killed may have written half of its line. */
function batchOf(line: string): Metrics | undefined {
    if (!line.startsWith('{"_aws"')) return undefined;
    try {
        return JSON.parse(line) as Metrics;
    } catch {
        return undefined;
    }
}
