import published from "../queries/publishedQueries.json";
import { forAthena, forLake } from "../queries/texts";

/**
 * The published queries, by the names of their files, as CloudTrail Lake takes them for one event data store. They are
 * compiled in: a bundled program has no folder of ours to read.
 */
export function queriesFor(eventDataStoreId: string): Record<string, string> {
    return everyQuery((sql) => forLake(sql, eventDataStoreId));
}

/** The same queries as Athena takes them for one table. */
export function athenaQueriesFor(database: string, tableName: string): Record<string, string> {
    return everyQuery((sql) => forAthena(sql, database, tableName));
}

function everyQuery(textOf: (sql: string) => string): Record<string, string> {
    return Object.fromEntries(Object.entries(published).map(([name, { sql }]) => [name, textOf(sql)]));
}
