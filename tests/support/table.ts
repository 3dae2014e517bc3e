/** The table in Athena as its readers see it: what a line says, whoever reads it, in one form that can be compared. */
import { DuckDBInstance } from "@duckdb/node-api";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { duckdbType, type TrinoType } from "trino-on-duckdb";
import { columns } from "../../handler/columns";
import { readHiveType } from "../../local/athena/hiveType";

/** A value of the table: null, a text, a struct's fields in their order, or a map's entries by their keys. */
type Value = null | string | Value[];

/** How a reader writes a struct. */
type FieldOf = (row: object, name: string, index: number) => unknown;

const byName: FieldOf = (row, name) => (row as Record<string, unknown>)[name];
const byPlace: FieldOf = (row, _, index) => (row as unknown[])[index];

const types = columns.map(({ name, type }) => ({ name, type: readHiveType(type) }));

/** Every leaf is a text; what is not is seen. */
const textOf = (value: unknown): string =>
    typeof value === "string" ? value : `not a text: ${JSON.stringify(value)}`;

function valueOf(type: TrinoType, value: unknown, fieldOf: FieldOf): Value {
    if (value == null) return null;
    if (type.kind === "row")
        return type.fields.map((field, index) =>
            valueOf(field.type, fieldOf(value, field.name ?? "", index), fieldOf),
        );
    if (type.kind !== "map") return textOf(value);
    return Object.entries(value)
        .map(([key, item]) => [key, textOf(item)])
        .sort(([one], [other]) => (one < other ? -1 : 1));
}

const table: TrinoType = { kind: "row", fields: types };

/** What a line says, as JSON has it. */
export const rowOf = (line: string): Value => valueOf(table, JSON.parse(line), byName);

/** What Hive read, as `Rows.java` writes it. */
export const rowOfHive = (written: string): Value => valueOf(table, JSON.parse(written), byPlace);

/** Reads lines with DuckDB, as an object of them. */
export async function readWithDuckdb(lines: string[]): Promise<Value[]> {
    const folder = mkdtempSync(join(tmpdir(), "rows-"));
    const file = join(folder, "rows.json.gz");
    const instance = await DuckDBInstance.create(":memory:");
    try {
        writeFileSync(file, gzipSync(lines.map((line) => `${line}\n`).join("")));
        const connection = await instance.connect();
        const shape = types.map(({ name, type }) => `${name}: '${duckdbType(type)}'`).join(", ");
        const found = await connection.runAndReadAll(
            // As JSON, for the driver takes a byte order mark from the beginning of a text. Years before the first have
            // words of their own in a timestamp.
            `SELECT to_json(r)::VARCHAR FROM (SELECT * REPLACE (epoch_ms(eventtime) AS eventtime) FROM read_json('${file}',
            format = 'newline_delimited', columns = {${shape}})) r`,
        );
        return found.getRows().map(([json]) => {
            const row = JSON.parse(String(json)) as { eventtime: number };
            const eventtime = new Date(row.eventtime).toISOString().replace("T", " ").slice(0, 19);
            return valueOf(table, { ...row, eventtime }, byName);
        });
    } finally {
        instance.closeSync();
        rmSync(folder, { recursive: true });
    }
}
