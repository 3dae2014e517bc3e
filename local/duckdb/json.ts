/** From JSON to columns, in DuckDB's SQL. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { duckdbType, identifier, row, type TrinoType } from "trino-on-duckdb";

type Columns = readonly { readonly name: string; readonly type: TrinoType }[];
/** What a column or field is called in the JSON. */
type KeyOf = (name: string) => string;

/** Reads the column `json` once, as `r`. */
export function transformed(columns: Columns, keyOf: KeyOf): string {
    return `json_transform(json, '${shape(row(columns), keyOf)}') AS r`;
}

/** The values of the columns, out of `r`. */
export function valuesOf(columns: Columns, keyOf: KeyOf): string[] {
    return columns.map(({ name, type }) => valueOf({ name, type }, "r", keyOf));
}

function shape(type: TrinoType, keyOf: KeyOf): string {
    if (type.kind !== "row") {
        return `"${type.kind === "timestamp" ? "VARCHAR" : duckdbType(type)}"`;
    }
    const fields = type.fields.map(({ name = "", type: field }) => `"${keyOf(name)}":${shape(field, keyOf)}`);
    return `{${fields.join(",")}}`;
}

function valueOf(
    { name = "", type }: { readonly name?: string; readonly type: TrinoType },
    of: string,
    keyOf: KeyOf,
): string {
    const value = `struct_extract(${of}, '${keyOf(name)}')`;
    if (type.kind !== "row") {
        return `CAST(${value} AS ${duckdbType(type)})`;
    }
    const fields = type.fields.map(
        (field) => `${identifier(field.name ?? "")} := ${valueOf(field, value, keyOf)}`,
    );
    return `CASE WHEN ${value} IS NOT NULL THEN struct_pack(${fields.join(", ")}) END`;
}

/** Fills the temporary table `staging` with rows of texts. */
export async function stage(
    connection: DuckDBConnection,
    rows: readonly (readonly string[])[],
): Promise<void> {
    const appender = await connection.createAppender("staging", undefined, "temp");
    for (const row of rows) {
        for (const text of row) appender.appendVarchar(text);
        appender.endRow();
    }
    appender.closeSync();
}
