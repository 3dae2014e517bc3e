import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { nameOf, type TrinoType } from "trino-on-duckdb";
import { forAthena, forLake } from "../../queries/texts";
import { limits } from "../../handler/limits";
import { createRows } from "../../handler/rows";
import { createScalars } from "../../handler/scalars";
import type { EventData } from "../../handler/types";
import { account } from "../../lab/forwarder/events";
import { columns } from "../../local/lake/columns";
import { blocks, readText, section } from "../docs/documents";
import { createForwardersMapper } from "../support/mapper";

/** The only schema that Trino has in memory. */
export const database = "default";
/** What CloudTrail Lake calls the table. */
const lakeTable = "0b2ee1c5-9a3f-4d5c-8a11-1b2c3d4e5f60";

/** The texts that people run: the published queries' files, and those of the page that count each event once. */
export const queries: readonly (readonly [name: string, sql: string])[] = [
    ...readdirSync("queries")
        .filter((file) => file.endsWith(".sql"))
        .map((file) => [basename(file, ".sql"), readFileSync(join("queries", file), "utf8")] as const),
    ...blocks(section(readText("docs/queries.md"), "Duplicates"), "sql").map(
        (sql, i) => [`docs/queries.md, Duplicates, ${i + 1}`, sql] as const,
    ),
];

/** A text for either destination's table, which `tablesOf` fills alike. */
export const inLake = (sql: string): string => forLake(sql, `"${lakeTable}"`);
export const inAthena = (sql: string): string => forAthena(sql, database, "events");

const mapper = createForwardersMapper();
const { layOut } = createRows(createScalars(limits.idLength), "eu-central-1", account);

/** An event's row, as the writer puts it into S3; nothing if the body is not an event. Moments are in milliseconds. */
export function lineOf(body: string, receivedAt: number, sentAt = receivedAt): string | undefined {
    const mapped = mapper.map(body, receivedAt);
    return typeof mapped === "string" ? undefined : layOut(JSON.parse(mapped.text) as EventData, sentAt);
}

/** The evening of the sample events' day, and their rows. */
export const evening = new Date("2026-05-12T20:00:00Z");
export const sampleLines = (): string[] =>
    readFileSync("samples/events.jsonl", "utf8")
        .trim()
        .split("\n")
        .flatMap((body) => lineOf(body, evening.getTime()) ?? []);

/** How many rows stand in one statement. */
const most = 100;

/**
 * Statements that make the two tables, with the columns that each destination has: Athena's has neither `addendum` nor a
 * channel, and has the partition `day`, the UTC day of `eventTime`.
 */
export function tablesOf(lines: readonly string[]): string[] {
    const rows = lines.map((line) => `('${line.replaceAll("'", "''")}')`);
    const fields = columns.map(({ name, type }) => `${value("$", name, type)} AS ${name}`);
    return [
        ...Array.from({ length: Math.ceil(rows.length / most) }, (_, i) => {
            const values = rows.slice(i * most, (i + 1) * most).join(", ");
            const how = i === 0 ? `CREATE TABLE "lines" AS` : `INSERT INTO "lines"`;
            return `${how} SELECT CAST(t.line AS varchar) AS line FROM (VALUES ${values}) AS t(line)`;
        }),
        `CREATE TABLE "${lakeTable}" AS SELECT ${fields.join(", ")} FROM "lines"`,
        athenaTable(),
    ];
}

/** What stands in a line under the name of a column, as the column's type. */
function value(owner: string, name: string, type: TrinoType): string {
    const path = `${owner}.${name.toLowerCase()}`;
    if (type.kind === "row") {
        const fields = type.fields.map((field) => value(path, field.name ?? "", field.type));
        return `CAST(ROW(${fields.join(", ")}) AS ${nameOf(type)})`;
    }
    if (type.kind === "map") return `CAST(json_extract(line, '${path}') AS map(varchar, varchar))`;
    const text = `json_extract_scalar(line, '${path}')`;
    return type.kind === "timestamp" ? `CAST(${text} AS timestamp(3))` : text;
}

function athenaTable(): string {
    const kept = [
        "eventversion, eventcategory, eventtype, eventid, eventtime, awsregion, recipientaccountid",
        "CAST(ROW(metadata.ingestiontime) AS ROW(ingestiontime varchar)) AS metadata",
        "eventdata, eventjson, CAST(CAST(eventtime AS date) AS varchar) AS day",
    ];
    return `CREATE TABLE "${database}"."events" AS SELECT ${kept.join(", ")} FROM "${lakeTable}"`;
}
