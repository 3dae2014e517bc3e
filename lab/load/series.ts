import type { Point } from "./results";

/**
 * At most `count` points and the last one: of each stretch of time the point with the most events, so that no peak goes
 * missing.
 */
export function thin(series: Point[], count: number): Point[] {
    const rounded = series.map(([seconds, events]): Point => [Math.round(seconds * 100) / 100, events]);
    const last = rounded.at(-1);
    if (last === undefined) return [];
    const stretches = new Map<number, Point>();
    for (const point of rounded.slice(0, -1)) {
        const stretch = Math.floor((point[0] / last[0]) * count);
        if (point[1] >= (stretches.get(stretch)?.[1] ?? 0)) stretches.set(stretch, point);
    }
    return [...stretches.values(), last];
}
