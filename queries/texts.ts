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

/** How a published query bounds its time: by days that end now; in Athena by days of the table, too. */
const bound = /eventTime > date_add\('day', -\d+, current_timestamp\)/g;
const dayBound = /day >= cast\(date_add\('day', -\d+, current_date\) AS varchar\)/g;

/** A published query between two moments, by which `between` then bounds it. */
export function bounded(sql: string): string {
    return sql
        .replace(bound, "eventTime >= $SINCE AND eventTime < $UNTIL")
        .replace(dayBound, "day >= cast(date($SINCE) AS varchar) AND day <= cast(date($UNTIL) AS varchar)");
}

/** Whether a text is bounded by `between`. */
export function isBounded(sql: string): boolean {
    return [since, until].every((name) => sql.search(name) >= 0);
}
