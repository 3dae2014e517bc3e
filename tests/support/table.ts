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

/** How a reader writes structs and maps. */
interface Form {
    field: (row: object, name: string, index: number) => unknown;
    entries: (map: object) => [string, unknown][];
}

const types = columns.map(({ name, type }) => ({ name, type: readHiveType(type) }));
const byName: Form = {
    field: (row, name) => (row as Record<string, unknown>)[name],
    entries: Object.entries,
};
const byPlace: Form = { ...byName, field: (row, _, index) => (row as unknown[])[index] };
const inPairs: Form = {
    ...byName,
    entries: (map) => (map as { key: string; value: string }[]).map(({ key, value }) => [key, value]),
};

/** Every leaf is a text; what is not is seen. */
const textOf = (value: unknown): string =>
    typeof value === "string" ? value : `not a text: ${JSON.stringify(value)}`;

function valueOf(type: TrinoType, value: unknown, form: Form): Value {
    if (value == null) return null;
    if (type.kind === "row")
        return type.fields.map((field, index) =>
            valueOf(field.type, form.field(value, field.name ?? "", index), form),
        );
    if (type.kind !== "map") return textOf(value);
    return form
        .entries(value)
        .map(([key, item]) => [key, textOf(item)])
        .sort(([one], [other]) => (one < other ? -1 : 1));
}

const table: TrinoType = { kind: "row", fields: types };

/** What a line says, as JSON has it. */
const rowOf = (line: string): Value => valueOf(table, JSON.parse(line), byName);

/** What Hive read, as `Rows.java` writes it. */
const rowOfHive = (written: string): Value => valueOf(table, JSON.parse(written), byPlace);

/** Reads lines with DuckDB, as an object of them. */
async function readWithDuckdb(lines: string[]): Promise<Value[]> {
    const folder = mkdtempSync(join(tmpdir(), "rows-"));
    const file = join(folder, "rows.json.gz");
    const instance = await DuckDBInstance.create(":memory:");
    try {
        writeFileSync(file, gzipSync(lines.map((line) => `${line}\n`).join("")));
        const connection = await instance.connect();
        const shape = types.map(({ name, type }) => `${name}: '${duckdbType(type)}'`).join(", ");
        const found = await connection.runAndReadAll(
            // As a number of milliseconds: years before the first are written otherwise.
            `SELECT * REPLACE (epoch_ms(eventtime) AS eventtime) FROM read_json('${file}', format = 'newline_delimited', columns = {${shape}})`,
        );
        return found.getRowObjectsJson().map((row) => {
            const eventtime = new Date(Number(row.eventtime)).toISOString().replace("T", " ").slice(0, 19);
            return valueOf(table, { ...row, eventtime }, inPairs);
        });
    } finally {
        instance.closeSync();
        rmSync(folder, { recursive: true });
    }
}

export { readWithDuckdb, rowOf, rowOfHive };
