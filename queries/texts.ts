/** The SQL that people run, as each destination takes it. */

/** Where a query names the table that it reads. */
const table = /\$EVENTS\b/g;
/** A line that stands in Athena's text alone: a bound on `day`, the partition, which CloudTrail Lake does not have. */
const athenaOnly = /^.*-- Athena only\n/gm;
const mark = / *-- Athena only$/gm;
/** Where a detection's text names the moments between which it looks, each an expression of SQL. */
const [since, until] = [/\$SINCE\b/g, /\$UNTIL\b/g];

/** A query as CloudTrail Lake takes it: `FROM` names the event data store by its id. */
export function forLake(sql: string, eventDataStoreId: string): string {
    return sql.replace(athenaOnly, "").replace(table, () => eventDataStoreId);
}

/** A query as Athena takes it. */
export function forAthena(sql: string, database: string, tableName: string): string {
    return sql.replace(mark, "").replace(table, () => `"${database}"."${tableName}"`);
}

/** A text that looks from one moment on, up to and without another. */
export function between(sql: string, from: string, to: string): string {
    return sql.replace(since, () => from).replace(until, () => to);
}

/** A moment in SQL, to the second. */
const momentSql = (moment: Date): string =>
    `timestamp '${moment.toISOString().slice(0, 19).replace("T", " ")}'`;

/** The day of a moment, as the bounds on the partition write it. */
const daysOf = ["cast(date($SINCE) AS varchar)", "cast(date($UNTIL) AS varchar)"];

/** A text between two moments. Its days are plain texts, so that whoever plans the query sees which ones it reads. */
export function within(sql: string, moments: { since: Date; until: Date }): string {
    const ends = [moments.since, moments.until];
    const bounds = ends.map((moment) => `'${moment.toISOString().slice(0, 10)}'`);
    const withDays = daysOf.reduce((text, day, at) => text.replaceAll(day, bounds[at]), sql);
    return between(withDays, momentSql(ends[0]), momentSql(ends[1]));
}

/** How a published query bounds its time: by days that end now; in Athena by days of the table, too. */
const bound = /eventTime > date_add\('day', -(\d+), current_timestamp\)/g;
const dayBound = /day >= cast\(date_add\('day', -\d+, current_date\) AS varchar\)/g;

/** How many days a published query looks back. */
export function daysBack(sql: string): number {
    return Number([...sql.matchAll(bound)][0]?.[1]);
}

/** A published query that looks back to the beginning of a day, `YYYY-MM-DD`. */
export function backTo(sql: string, day: string): string {
    // The bound is exclusive.
    const from = `date_add('second', -1, timestamp '${day} 00:00:00')`;
    return sql.replace(bound, `eventTime > ${from}`).replace(dayBound, `day >= '${day}'`);
}

/** A published query that is bounded by `$SINCE` and `$UNTIL`. */
export function bounded(sql: string): string {
    return sql
        .replace(bound, "eventTime >= $SINCE AND eventTime < $UNTIL")
        .replace(dayBound, "day >= cast(date($SINCE) AS varchar) AND day <= cast(date($UNTIL) AS varchar)");
}

/** Whether a text names both moments. */
export function isBounded(sql: string): boolean {
    return [since, until].every((name) => sql.search(name) >= 0);
}
