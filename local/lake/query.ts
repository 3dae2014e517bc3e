import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { QueryRefusal, resultText } from "trino-on-duckdb";
import type { Translation } from "trino-on-duckdb";

/** Runs a translated query on a connection of its own; an aborted signal interrupts it. */
export async function runQuery(
    instance: DuckDBInstance,
    { sql, columns }: Translation,
    signal?: AbortSignal,
): Promise<(string | null)[][]> {
    const connection = await instance.connect();
    const interrupt = (): void => connection.interrupt();
    signal?.addEventListener("abort", interrupt);
    try {
        signal?.throwIfAborted();
        const rows = await select(connection, sql);
        return rows.map((row) => row.map((value, i) => resultText(value, columns[i].type) ?? null));
    } finally {
        signal?.removeEventListener("abort", interrupt);
        connection.closeSync();
    }
}

async function select(connection: DuckDBConnection, sql: string) {
    try {
        return (await connection.runAndReadAll(sql)).getRows();
    } catch (error) {
        throw new QueryRefusal(reasonOf((error as Error).message));
    }
}

/** Our own macros fail with Trino's message inside DuckDB's (macros.sql, trino_fail). */
function reasonOf(message: string): string {
    const ours = /Could not convert string 'trino: ([^]*)' to BOOL/.exec(message)?.[1];
    return ours ?? message.replace(/^(\w+ )*Error: /, "").split("\n\nLINE ")[0];
}
