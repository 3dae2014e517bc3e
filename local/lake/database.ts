import type { DuckDBConnection } from "@duckdb/node-api";
import { openDatabase, type Database, type DatabaseOptions } from "../duckdb/database";
import { UserError } from "../userError";
import { columns, createTable, createView, tableName } from "./columns";

/** Where ingested events wait, as text, until they are put into columns. (A deleted row keeps its memory; a replaced table does not.) */
export const staging = "temp.staging";
export const emptyStaging = "CREATE OR REPLACE TEMP TABLE staging (store VARCHAR, json VARCHAR)";

/** Opens the lake's database, with a table for each event data store. */
export function openStores(storeIds: readonly string[], options: DatabaseOptions): Promise<Database> {
    return openDatabase(options, async (writer) => {
        for (const id of storeIds) {
            await writer.run(createTable(id));
            await checkLayout(writer, id, options.file);
        }
        await writer.run(emptyStaging);
        // For who opens the file with DuckDB: the ids of stores are not what a person likes to type.
        if (options.file !== undefined) await writer.run(createView(storeIds));
    });
}

async function checkLayout(writer: DuckDBConnection, id: string, file: string | undefined): Promise<void> {
    const found = await writer.runAndReadAll(`SELECT column_name FROM (DESCRIBE ${tableName(id)})`);
    const names = found.getRows().map(([name]) => String(name));
    if (names.join() !== columns.map(({ name }) => name).join()) {
        throw new UserError(
            `The lake '${file}' keeps the event data store ${id} with other columns (${names.join(", ")}): another version wrote it.`,
            "Keep the lake in another folder.",
        );
    }
}
