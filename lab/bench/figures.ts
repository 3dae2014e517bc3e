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
    return {
        what,
        limit: `≤ ${text(limit)} ${unit}`,
        measured: `${text(value)} ${unit}`,
        ok: value <= limit,
    };
}

/** A figure that must not be below its limit. */
export function atLeast(what: string, limit: number, value: number, unit: string): Figure {
    return {
        what,
        limit: `≥ ${text(limit)} ${unit}`,
        measured: `${text(value)} ${unit}`,
        ok: value >= limit,
    };
}

function text(value: number): string {
    return value.toLocaleString("en-US", { maximumFractionDigits: value < 100 ? 2 : 0 });
}

export function median(values: number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
