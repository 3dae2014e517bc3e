import type { DuckDBInstance } from "@duckdb/node-api";
import { answer, nameOf, type Translation } from "trino-on-duckdb";

/** What a query found. Every value is a text; NULL is null. */
export interface QueryResult {
    readonly columns: readonly { readonly name: string; readonly type: string }[];
    readonly rows: readonly (readonly (string | null)[])[];
}

/** A result is held in memory, several times over: nobody looks at more. */
const mostRows = 100_000;

/** Runs a translated query on a connection of its own; an aborted signal interrupts it. */
export async function runQuery(
    instance: DuckDBInstance,
    translation: Translation,
    signal?: AbortSignal,
): Promise<QueryResult> {
    const connection = await instance.connect();
    const interrupt = (): void => connection.interrupt();
    signal?.addEventListener("abort", interrupt);
    try {
        signal?.throwIfAborted();
        const rows = await answer(connection, translation, mostRows);
        return { columns: translation.columns.map(({ name, type }) => ({ name, type: nameOf(type) })), rows };
    } finally {
        signal?.removeEventListener("abort", interrupt);
        connection.closeSync();
    }
}
