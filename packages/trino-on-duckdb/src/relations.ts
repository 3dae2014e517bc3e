import { from } from "./joins";
import { renamed } from "./columnAliases";
import { unnest } from "./unnest";
import { type Shared, type Tables } from "./context";
import { QueryRefusal, UnknownStore } from "./refusal";
import { type Field, type Scope } from "./scope";
import { identifierOf, listOf, nodeOf, only, type Node } from "./tree";

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

/** One thing that FROM reads. `before` holds what stands to its left, which UNNEST may use. */
export function relation(node: Node, before: Source, place: Place): Source {
    switch (node.kind) {
        case "table":
            return table(node, place);
        case "subquery":
            return derived(node, place);
        case "unnest":
            return unnest(node, {}, before, place);
        case "alias":
            return aliased(node, before, place);
        case "joined_table":
            return nested(node, place);
        case "paren":
            return relation(nodeOf(only(node, "this").this), before, place);
        default:
            throw new QueryRefusal(
                `Only event data stores can be read: FROM takes the id of an event data store, a WITH name or a subquery, and this is ${describe(node)}.`,
            );
    }
}

function describe(node: Node): string {
    return typeof node.body.name === "string"
        ? `the table function '${node.body.name}'`
        : node.kind.toUpperCase().replaceAll("_", " ");
}

function namesOf(value: unknown, shared: Shared): string[] {
    return listOf(value).map((name) => shared.original(identifierOf(name)));
}

function table(node: Node, { tables, shared }: Place): Source {
    const body = only(node, "name", "alias", "column_aliases", "schema", "catalog");
    const [name, ...qualifiers] = [node.body.name, body.schema, body.catalog]
        .filter((part) => part != null)
        .map((part) => shared.original(identifierOf(part)));
    const found = qualifiers.length === 0 ? tables.find(name) : undefined;
    if (found === undefined) {
        throw new UnknownStore(
            `Event data store '${[...qualifiers.reverse(), name].join(".")}' cannot be found: FROM takes the id of an event data store, or a WITH name.`,
        );
    }
    const alias = body.alias == null ? name : shared.original(identifierOf(body.alias));
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

function aliased(node: Node, before: Source, place: Place): Source {
    const body = only(node, "this", "alias", "column_aliases");
    const inner = nodeOf(body.this);
    if (inner.kind !== "unnest") {
        return relation(inner, before, place);
    }
    return unnest(
        inner,
        {
            alias: place.shared.original(identifierOf(body.alias)),
            names: namesOf(body.column_aliases, place.shared),
        },
        before,
        place,
    );
}

/** A join in parentheses. */
function nested(node: Node, place: Place): Source {
    const body = only(node, "left", "joins");
    const inner = from(
        { from: { expressions: [body.left] }, joins: body.joins },
        place.outer,
        place.tables,
        place.shared,
    );
    return { ...inner, sql: `(${inner.sql})` };
}
