import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { forAthena, forLake } from "../../components/queries";
import { stores, storeStatements } from "../../packages/trino-on-duckdb/trino/store";
import { blocks, readText, section } from "../docs/documents";

/** The only schema that Trino has in memory. */
const database = "default";
/** What CloudTrail Lake calls the table: an id. */
export const [lakeTable] = stores;

/** The texts that people run: the published queries' files, and those of the page that count each event once. */
export const queries: readonly (readonly [name: string, sql: string])[] = [
    ...readdirSync("queries").map(
        (file) => [basename(file, ".sql"), readFileSync(join("queries", file), "utf8")] as const,
    ),
    ...blocks(section(readText("docs/queries.md"), "Duplicates"), "sql").map(
        (sql, i) => [`docs/queries.md, Duplicates, ${i + 1}`, sql] as const,
    ),
];

/** A text for either destination's table, which `tableStatements` fill alike. */
export const inLake = (sql: string): string => forLake(sql, `"${lakeTable}"`);
export const inAthena = (sql: string): string => forAthena(sql, database, "events");

/**
 * The two tables, with the columns that each destination has: Athena's has neither `addendum` nor a channel, and has the
 * partition `day`, the UTC day of `eventTime`.
 */
export function tableStatements(more: readonly string[] = []): string[] {
    return [...storeStatements(), ...more, athenaTable()];
}

/** An event of the lake, as a statement: the first one's copy at another time. */
export function eventAt(time: string, uid: string): string {
    const [first] = storeStatements();
    return first
        .replace(/^CREATE TABLE ("[^"]+") AS/, "INSERT INTO $1")
        .replaceAll(/'20\d\d-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?'/g, `'${time}'`)
        .replaceAll("'u0'", `'${uid}'`);
}

/** Makes Athena's table of the lake's. */
export function athenaTable(): string {
    const columns = [
        "eventversion, eventcategory, eventtype, eventid, eventtime, awsregion, recipientaccountid",
        "CAST(ROW(metadata.ingestiontime) AS ROW(ingestiontime varchar)) AS metadata",
        "eventdata, eventjson, CAST(CAST(eventtime AS date) AS varchar) AS day",
    ];
    return `CREATE TABLE "${database}"."events" AS SELECT ${columns.join(", ")} FROM "${lakeTable}"`;
}
