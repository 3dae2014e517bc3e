import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { installInto } from "trino-on-duckdb";
import { UserError } from "../userError";

export interface Database {
    readonly instance: DuckDBInstance;
    /** For everything but queries. */
    readonly writer: DuckDBConnection;
    close(this: void): void;
}

export interface DatabaseOptions {
    /** By default it is in memory. */
    file?: string;
    memoryMegabytes?: number;
}

/**
 * Opens a database, in memory or in a file, and has it prepared. Afterwards it is locked: whatever a query says, DuckDB
 * itself reaches no file and no setting.
 */
export async function openDatabase(
    { file, memoryMegabytes = usualMemory }: DatabaseOptions,
    prepare: (writer: DuckDBConnection) => Promise<void>,
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
        await prepare(writer);
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
