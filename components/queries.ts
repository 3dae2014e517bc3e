import published from "./publishedQueries.json";

/** Where a query names the table that it reads. */
const table = /\$EVENTS\b/g;
/** A line that stands in Athena's text alone: a bound on `day`, the partition, which CloudTrail Lake does not have. */
const athenaOnly = /^.*-- Athena only\n/gm;
const mark = / *-- Athena only$/gm;

/** A query as CloudTrail Lake takes it: `FROM` names the event data store by its id. */
export function forLake(sql: string, eventDataStoreId: string): string {
    return sql.replace(athenaOnly, "").replace(table, () => eventDataStoreId);
}

/** A query as Athena takes it. */
export function forAthena(sql: string, database: string, tableName: string): string {
    return sql.replace(mark, "").replace(table, () => `"${database}"."${tableName}"`);
}

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
    return Object.fromEntries(Object.entries(published).map(([name, sql]) => [name, textOf(sql)]));
}
