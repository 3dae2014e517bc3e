import type { Engine } from "../engine";
import { dayAfter } from "../time";

/** How often each id is in a destination, of the events of one day. */
export type Rows = ReadonlyMap<string, number>;

/** A destination's events, by the days of their times, `YYYY-MM-DD` in UTC. */
export interface Stored {
    /** @param received A day on which they were received, or the day after. */
    on(day: string, received: string): Promise<Rows>;
    /** What its queries have scanned, and cost, so far. */
    spent(): { bytes: number; dollars: number };
}

/** A month of ids would not fit in memory: so many days do, which are those around the day that is compared. */
const mostDays = 6;

export function createStored({ textOf, run, costOf }: Pick<Engine, "textOf" | "run" | "costOf">): Stored {
    const known = new Map<string, Promise<Rows>>();
    const spent = { bytes: 0, dollars: 0 };

    async function read(day: string, objects: string): Promise<Rows> {
        const sql = `SELECT eventData.UID, count(*) AS rows_of_it
FROM $EVENTS
WHERE eventTime >= timestamp '${day} 00:00:00' AND eventTime < timestamp '${dayAfter(day)} 00:00:00'
    AND ${objects} -- Athena only
GROUP BY 1`;
        const { rows, bytesScanned } = await run(textOf(sql));
        spent.bytes += bytesScanned;
        spent.dollars += costOf(bytesScanned);
        return new Map(rows.map(([id, count]) => [id ?? "", Number(count)]));
    }

    return {
        spent: () => spent,
        on(day, received) {
            const objects = objectsOf(day, received);
            const key = `${day} ${objects}`;
            const found = known.get(key) ?? read(day, objects);
            known.delete(key);
            known.set(key, found);
            if (known.size > mostDays) known.delete([...known.keys()][0]);
            return found;
        },
    };
}

/** Where the writer puts them (handler/objects.ts): by the day of the event's time, or, if the table does not show that, of the receipt. */
function objectsOf(day: string, received: string): string {
    if (day >= "2020-01-01" && day <= dayAfter(received)) return `day = '${day}'`;
    return `day >= '${dayAfter(received, -1)}'`;
}
