import type { DuckDBConnection } from "@duckdb/node-api";
import { stage } from "../duckdb/json";
import { insertFrom } from "./columns";
import { emptyStaging, staging } from "./database";

/** An event, bound for one store. */
export interface Row {
    readonly store: string;
    readonly json: string;
}

/** How many rows wait, at most, before they are put into columns: the cost is by the statement more than by the row. */
const largestBatch = 4000;

/** Gathers rows, and writes them in large batches, one after the other. */
export function createWriter(connection: DuckDBConnection) {
    let waiting: Row[] = [];
    let last: Promise<void> = Promise.resolve();

    /** When it is fulfilled, all that was taken before is in its tables. */
    function flush(): Promise<void> {
        // A batch that failed is reported to whoever waited for it, and does not hold up the next.
        last = last.catch(() => undefined).then(() => write(connection, waiting.splice(0)));
        return last;
    }

    return {
        /** Takes rows; those of one call are kept all or not at all. */
        async add(rows: readonly Row[]): Promise<void> {
            waiting = waiting.concat(rows);
            if (waiting.length >= largestBatch) {
                await flush();
            }
        },
        flush,
    };
}

async function write(connection: DuckDBConnection, rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) {
        return;
    }
    await stage(
        connection,
        rows.map(({ store, json }) => [store, json]),
    );
    for (const store of new Set(rows.map((row) => row.store))) {
        await connection.run(insertFrom(staging, store), [store]);
    }
    await connection.run(emptyStaging);
}
