import { combine, type Context, type Expression, type Query, type Shared, type Tables } from "./context";
import { condition } from "./expressions/predicates";
import { direction } from "./expressions/windows";
import { limits } from "./query";
import { QueryRefusal } from "./refusal";
import { from } from "./relations";
import { equal, type Field, type Scope } from "./scope";
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
    const context: Context =
        grouping === undefined
            ? base
            : { ...base, grouped: new Set(grouping.expressions.map((part) => part.sql)) };
    const items = nodesOf(body.expressions).flatMap((item) => selectItem(item, context));
    const having = clause(body.having, context, "HAVING clause");
    const parts: Parts = {
        items,
        context,
        grouped: grouping !== undefined || having !== undefined || items.some((item) => item.aggregate),
        distinct: body.distinct === true,
    };
    const order = orderBy(body, parts);
    refuseUngrouped(parts.grouped, [...items, ...(having ? [having] : []), ...order.parts], source.fields);
    const used = [
        ...items,
        ...order.parts,
        ...[where, having].filter((part) => part !== undefined),
        ...(grouping?.expressions ?? []),
    ].flatMap((part) => part.columns);
    const list = items.map((item, i) => `${coerce(item, item.type)} AS c${i + 1}`).join(", ");
    const sql = [
        `SELECT ${parts.distinct ? "DISTINCT " : ""}${list}`,
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
    return value == null
        ? undefined
        : condition(context.shared.expression(nodeOf((value as Body).this), context), name);
}

/** `*`, `t.*`, an expression, an expression with a name. */
function selectItem(node: Node, context: Context): Expression[] {
    if (node.kind === "star") {
        const { table } = only(node, "table");
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
    return fields.map((field) => ({
        ...combine(context, field.sql, field.type, [column(field)]),
        name: field.name,
    }));
}

function column(field: Field): Expression {
    return { sql: field.sql, type: field.type, columns: [field], aggregate: false, window: false };
}

interface Grouping {
    readonly sql: string;
    readonly expressions: readonly Expression[];
}

/** GROUP BY: expressions of the input's columns, or numbers of the SELECT's items; never their names. */
function groupBy(body: Body, context: Context): Grouping | undefined {
    if (body.group_by == null) {
        return undefined;
    }
    const items = nodesOf(only({ kind: "group_by", body: body.group_by as Body }, "expressions").expressions);
    const written = items.map((item) =>
        groupingElement(item, nodesOf(body.expressions), { ...context, clause: "GROUP BY clause" }),
    );
    return {
        sql: written.map((part) => part.sql).join(", "),
        expressions: written.flatMap((part) => part.expressions),
    };
}

function groupingElement(node: Node, items: readonly Node[], context: Context): Grouping {
    const sets = { "grouping sets": "GROUPING SETS", cube: "CUBE", rollup: "ROLLUP" }[
        String(node.body.name).toLowerCase()
    ];
    if (node.kind === "function" && sets !== undefined) {
        const parts = nodesOf(node.body.args).map((part) => groupingElement(part, items, context));
        return {
            sql: `${sets} (${parts.map((part) => part.sql).join(", ")})`,
            expressions: parts.flatMap((part) => part.expressions),
        };
    }
    if (node.kind === "tuple") {
        const parts = nodesOf(node.body.expressions).map((part) => groupingElement(part, items, context));
        return {
            sql: `(${parts.map((part) => part.sql).join(", ")})`,
            expressions: parts.flatMap((part) => part.expressions),
        };
    }
    const value = context.shared.expression(ordinal(node, items) ?? node, context);
    return { sql: value.sql, expressions: [value] };
}

/** The SELECT's item that a number in GROUP BY means. */
function ordinal(node: Node, items: readonly Node[]): Node | undefined {
    if (node.kind !== "literal" || node.body.literal_type !== "number") {
        return undefined;
    }
    const item = items[Number(node.body.value) - 1];
    if (item === undefined) {
        throw new QueryRefusal(`GROUP BY position ${String(node.body.value)} is not in select list`);
    }
    return item.kind === "alias" ? nodeOf(item.body.this) : item;
}

/** ORDER BY: numbers and names of the SELECT's items first, then the input's columns. */
function orderBy(body: Body, parts: Parts): { sql: string; parts: Expression[] } {
    const items = listOf((body.order_by as Body | null)?.expressions) as readonly Body[];
    const values = items.map((item) => sortKey(nodeOf(item.this), parts));
    const sql = values.map((value, i) => value.sql + direction(items[i]));
    return {
        sql: sql.length === 0 ? "" : ` ORDER BY ${sql.join(", ")}`,
        parts: values.flatMap((value) => value.parts),
    };
}

function sortKey(node: Node, { items, context, distinct }: Parts): { sql: string; parts: Expression[] } {
    if (node.kind === "literal" && node.body.literal_type === "number") {
        if (items[Number(node.body.value) - 1] === undefined) {
            throw new QueryRefusal(`ORDER BY position ${String(node.body.value)} is not in select list`);
        }
        return { sql: String(node.body.value), parts: [] };
    }
    // The names of the SELECT's items hide the input's columns of the same name.
    const fields = items
        .filter((item) => item.name !== undefined)
        .map((item) => ({ name: item.name, sql: item.sql, type: item.type, bound: true }));
    const value = context.shared.expression(node, { ...context, scope: { fields, parent: context.scope } });
    const position = items.findIndex((item) => item.sql === value.sql);
    if (position >= 0) {
        return { sql: String(position + 1), parts: [] };
    }
    if (distinct) {
        throw new QueryRefusal("For SELECT DISTINCT, ORDER BY expressions must appear in select list");
    }
    return { sql: value.sql, parts: [value] };
}

function refuseUngrouped(grouped: boolean, parts: readonly Expression[], fields: readonly Field[]): void {
    const stray = grouped
        ? parts.flatMap((part) => part.columns).find((field) => fields.includes(field))
        : undefined;
    if (stray !== undefined) {
        throw new QueryRefusal(
            `'${stray.name}' must be an aggregate expression or appear in GROUP BY clause`,
        );
    }
}

function namedWindows(body: Body, shared: Shared): ReadonlyMap<string, unknown> {
    return new Map(
        listOf(body.windows).map((window) => {
            const { name, spec } = window as { name: unknown; spec: unknown };
            return [shared.original(identifierOf(name)).toLowerCase(), spec];
        }),
    );
}
