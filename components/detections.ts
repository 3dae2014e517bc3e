import published from "./publishedDetections.json";
import { forAthena, forLake } from "./queries";

/** Where a detection's text names the moments between which it looks, each an expression of SQL. */
const [since, until] = [/\$SINCE\b/g, /\$UNTIL\b/g];

/** A detection that looks from one moment on, up to and without another. */
export function between(sql: string, from: string, to: string): string {
    return sql.replace(since, () => from).replace(until, () => to);
}

/** The detections, by the names of their files, as CloudTrail Lake takes them for one event data store: of the last day. */
export function detectionsFor(eventDataStoreId: string): Record<string, string> {
    return everyDetection((sql) => forLake(sql, eventDataStoreId));
}

/** The same detections as Athena takes them for one table. */
export function athenaDetectionsFor(database: string, tableName: string): Record<string, string> {
    return everyDetection((sql) => forAthena(sql, database, tableName));
}

function everyDetection(textOf: (sql: string) => string): Record<string, string> {
    const ofLastDay = (sql: string): string =>
        between(sql, "date_add('day', -1, current_timestamp)", "current_timestamp");
    return Object.fromEntries(Object.entries(published).map(([name, sql]) => [name, ofLastDay(textOf(sql))]));
}
