import published from "./publishedQueries.json";

const placeholder = /\$EVENT_DATA_STORE_ID/g;

/**
 * The published queries, by the names of their files, as CloudTrail Lake takes them for one event data store. They are
 * compiled in: a bundled program has no folder of ours to read.
 */
export function queriesFor(eventDataStoreId: string): Record<string, string> {
    return Object.fromEntries(
        Object.entries(published).map(([name, sql]) => [name, sql.replace(placeholder, eventDataStoreId)]),
    );
}
