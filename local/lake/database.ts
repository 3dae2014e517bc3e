import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { installInto } from "trino-on-duckdb";
import { UserError } from "../userError";
import { columns, createTable, createView, tableName } from "./columns";

/** Where ingested events wait, as text, until they are put into columns. (A deleted row keeps its memory; a replaced table does not.) */
export const staging = "temp.staging";
export const emptyStaging = "CREATE OR REPLACE TEMP TABLE staging (store VARCHAR, json VARCHAR)";

export interface Database {
    readonly instance: DuckDBInstance;
    /** For everything but queries. */
    readonly writer: DuckDBConnection;
    close(this: void): void;
}

/**
 * Opens the database, in memory or in a file, with a table for each event data store. Afterwards it is locked: whatever
 * a query says, DuckDB itself reaches no file and no setting.
 */
export async function openDatabase(
    storeIds: readonly string[],
    file: string | undefined,
    memoryMegabytes = usualMemory,
): Promise<Database> {
    // Whatever does not fit in memory; nobody else may read it.
    const folder = mkdtempSync(join(tmpdir(), "onelogin-lake-"));
    const instance = await open(file, folder, memoryMegabytes);
    const close = () => {
        instance.closeSync();
        rmSync(folder, { recursive: true, force: true });
    };
    try {
        const writer = await instance.connect();
        await installInto(writer);
        for (const id of storeIds) {
            await writer.run(createTable(id));
            await checkLayout(writer, id, file);
        }
        await writer.run(emptyStaging);
        // For who opens the file with DuckDB: the ids of stores are not what a person likes to type.
        if (file !== undefined) await writer.run(createView(storeIds));
        await writer.run("SET lock_configuration = true");
        return {
            instance,
            writer,
            close() {
                writer.closeSync();
                close();
            },
        };
    } catch (error) {
        close();
        throw error;
    }
}

/** MB that DuckDB may hold, the events of a lake in memory included: a query that needs more spills, and then fails. */
const usualMemory = Math.floor(Math.min(4e9, totalmem() / 2) / 1e6);
const spilled = "8GB";

async function open(
    file: string | undefined,
    folder: string,
    memoryMegabytes: number,
): Promise<DuckDBInstance> {
    try {
        // No extension is fetched or loaded: those that are needed (json, icu) are built in.
        return await DuckDBInstance.create(file ?? ":memory:", {
            memory_limit: `${memoryMegabytes}MB`,
            temp_directory: folder,
            max_temp_directory_size: spilled,
            enable_external_access: "false",
            autoinstall_known_extensions: "false",
            autoload_known_extensions: "false",
            allow_community_extensions: "false",
        });
    } catch (error) {
        rmSync(folder, { recursive: true });
        throw new UserError(
            `The lake '${file ?? ":memory:"}' cannot be opened: ${(error as Error).message.split("\n")[0]}`,
            "Name a DuckDB file that no other process has open, or a new one.",
        );
    }
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
