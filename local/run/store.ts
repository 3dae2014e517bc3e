import type { Destination } from "../deploy/deployment";
import type { QueryResult } from "../duckdb/query";

/** Where a unit's events end, on this machine. */
export interface Store {
    destination: Destination;
    /** What leads the function's client here. */
    endpoints: Record<string, string>;
    /** The id of every event in it; one that is there twice is twice. */
    ids(): Promise<string[]>;
    /** Every event as it is kept: the column `eventJson`. */
    records(): Promise<string[]>;
    /** @throws QueryRefusal for a query that would be refused as it is written */
    check(sql: string): Promise<void>;
    /** @throws QueryRefusal */
    query(sql: string): Promise<QueryResult>;
    /** Calls that brought events. */
    calls(): number;
    /** Refuses connections, until the answer is called. */
    goOffline(): Promise<() => Promise<void>>;
    stop(): Promise<void>;
}
