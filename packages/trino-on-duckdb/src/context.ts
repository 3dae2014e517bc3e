import { coerce, type Typed } from "./coercion";
import { unknownHere } from "./refusal";
import type { Field, Scope } from "./scope";
import type { Node } from "./tree";
import { nameOf, parts, type TrinoType } from "./types";

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

/** A table that a query may read: `name`, or `schema.name`, in Trino and in DuckDB alike. */
export interface Table {
    readonly name: string;
    /** DuckDB's `main`, unless given. */
    readonly schema?: string;
    readonly columns: readonly { readonly name: string; readonly type: TrinoType }[];
}

/** Where an expression stands. */
export interface Context {
    readonly scope: Scope;
    /** What a subquery here can read. */
    readonly tables: Tables;
    /** The SQL of the expressions in GROUP BY, if there is grouping, and what stands for each after it. */
    readonly grouped?: ReadonlyMap<string, string>;
    /** Inside TRY: puts what is worked out by groups or windows beside it, and gives what stands for that. */
    readonly hoist?: (sql: string) => string;
    /** The clause that it stands in, if that clause takes no aggregates: "WHERE clause". */
    readonly clause?: string;
    /** Windows that the query names. */
    readonly windows?: ReadonlyMap<string, unknown>;
    readonly shared: Shared;
}

/** What is the same all over one query. */
export interface Shared {
    /** The time that the query began: what current_timestamp means. */
    readonly now: Date;
    /** Whether a text may be compared with a time. */
    readonly textAsTime: boolean;
    /** What a plain word of the prepared query stood for (prepare.ts). */
    readonly original: (word: string) => string;
    /** A name not used before. */
    fresh(prefix: string): string;
    /** Reads a piece of SQL that the parser left as text. */
    reparse(sql: string): Node;
    expression(node: Node, context: Context): Expression;
    query(node: Node, outer: Scope | undefined, tables: Tables): Query;
}

export interface Tables {
    /** @param path The name's parts: table, schema, catalog. */
    find(path: readonly string[]): Relation | undefined;
}

interface Relation {
    readonly sql: string;
    readonly columns: readonly { readonly name?: string; readonly sql: string; readonly type: TrinoType }[];
}

/** What a map's keys may be here: types whose values DuckDB tells apart as Trino does. */
const keys = new Set([
    ...["unknown", "boolean", "tinyint", "smallint", "integer", "bigint", "decimal", "varchar", "date"],
    ...["timestamp", "interval day to second", "interval year to month"],
]);

/** An expression made of others. */
export function combine(
    context: Context,
    sql: string,
    type: TrinoType,
    operands: readonly Expression[],
): Expression {
    const odd = parts(type).find((part) => part.kind === "map" && !keys.has(part.key.kind));
    if (odd !== undefined) {
        throw unknownHere(`A value of the type ${nameOf(odd)}`);
    }
    const grouped = standInFor(sql, context);
    return {
        sql: grouped ?? sql,
        type,
        columns: grouped === undefined ? operands.flatMap((operand) => operand.columns) : [],
        aggregate: operands.some((operand) => operand.aggregate),
        window: operands.some((operand) => operand.window),
    };
}

/** What stands for an expression after GROUP BY, if it is one of those that are grouped by. */
export function standInFor(sql: string, { grouped, hoist }: Context): string | undefined {
    const found = grouped?.get(sql);
    return found === undefined ? undefined : (hoist?.(found) ?? found);
}

/** A column, or what stands for it after GROUP BY. */
export function columnOf(field: Field, context: Context): Expression {
    const column = { ...constant(field.sql, field.type), columns: field.bound ? [] : [field] };
    return combine(context, field.sql, field.type, [column]);
}

export function coerced(value: Expression, type: TrinoType): Expression {
    return { ...value, sql: coerce(value, type), type };
}

export function constant(sql: string, type: TrinoType): Expression {
    return { sql, type, columns: [], aggregate: false, window: false };
}

/** A text of the query, if the rule asks for one: a path, a unit, a zone. */
export function literalText(value: Expression, what: string): string {
    if (value.text === undefined) {
        throw unknownHere(`${what} that is not a text in the query itself, such as '…',`);
    }
    return value.text;
}

/** A text as DuckDB reads it. */
export function quote(text: string): string {
    return `'${text.replaceAll("'", "''")}'`;
}
