import { Misuse } from "./errors";

/** Milliseconds. */
export const oneDay = 86_400_000;

/** UTC days, `YYYY-MM-DD`. */
export const dayAt = (time: number): string => new Date(time).toISOString().slice(0, 10);
export const dayAfter = (day: string, days = 1): string => dayAt(Date.parse(day) + days * oneDay);

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: oneDay };
const moment = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z)?$/;

/** A moment, in milliseconds: so long ago (`90m`, `48h`, `7d`), a day (`2026-11-27`) or a time of a day, all in UTC. @throws Misuse */
export function momentOf(option: string, text: string, now: Date): number {
    const [, count, unit = ""] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
    const ago = now.getTime() - Number(count) * units[unit];
    // No service has events from before Unix did.
    if (ago > 0) return ago;
    const time = moment.test(text) ? Date.parse(text) : NaN;
    // 31 February is not a day, though Date takes it for one in March.
    if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text.slice(0, 10)))
        throw new Misuse(
            `${option} ${text} is not a time.`,
            "Write how long ago (90m, 48h, 7d), a day (2026-11-27), or a time in UTC (2026-11-27T08:00Z).",
        );
    return time;
}
