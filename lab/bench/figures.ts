/** What a measurement says, as `npm run bench` prints it. */
export interface Figure {
    what: string;
    limit: string;
    measured: string;
    ok: boolean;
}

/** Measures one thing, or a few that need the same preparation. */
export type Measurement = () => Promise<Figure[]>;

/** A figure that must not be above its limit. */
export function atMost(what: string, limit: number, value: number, unit: string): Figure {
    return figure(what, `≤ ${text(limit)}`, value, unit, value <= limit);
}

/** A figure that must not be below its limit. */
export function atLeast(what: string, limit: number, value: number, unit: string): Figure {
    return figure(what, `≥ ${text(limit)}`, value, unit, value >= limit);
}

function figure(what: string, limit: string, value: number, unit: string, ok: boolean): Figure {
    return { what, limit: `${limit} ${unit}`, measured: `${text(value)} ${unit}`, ok };
}

function text(value: number): string {
    return value.toLocaleString("en-US", { maximumFractionDigits: value < 100 ? 2 : 0 });
}

export function median(values: number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Measures again and again, and answers the medians. The first rounds do not count: they fill the file system's cache, and
 * show the compiler the code.
 */
export async function medians<Name extends string>(
    [warmUp, rounds]: [warmUp: number, rounds: number],
    measure: () => Promise<Record<Name, number>>,
): Promise<Record<Name, number>> {
    const seen: Record<Name, number>[] = [];
    for (let round = 0; round < warmUp + rounds; round++) seen.push(await measure());
    const counting = seen.slice(warmUp);
    const names = Object.keys(seen[0]) as Name[];
    const found = names.map((name) => [name, median(counting.map((one) => one[name]))] as const);
    return Object.fromEntries(found) as Record<Name, number>;
}
