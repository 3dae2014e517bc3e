import { dayAfter } from "../time";
import type { Rows, Stored } from "./stored";

/** Where events end. */
export interface Target {
    stored: Stored;
    /** Whether it keeps an event that was received then; what is older is gone, and not missing. */
    keeps(this: void, event: { received: number; eventTime: string }): boolean;
}

/** An event of the log that a destination does not have. */
export interface Missing {
    id: string;
    /** When it came into the log, in milliseconds. */
    received: number;
}

/** An event of which a destination has more rows than the log has events. */
export interface Doubled {
    id: string;
    rows: number;
    logged: number;
    received: number;
}

/** Counts of what the log received in an hour. */
export interface Hour {
    events: number;
    excluded: number;
    missing: number;
    double: number;
}

export interface Comparison {
    /** By the hour's first millisecond, in order; hours without events are left out. */
    hours: Map<number, Hour>;
    missing: Missing[];
    doubles: Doubled[];
    /** Messages of the log that are not events: the function dead-letters them. */
    notEvents: number;
    /** Events that the destination does not have any more, because it keeps none that are so old. */
    expired: number;
}

/** An event of the log. */
export interface Logged {
    received: number;
    /** Undefined for what is not an event. */
    id: string | undefined;
    excluded: boolean;
    /** Undefined until its message is read whole. */
    eventTime?: string;
}

const oneHour = 3_600_000;

export type Tally = ReturnType<typeof createTally>;

/** Counts what of the log a destination has. */
export function createTally({ stored, keeps }: Target) {
    const hours = new Map<number, Hour>();
    const missing: Missing[] = [];
    const repeated = new Map<string, Doubled>();
    let [notEvents, expired] = [0, 0];

    function hourOf(time: number): Hour {
        const start = time - (time % oneHour);
        const hour = hours.get(start) ?? { events: 0, excluded: 0, missing: 0, double: 0 };
        hours.set(start, hour);
        return hour;
    }

    /** How often an id is there. An event may be much older than its receipt, or have a wrong time: it is looked for there, too. */
    async function rowsOf(event: Logged & { id: string }, day: string, around: (id: string) => number) {
        const near = around(event.id);
        const eventDay = event.eventTime?.slice(0, 10) ?? "";
        if (near > 0 || eventDay === "" || daysAround(day).includes(eventDay)) return near;
        return (await stored.on(eventDay, day)).get(event.id) ?? 0;
    }

    return {
        /** Counts the rows of an id within a day of `day`: an event's time is not that of its receipt. */
        async around(day: string): Promise<(id: string) => number> {
            const days: Rows[] = [];
            for (const one of daysAround(day)) days.push(await stored.on(one, day));
            return (id) => days.reduce((sum, rows) => sum + (rows.get(id) ?? 0), 0);
        },
        async add(event: Logged, day: string, around: (id: string) => number): Promise<void> {
            // Of one whose message was not read, about when it came.
            const { received, id, excluded, eventTime = new Date(received).toISOString() } = event;
            if (id === undefined) return void notEvents++;
            const hour = hourOf(received);
            hour.events++;
            if (excluded) return void hour.excluded++;
            const rows = await rowsOf({ ...event, id }, day, around);
            if (rows === 0 && keeps({ received, eventTime })) {
                hour.missing++;
                missing.push({ id, received });
            } else if (rows === 0) expired++;
            else if (rows > 1) {
                const before = repeated.get(id);
                repeated.set(id, {
                    ...{ id, rows: Math.max(rows, before?.rows ?? 0) },
                    ...{ logged: (before?.logged ?? 0) + 1, received: before?.received ?? received },
                });
            }
        },
        result(): Comparison {
            const doubles = [...repeated.values()].filter(({ rows, logged }) => rows > logged);
            for (const { received } of doubles) hourOf(received).double++;
            const inOrder = new Map([...hours].sort(([one], [other]) => one - other));
            return { hours: inOrder, missing, doubles, notEvents, expired };
        },
    };
}

const daysAround = (day: string): string[] => [-1, 0, 1].map((days) => dayAfter(day, days));
