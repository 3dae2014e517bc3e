import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { registerNatives } from "./natives";

/** Installs in a database what translated queries call. They expect its time zone to be UTC. */
export async function installInto(connection: DuckDBConnection): Promise<void> {
    registerNatives(connection);
    await connection.run(readFileSync(join(__dirname, "macros.sql"), "utf8"));
}
