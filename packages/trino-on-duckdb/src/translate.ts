import type { Context, Query, Shared, Table, Tables } from "./context";
import { expression } from "./expression";
import { isFunction } from "./functions";
import { prepare } from "./prepare";
import { query } from "./query";
import { QueryRefusal } from "./refusal";
import { equal } from "./scope";
import { loadParser, nodeOf, parse, type Node } from "./tree";
import { type TrinoType, identifier } from "./types";

/** A query of CloudTrail Lake as DuckDB's SQL. Its columns are in order; the names are Trino's. */
export interface Translation {
    readonly sql: string;
    readonly columns: readonly { readonly name: string; readonly type: TrinoType }[];
    /** The event data stores that it reads. */
    readonly stores: readonly string[];
}

/** StartQuery takes no more: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartQuery.html */
const longestQuery = 10_000;

/**
 * Translates one query. Every node of it is understood or refused by name: nothing reaches DuckDB as it was written, so
 * no query reaches a file, a setting, or a table that is not in `tables`.
 * @throws QueryRefusal what the query does wrong, or what this translation does not know
 */
export async function translate(sql: string, tables: readonly Table[], now: Date): Promise<Translation> {
    if (sql.length > longestQuery) {
        throw new QueryRefusal(
            `The query has ${sql.length} characters; CloudTrail Lake takes at most ${longestQuery}.`,
            true,
        );
    }
    const prepared = prepare(sql, isFunction);
    const parser = await loadParser();
    const counts = new Map<string, number>();
    const read = new Set<string>();
    const shared: Shared = {
        now,
        read,
        original: prepared.original,
        fresh: (prefix) => {
            counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
            return `${prefix}${counts.get(prefix)}`;
        },
        reparse: (text) => expressionIn(parse(parser, `SELECT ${text}`, () => `mismatched input '${text}'`)),
        expression: (node: Node, context: Context) => expression(node, context),
        query: (node, outer, reach) => query(node, outer, reach, shared),
    };
    return finished(
        query(parse(parser, prepared.sql, prepared.blame), undefined, eventDataStores(tables, read), shared),
        read,
    );
}

function expressionIn(statement: Node): Node {
    return nodeOf((statement.body.expressions as readonly unknown[])[0]);
}

function eventDataStores(tables: readonly Table[], read: Set<string>): Tables {
    return {
        find: (name) => {
            const table = tables.find((candidate) => equal(candidate.id, name));
            if (table === undefined) {
                return undefined;
            }
            read.add(table.id);
            const columns = table.columns.map(({ name: column, type }) => ({
                name: column,
                sql: `"${column}"`,
                type,
            }));
            return { sql: `main.${identifier(table.id)}`, columns };
        },
    };
}

function finished(result: Query, read: ReadonlySet<string>): Translation {
    const columns = result.columns.map(({ name, type }, i) => ({ name: name ?? `_col${i}`, type }));
    return { sql: result.sql, columns, stores: [...read] };
}
