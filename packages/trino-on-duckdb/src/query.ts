import { values, setOperation } from "./setOperations";
import { renamed } from "./columnAliases";
import { limits } from "./limits";
import { sortedByColumns } from "./ordering";
import type { Query, Shared, Tables } from "./context";
import { notUnderstood, QueryRefusal } from "./refusal";
import { equal, type Field, type Scope } from "./scope";
import { select } from "./select";
import { identifierOf, listOf, nodeOf, only, type Body, type Node } from "./tree";

/** Translates a query: WITH, set operations, ORDER BY, LIMIT. `outer` holds the columns of the query around it. */
export function query(node: Node, outer: Scope | undefined, tables: Tables, shared: Shared): Query {
    const { prefix, reach, used } = withClause(node.body.with, outer, tables, shared);
    const body = queryBody(node, outer, reach, shared);
    return { ...body, sql: prefix + body.sql, outer: [...used, ...body.outer] };
}

function queryBody(node: Node, outer: Scope | undefined, tables: Tables, shared: Shared): Query {
    switch (node.kind) {
        case "select":
            return select(node, outer, tables, shared);
        case "union":
        case "intersect":
        case "except":
            return setOperation(node, outer, tables, shared);
        case "values":
            return values(node, outer, tables, shared);
        case "subquery":
            return parenthesized(node, outer, tables, shared);
        default:
            throw notUnderstood(`A query of the kind ${node.kind.toUpperCase()}`);
    }
}

function withClause(
    value: unknown,
    outer: Scope | undefined,
    tables: Tables,
    shared: Shared,
): { prefix: string; reach: Tables; used: Field[] } {
    if (value == null) {
        return { prefix: "", reach: tables, used: [] };
    }
    const body = only({ kind: "with", body: value as Body }, "ctes");
    let reach = tables;
    const used: Field[] = [];
    const names = new Set<string>();
    const written = listOf(body.ctes).map((cte) => {
        const part = only({ kind: "with", body: cte as Body }, "alias", "this", "columns");
        const name = shared.original(identifierOf(part.alias));
        if (names.size === names.add(name.toLowerCase()).size) {
            throw new QueryRefusal(`WITH query name '${name}' specified more than once`);
        }
        const inner = query(nodeOf(part.this), outer, reach, shared);
        const columns = listOf(part.columns).map((column) => shared.original(identifierOf(column)));
        const sql = shared.fresh("w");
        reach = withName(reach, name, {
            sql,
            columns: renamed(inner, columns, name).map((column, i) => ({ ...column, sql: `c${i + 1}` })),
        });
        used.push(...inner.outer);
        return `${sql} AS (${inner.sql})`;
    });
    return { prefix: `WITH ${written.join(", ")} `, reach, used };
}

function withName(tables: Tables, name: string, relation: NonNullable<ReturnType<Tables["find"]>>): Tables {
    return {
        find: (path) => (path.length === 1 && equal(path[0], name) ? relation : tables.find(path)),
    };
}

/** `(SELECT …) ORDER BY … LIMIT …` */
function parenthesized(node: Node, outer: Scope | undefined, tables: Tables, shared: Shared): Query {
    const body = only(node, "this", "order_by", "limit", "offset", "fetch");
    const inner = query(nodeOf(body.this), outer, tables, shared);
    return {
        ...inner,
        sql: `SELECT * FROM (${inner.sql})${sortedByColumns(inner, body.order_by, shared)}${limits(body)}`,
    };
}
