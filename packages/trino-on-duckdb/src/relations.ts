import { renamed } from "./columnAliases";
import { notUnderstood, QueryRefusal, UnknownTable } from "./refusal";
import type { Shared } from "./context";
import type { Place, Source } from "./source";
import { identifierOf, listOf, nodeOf, only, type Node } from "./tree";

/** One table or subquery that FROM reads. */
export function relation(node: Node, place: Place): Source {
    switch (node.kind) {
        case "table":
            return table(node, place);
        case "subquery":
            return derived(node, place);
        default:
            throw new QueryRefusal(
                `Only tables can be read: FROM takes a table, a WITH name or a subquery, and this is ${describe(node, place.shared)}.`,
            );
    }
}

function describe(node: Node, shared: Shared): string {
    return typeof node.body.name === "string"
        ? `the table function '${shared.original(node.body.name)}'`
        : node.kind.toUpperCase().replaceAll("_", " ");
}

export function namesOf(value: unknown, shared: Shared): string[] {
    return listOf(value).map((name) => shared.original(identifierOf(name)));
}

function table(node: Node, { tables, shared }: Place): Source {
    const body = only(node, "name", "alias", "column_aliases", "schema", "catalog");
    const path = [node.body.name, body.schema, body.catalog]
        .filter((part) => part != null)
        .map((part) => shared.original(identifierOf(part)));
    const found = tables.find(path);
    if (found === undefined) {
        throw new UnknownTable([...path].reverse().join("."));
    }
    const alias = body.alias == null ? path[0] : shared.original(identifierOf(body.alias));
    const sql = shared.fresh("r");
    const columns = renamed(found, namesOf(body.column_aliases, shared), alias);
    return {
        sql: `${found.sql} AS ${sql}`,
        fields: columns.map((column) => ({
            name: column.name,
            relation: alias,
            sql: `${sql}.${column.sql}`,
            type: column.type,
        })),
        outer: [],
    };
}

function derived(node: Node, { outer, tables, shared }: Place): Source {
    const body = only(node, "this", "alias", "column_aliases");
    const inner = shared.query(nodeOf(body.this), outer, tables);
    if (inner.outer.length > 0) {
        throw notUnderstood("A subquery in FROM that reads columns of the query around it");
    }
    const alias = body.alias == null ? undefined : shared.original(identifierOf(body.alias));
    const sql = shared.fresh("r");
    const columns = renamed(inner, namesOf(body.column_aliases, shared), alias ?? "");
    return {
        sql: `(${inner.sql}) AS ${sql}`,
        fields: columns.map((column, i) => ({
            name: column.name,
            relation: alias,
            sql: `${sql}.c${i + 1}`,
            type: column.type,
        })),
        outer: inner.outer,
    };
}
