import { coerce, type Typed } from "./coercion";
import { QueryRefusal } from "./refusal";
import type { Field, Scope } from "./scope";
import type { Node } from "./tree";
import type { TrinoType } from "./types";

/** A translated expression. */
export interface Expression extends Typed {
    /** The columns of this query, or of one around it, that it uses outside aggregates and grouped expressions. */
    readonly columns: readonly Field[];
    readonly aggregate: boolean;
    readonly window: boolean;
    /** The name that Trino gives to a column of this expression. */
    readonly name?: string;
    /** The value, where it is a text in the query itself. */
    readonly text?: string;
}

/** A translated query: its columns are named c1, c2, … in the SQL, whatever they are called. */
export interface Query {
    readonly sql: string;
    readonly columns: readonly { readonly name?: string; readonly type: TrinoType }[];
    /** The columns of queries around it that it uses. */
    readonly outer: readonly Field[];
}

/** A table that a query may read: an event data store. */
export interface Table {
    readonly id: string;
    readonly columns: readonly { readonly name: string; readonly type: TrinoType }[];
}

/** Where an expression stands. */
export interface Context {
    readonly scope: Scope;
    /** What a subquery here can read. */
    readonly tables: Tables;
    /** The SQL of the expressions in GROUP BY, where there is grouping. */
    readonly grouped?: ReadonlySet<string>;
    /** The clause that it stands in, where that clause takes no aggregates: "WHERE clause". */
    readonly clause?: string;
    /** Windows that the query names. */
    readonly windows?: ReadonlyMap<string, unknown>;
    readonly shared: Shared;
}

/** What is the same all over one query. */
export interface Shared {
    /** The time that the query began: what current_timestamp means. */
    readonly now: Date;
    /** What a plain word of the prepared query stood for (prepare.ts). */
    readonly original: (word: string) => string;
    /** A name not used before. */
    fresh(prefix: string): string;
    /** Reads a piece of SQL that the parser left as text. */
    reparse(sql: string): Node;
    expression(node: Node, context: Context): Expression;
    query(node: Node, outer: Scope | undefined, tables: Tables): Query;
    /** The ids of the tables that the query reads. */
    readonly read: Set<string>;
}

export interface Tables {
    find(name: string): Relation | undefined;
}

export interface Relation {
    readonly sql: string;
    readonly columns: readonly { readonly name?: string; readonly sql: string; readonly type: TrinoType }[];
}

/** An expression made of others. */
export function combine(
    context: Context,
    sql: string,
    type: TrinoType,
    parts: readonly Expression[],
): Expression {
    const free = context.grouped?.has(sql) ? [] : parts.flatMap((part) => part.columns);
    return {
        sql,
        type,
        columns: free,
        aggregate: parts.some((part) => part.aggregate),
        window: parts.some((part) => part.window),
    };
}

export function coerced(value: Expression, type: TrinoType): Expression {
    return { ...value, sql: coerce(value, type), type };
}

export function constant(sql: string, type: TrinoType): Expression {
    return { sql, type, columns: [], aggregate: false, window: false };
}

/** A text of the query, where the rule asks for one: a path, a unit, a pattern. */
export function literalText(value: Expression, what: string): string {
    if (value.text === undefined) {
        throw new QueryRefusal(
            `${what} must be a text in the query itself here, such as '…': this stand-in for CloudTrail Lake translates it beforehand.`,
        );
    }
    return value.text;
}

/** A text as DuckDB reads it. */
export function quote(text: string): string {
    return `'${text.replaceAll("'", "''")}'`;
}
