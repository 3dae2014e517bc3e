import type { Context, Query, Shared, Table, Tables } from "./context";
import { expression } from "./expression";
import { prepare } from "./prepare";
import { query } from "./query";
import { NotTranslated, QueryRefusal, unknownHere } from "./refusal";
import { equal } from "./scope";
import { loadParser, nodeOf, parse, type Node, type Parser } from "./tree";
import { identifier, parts, type TrinoType } from "./types";

export interface Options {
    /** What FROM can name. */
    readonly tables: readonly Table[];
    /** What current_timestamp is. */
    readonly now: Date;
    /** How a refusal goes on about what Trino does and this translation does not. */
    readonly elsewhere?: string;
    /** Takes `time > '2026-01-01 00:00:00'`, a time compared with a text, which Trino refuses; off by default. */
    readonly textAsTime?: boolean;
}

/** A statement as DuckDB's SQL, for `answer`. Its columns are in order; the names are Trino's. */
export interface Translation {
    readonly sql: string;
    readonly columns: readonly { readonly name: string; readonly type: TrinoType }[];
    /** The tables that it reads. */
    readonly tables: readonly Table[];
    readonly elsewhere: string;
}

/**
 * Translates one query. Every node of it is understood or refused by name: nothing reaches DuckDB as it was written, so
 * no query reaches a file, a setting, or a table that is not in `tables`.
 * @throws QueryRefusal what the query does wrong, or what this translation does not know
 */
export async function translate(sql: string, options: Options): Promise<Translation> {
    const { elsewhere = "works in Trino; not in this translation to DuckDB" } = options;
    const parser = await loadParser();
    const read = new Set<Table>();
    try {
        const { columns, sql: translated } = statement(sql, options, parser, read);
        if (columns.some(({ type }) => parts(type).some(({ kind }) => kind === "varbinary")))
            throw unknownHere("VARBINARY in a result (write to_hex)");
        return {
            sql: translated,
            columns: columns.map(({ name, type }, i) => ({ name: name ?? `_col${i}`, type })),
            tables: [...read],
            elsewhere,
        };
    } catch (error) {
        throw explained(error, elsewhere);
    }
}

/** A refusal with the sentence of the caller. */
export function explained(error: unknown, elsewhere: string): unknown {
    return error instanceof NotTranslated ? new QueryRefusal(`${error.message}: ${elsewhere}.`) : error;
}

function statement(
    sql: string,
    { tables, now, textAsTime = false }: Options,
    parser: Parser,
    read: Set<Table>,
): Query {
    const prepared = prepare(sql);
    const counts = new Map<string, number>();
    const shared: Shared = {
        now,
        textAsTime,
        original: prepared.original,
        fresh: (prefix) => {
            counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
            return `${prefix}${counts.get(prefix)}`;
        },
        reparse: (text) => expressionIn(parse(parser, `SELECT ${text}`, () => `mismatched input '${text}'`)),
        expression: (node: Node, context: Context) => expression(node, context),
        query: (node, outer, reach) => query(node, outer, reach, shared),
    };
    return query(parse(parser, prepared.sql, prepared.blame), undefined, reachOf(tables, read), shared);
}

function expressionIn(statement: Node): Node {
    return nodeOf((statement.body.expressions as readonly unknown[])[0]);
}

function reachOf(tables: readonly Table[], read: Set<Table>): Tables {
    return {
        find: ([name, schema, ...more]) => {
            const table = tables.find(
                (candidate) =>
                    equal(candidate.name, name) &&
                    (candidate.schema === schema || equal(candidate.schema, schema)) &&
                    more.length === 0,
            );
            if (table === undefined) {
                return undefined;
            }
            read.add(table);
            const columns = table.columns.map(({ name: column, type }) => ({
                name: column,
                sql: identifier(column),
                type,
            }));
            return { sql: `${identifier(table.schema ?? "main")}.${identifier(table.name)}`, columns };
        },
    };
}
