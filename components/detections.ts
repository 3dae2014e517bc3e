import published from "../queries/publishedDetections.json";
import { between, forAthena, forLake } from "../queries/texts";

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
    return Object.fromEntries(
        Object.entries(published).map(([name, { sql }]) => [name, ofLastDay(textOf(sql))]),
    );
}
