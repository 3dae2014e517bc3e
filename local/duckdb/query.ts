import type { DuckDBInstance } from "@duckdb/node-api";
import { answer, nameOf, QueryRefusal, type Translation } from "trino-on-duckdb";

/** What a query found. Every value is a text; NULL is null. */
export interface QueryResult {
    readonly columns: readonly { readonly name: string; readonly type: string }[];
    readonly rows: readonly (readonly (string | null)[])[];
}

/** A result is held in memory, several times over: nobody looks at more. */
const mostRows = 100_000;

/** Seconds that a query may take; AWS's may an hour. */
const longestSeconds = 60;

/**
 * Runs a translated query on a connection of its own. It ends when it has taken too long or the signal is aborted: at
 * once for whoever waits, and for DuckDB at the end of a step.
 */
export async function runQuery(
    instance: DuckDBInstance,
    translation: Translation,
    signal?: AbortSignal,
    seconds = longestSeconds,
): Promise<QueryResult> {
    signal?.throwIfAborted();
    const connection = await instance.connect();
    const late = AbortSignal.timeout(seconds * 1000);
    const stopped = AbortSignal.any([late, ...(signal ? [signal] : [])]);
    let stop: () => void = () => undefined;
    const interrupted = new Promise<never>((_, reject) => {
        stop = () => {
            connection.interrupt();
            const tooLong = new QueryRefusal(
                `The query takes more than ${seconds} seconds, and was stopped.`,
            );
            reject(late.aborted ? tooLong : (signal?.reason as Error));
        };
    });
    stopped.addEventListener("abort", stop);
    const answered = answer(connection, translation, mostRows).finally(() => {
        stopped.removeEventListener("abort", stop);
        connection.closeSync();
    });
    const rows = await Promise.race([answered, interrupted]);
    return { columns: translation.columns.map(({ name, type }) => ({ name, type: nameOf(type) })), rows };
}
