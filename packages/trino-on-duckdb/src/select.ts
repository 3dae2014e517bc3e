import { condition } from "./expressions/logic";
import { from } from "./joins";
import { limits } from "./limits";
import { orderBy } from "./ordering";
import { groupBy, refuseUngrouped } from "./grouping";
import { columnOf, type Context, type Expression, type Query, type Shared, type Tables } from "./context";
import { isPlain, key } from "./equality";
import { QueryRefusal, unknownHere } from "./refusal";
import { equal, type Scope } from "./scope";
import { identifierOf, listOf, nodeOf, nodesOf, only, type Body, type Node } from "./tree";
import { coerce } from "./coercion";

/** What a SELECT is made of, on the way. */
interface Parts {
    readonly items: readonly Expression[];
    readonly context: Context;
    readonly grouped: boolean;
    readonly distinct: boolean;
}

/** Translates SELECT … FROM … WHERE … GROUP BY … HAVING … ORDER BY … LIMIT. */
export function select(node: Node, outer: Scope | undefined, tables: Tables, shared: Shared): Query {
    const body = only(
        node,
        "expressions",
        "from",
        "joins",
        "where_clause",
        "group_by",
        "having",
        "order_by",
        "limit",
        "offset",
        "fetch",
        "distinct",
        "windows",
        "with",
    );
    const source = from(body, outer, tables, shared);
    const base: Context = {
        scope: { fields: source.fields, parent: outer },
        tables,
        shared,
        windows: namedWindows(body, shared),
    };
    const where = clause(body.where_clause, { ...base, clause: "WHERE clause" }, "WHERE clause");
    const grouping = groupBy(body, base);
    const context: Context = grouping === undefined ? base : { ...base, grouped: grouping.standIns };
    const items = nodesOf(body.expressions).flatMap((item) => selectItem(item, context));
    const having = clause(body.having, context, "HAVING clause");
    const parts: Parts = {
        items,
        context,
        grouped: grouping !== undefined || having !== undefined || items.some((item) => item.aggregate),
        distinct: body.distinct === true,
    };
    const order = orderBy(body, parts);
    const grouped = parts.grouped || order.parts.some((part) => part.aggregate);
    refuseUngrouped(grouped, [...items, ...(having ? [having] : []), ...order.parts], source.fields);
    const used = [
        ...items,
        ...order.parts,
        ...[where, having].filter((part) => part !== undefined),
        ...(grouping?.expressions ?? []),
    ].flatMap((part) => part.columns);
    const list = items.map((item, i) => `${coerce(item, item.type)} AS c${i + 1}`).join(", ");
    const sql = [
        `SELECT ${parts.distinct ? distinct(items) : ""}${list}`,
        source.sql === "" ? "" : ` FROM ${source.sql}`,
        where ? ` WHERE ${where.sql}` : "",
        grouping ? ` GROUP BY ${grouping.sql}` : "",
        having ? ` HAVING ${having.sql}` : "",
        order.sql,
        limits(body),
    ].join("");
    const columns = items.map(({ name, type }) => ({ name, type }));
    return {
        sql,
        columns,
        outer: [...source.outer, ...used.filter((field) => !source.fields.includes(field))],
    };
}

function clause(value: unknown, context: Context, name: string): Expression | undefined {
    if (value == null) {
        return undefined;
    }
    const test = context.shared.expression(nodeOf((value as Body).this), context);
    if (name === "HAVING clause" && test.sql === "NULL") {
        throw new QueryRefusal("Predicate must be an expression of boolean type: null");
    }
    return condition(test, name);
}

/** `*`, `t.*`, an expression, an expression with a name. */
function selectItem(node: Node, context: Context): Expression[] {
    if (node.kind === "star") {
        const { table } = only(node, "table");
        if (table != null && identifierOf(table).includes(".")) {
            throw unknownHere("The fields of a row by .*");
        }
        return allColumns(table == null ? undefined : context.shared.original(identifierOf(table)), context);
    }
    if (node.kind === "alias") {
        const body = only(node, "this", "alias");
        return [
            {
                ...context.shared.expression(nodeOf(body.this), context),
                name: context.shared.original(identifierOf(body.alias)),
            },
        ];
    }
    return [context.shared.expression(node, context)];
}

function allColumns(relation: string | undefined, context: Context): Expression[] {
    const fields = context.scope.fields.filter(
        (field) => relation === undefined || equal(field.relation, relation),
    );
    if (fields.length === 0) {
        throw new QueryRefusal(
            relation === undefined
                ? "SELECT * not allowed in queries without FROM clause"
                : `Unable to resolve reference ${relation}`,
        );
    }
    return fields.map((field) => ({ ...columnOf(field, context), name: field.name }));
}

function distinct(items: readonly Expression[]): string {
    // (What is sorted by must stand in the list of a plain DISTINCT, and a double is sorted by what it is not: equality.ts.)
    return items.every((item) => isPlain(item.type) && item.type.kind !== "double")
        ? "DISTINCT "
        : `DISTINCT ON (${items.map((item) => key(item.sql, item.type)).join(", ")}) `;
}

function namedWindows(body: Body, shared: Shared): ReadonlyMap<string, unknown> {
    return new Map(
        listOf(body.windows).map((window) => {
            const { name, spec } = window as { name: unknown; spec: unknown };
            return [shared.original(identifierOf(name)).toLowerCase(), spec];
        }),
    );
}
