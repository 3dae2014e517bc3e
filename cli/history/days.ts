import type { Row } from "../answer";
import { dayAfter, dayAt } from "../time";
import type { Span } from "./options";

/** What a destination has of the events of one day. */
export interface Day {
    day: string;
    /** Distinct ids. */
    events: number;
    /** Of the ids, whatever their order: equal if the ids are. */
    checksum: string;
    /** Rows, with those that were delivered twice. */
    rows: number;
}

/** A type that is not a number is not OneLogin's: the command `verify` sends such an event to one destination or to both. */
const fromOneLogin = "NOT regexp_like(eventData.eventName, '^ONELOGIN_EVENT_.*[^0-9]')";

/** A query of what there is of each day. */
export function daysSql(table: string, where: string): string {
    return `SELECT cast(cast(eventTime AS date) AS varchar) AS event_day,
    count(DISTINCT eventData.UID) AS events,
    to_hex(checksum(DISTINCT eventData.UID)) AS ids,
    count(*) AS event_rows
FROM ${table}
WHERE ${where} AND ${fromOneLogin}
GROUP BY 1
ORDER BY 1`;
}

const timeOf = (day: string): string => `timestamp '${day} 00:00:00'`;

/** The days of the span, and whatever lies in the future: an event's time is what OneLogin says. */
export function timeBound({ since, until }: Span, now: Date): string {
    const ahead = dayAfter(dayAt(now.getTime()), 2);
    return `eventTime >= ${timeOf(since)} AND (eventTime < ${timeOf(dayAfter(until))} OR eventTime >= ${timeOf(ahead)})`;
}

/** The bounds of one day. */
export function oneDay(day: string): string {
    return `eventTime >= ${timeOf(day)} AND eventTime < ${timeOf(dayAfter(day))}`;
}

/** The records of an event data store. In Base64, because nothing documents how CloudTrail quotes what is in a CSV file. */
export function exportSql(table: string, where: string): string {
    return `SELECT to_base64(to_utf8(eventJson)) AS record FROM ${table} WHERE ${where}`;
}

export function daysOf(rows: readonly Row[]): Day[] {
    return rows.map(([day, events, checksum, count]) => ({
        day,
        events: Number(events),
        checksum,
        rows: Number(count),
    }));
}

/** The days of CloudTrail Lake whose ids are not just those of Athena. */
export function different(lake: readonly Day[], athena: readonly Day[]): Day[] {
    const there = new Map(athena.map((day) => [day.day, day]));
    return lake.filter(({ day, events, checksum }) => {
        const other = there.get(day);
        return other === undefined || other.events !== events || other.checksum !== checksum;
    });
}
