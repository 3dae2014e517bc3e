import type { Shared, Tables } from "./context";
import type { Field, Scope } from "./scope";

/** What a FROM clause gives: SQL, and the columns that the rest of the query can name. */
export interface Source {
    readonly sql: string;
    readonly fields: readonly Field[];
    readonly outer: readonly Field[];
}

/** Where a FROM clause stands. */
export interface Place {
    readonly outer: Scope | undefined;
    readonly tables: Tables;
    readonly shared: Shared;
}
