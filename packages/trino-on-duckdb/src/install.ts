import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { registerNatives } from "./natives";

/** Makes a database ready for translated queries: settings, macros and functions. Its time zone becomes UTC. */
export async function installInto(connection: DuckDBConnection): Promise<void> {
    await connection.run("SET GLOBAL TimeZone = 'UTC'");
    // This optimizer moves an expression that is written twice out of TRY, and then it fails.
    await connection.run("SET GLOBAL disabled_optimizers = 'common_subexpressions'");
    // DISTINCT ON and ORDER BY take a text of the query, too.
    await connection.run("SET GLOBAL order_by_non_integer_literal = true");
    registerNatives(connection);
    await connection.run("SET VARIABLE trino_query = ''");
    await connection.run(readFileSync(join(__dirname, "macros.sql"), "utf8"));
}
