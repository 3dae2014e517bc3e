import { dayAfter } from "../time";
import type { Row } from "../answer";

/** How often each id is in a destination, of the events of one day. */
export type Rows = ReadonlyMap<string, number>;

/** A destination's events, by the days of their times, `YYYY-MM-DD` in UTC. */
export interface Stored {
    /** @param received A day on which they were received, or the day after. */
    on(day: string, received: string): Promise<Rows>;
}

/** A month of ids would not fit in memory: so many days do, which are those around the day that is compared. */
const mostDays = 6;

/**
 * @param table As FROM takes it.
 * @param hasDays Whether it is the table in Athena, which has the column `day`.
 */
export function createStored(rows: (sql: string) => Promise<Row[]>, table: string, hasDays: boolean): Stored {
    const known = new Map<string, Promise<Rows>>();

    async function read(day: string, bound: string): Promise<Rows> {
        const found = await rows(`SELECT eventData.UID, count(*) AS rows_of_it
FROM ${table}
WHERE eventTime >= timestamp '${day} 00:00:00' AND eventTime < timestamp '${dayAfter(day)} 00:00:00'${bound}
GROUP BY 1`);
        return new Map(found.map(([id, count]) => [id, Number(count)]));
    }

    return {
        on(day, received) {
            const bound = hasDays ? ` AND ${objectsOf(day, received)}` : "";
            const key = day + bound;
            const found = known.get(key) ?? read(day, bound);
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
