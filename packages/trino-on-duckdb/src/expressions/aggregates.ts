import { condition } from "./logic";
import { combine, constant, type Context, type Expression } from "../context";
import { aggregateFunctions, rowOf, unknownFunction, windows } from "../functions";
import { fill, match, type Match } from "../functions/call";
import { functionPrefix } from "../prepare";
import { isPlain, key } from "../equality";
import { notUnderstood, QueryRefusal, unknownHere } from "../refusal";
import { selectOf } from "../scope";
import { listOf, nodeOf, nodesOf, only, type Node, textOf } from "../tree";
import { decimal, duckdbType, nameOf, type TrinoType } from "../types";
import { overClause, sorting, type Window } from "./windows";

type Handler = (node: Node, context: Context) => Expression;

/** Functions of many rows, alone and over a window. */
export const aggregation: Readonly<Record<string, Handler>> = {
    array_agg: (node, context) => aggregate("array_agg", node, context),
    // listagg(…) WITHIN GROUP (…) FILTER (…): the parser has other aggregates' filters in their calls.
    filter: (node, context) => {
        const { this: of, expression } = only(node, "this", "expression");
        const { kind, body } = nodeOf(of);
        if (kind !== "within_group") {
            throw notUnderstood(`FILTER of ${kind.toUpperCase()}`);
        }
        return context.shared.expression({ kind, body: { ...body, filter: expression } }, context);
    },
    within_group: (node, context) => {
        const body = only(node, "this", "order_by", "filter");
        const inner = nodeOf(body.this);
        if (inner.kind !== "list_agg") {
            throw unknownFunction(
                (textOf(inner.body.name) || inner.kind).replace(functionPrefix, "").toLowerCase(),
            );
        }
        const order = {
            kind: "list_agg",
            body: { ...inner.body, order_by: body.order_by, filter: body.filter },
        };
        return aggregate("listagg", order, context);
    },
    window_function: (node, context) => {
        const body = only(node, "this", "over");
        const inside = { ...context, hoist: undefined };
        forbid("a window function", context);
        return windowed(nodeOf(body.this), overClause(body.over, inside), context);
    },
};

/** A call such as `count(DISTINCT x ORDER BY y) FILTER (WHERE z)`; with `over`, of a window. */
export function aggregate(name: string, node: Node, context: Context, over?: Expression): Expression {
    const body = only(node, "args", "this", "separator", "distinct", "filter", "order_by");
    forbid(name, over === undefined ? context : { ...context, clause: undefined });
    // Inside an aggregate every column may stand; an aggregate may not, unless that is over a window.
    const inside: Context =
        over === undefined
            ? { ...context, hoist: undefined, grouped: undefined, clause: `Aggregation ${name}` }
            : { ...context, hoist: undefined };
    if (over !== undefined && body.filter != null) {
        throw unknownHere("FILTER of a window function");
    }
    const args = argumentNodes(node)
        .map((argument) => context.shared.expression(argument, inside))
        .map((value) =>
            body.distinct === true || name === "approx_distinct" ? distinct(value, name) : value,
        );
    const filter =
        body.filter == null
            ? undefined
            : condition(context.shared.expression(nodeOf(body.filter), inside), "FILTER");
    const order = sorting(listOf(body.order_by), inside);
    if (body.distinct === true && order.parts.some((part) => args.every((value) => value.sql !== part.sql))) {
        throw new QueryRefusal(
            "For aggregate function with DISTINCT, ORDER BY expressions must appear in arguments",
        );
    }
    const entry = aggregateFunctions.get(name) ?? refuseAggregate(name);
    const found = args.length === 0 && name === "count" ? undefined : match(entry.signatures, args, context);
    if (over !== undefined && order.parts.length > 0) {
        throw new QueryRefusal("Window function with ORDER BY is not supported");
    }
    if (name === "listagg" && args[1] !== undefined && args[1].text === undefined) {
        throw new QueryRefusal("The separator of listagg must be a text in the query itself");
    }
    if (name === "approx_percentile" && args[0]?.type.kind === "decimal") {
        throw unknownHere("approx_percentile of a decimal, which is of the type real,");
    }
    if (name === "approx_percentile" && args[1]?.columns.length > 0) {
        throw unknownHere("approx_percentile of a share that is not a number in the query itself");
    }
    const [, template, result = "@", rows] =
        found === undefined ? ["", "count(*)"] : rowOf(entry, found.signature);
    const called = withClauses(found === undefined ? template : fill(template, found.arguments), {
        distinct: body.distinct === true,
        order: order.sql,
        filter: [filter?.sql, rows && fill(rows, found?.arguments ?? [])],
        over: over?.sql,
    });
    const parts = [...args, ...(filter ? [filter] : []), ...order.parts];
    const type = found === undefined ? ({ kind: "bigint" } as const) : resultType(name, found);
    return {
        ...combine(context, hoisted(finish(result, called, found, type), context), type, []),
        ...outside(parts, over, context),
    };
}

/** What DISTINCT counts: values that are the same to Trino, once. */
function distinct(value: Expression, name: string): Expression {
    if (!isPlain(value.type) && !name.endsWith("count") && name !== "approx_distinct") {
        throw unknownHere(`${name}(DISTINCT …) of values of the type ${nameOf(value.type)}`);
    }
    return { ...value, sql: key(value.sql, value.type) };
}

function refuseAggregate(name: string): never {
    throw unknownFunction(name);
}

/** count(*) has no argument; the parser keeps those of array_agg and listagg in fields of their own. */
function argumentNodes(node: Node): Node[] {
    const nodes =
        node.body.args === undefined
            ? [node.body.this, node.body.separator].filter((part) => part != null).map(nodeOf)
            : nodesOf(node.body.args);
    return nodes.length === 1 && nodes[0].kind === "star" ? [] : nodes;
}

interface Clauses {
    readonly distinct: boolean;
    readonly order: string;
    readonly filter: readonly (string | undefined)[];
    readonly over: string | undefined;
}

function withClauses(called: string, { distinct, order, filter, over }: Clauses): string {
    if (distinct && over !== undefined) {
        throw new QueryRefusal("DISTINCT in window function parameters not yet supported");
    }
    const inner = distinct ? called.replace(/\((DISTINCT )?/, "(DISTINCT ") : called;
    const sorted = order === "" ? inner : `${inner.slice(0, -1)} ${order})`;
    const conditions = filter.filter((test) => test !== undefined);
    return (
        sorted +
        (conditions.length === 0 ? "" : ` FILTER (WHERE ${conditions.join(" AND ")})`) +
        (over === undefined ? "" : ` OVER ${over}`)
    );
}

function resultType(name: string, found: Match): TrinoType {
    return name === "sum" && found.type.kind === "decimal" ? decimal(38, found.type.scale) : found.type;
}

function finish(result: string, called: string, found: Match | undefined, type: TrinoType): string {
    const scale = type.kind === "decimal" ? type.scale : 0;
    return fill(result, found?.arguments ?? [], {
        $type: duckdbType(type),
        $scale: String(scale),
        "@": called,
    });
}

const hoisted = (sql: string, { hoist }: Context): string => hoist?.(sql) ?? sql;

/** What an aggregate lets through: the columns of queries around it; over a window, all. */
function outside(
    parts: readonly Expression[],
    over: Expression | undefined,
    context: Context,
): Pick<Expression, "columns" | "aggregate" | "window"> {
    const columns = [...parts, ...(over ? [over] : [])].flatMap((part) => part.columns);
    if (over !== undefined) {
        return { columns, aggregate: [...parts, over].some((part) => part.aggregate), window: true };
    }
    return {
        columns: columns.filter((column) => !selectOf(context.scope).fields.includes(column)),
        aggregate: true,
        window: false,
    };
}

function forbid(name: string, context: Context): void {
    if (context.clause !== undefined) {
        throw new QueryRefusal(
            `${context.clause} cannot contain aggregations, window functions or grouping operations: [${name}]`,
        );
    }
}

/** lag and lead look a number of rows away, in the window's order and whatever its frame. */
function checkOffsetWindow(name: string, { sorted, framed }: Window): void {
    if (!sorted) {
        throw new QueryRefusal(`${name} function requires an ORDER BY window clause`);
    }
    if (framed) {
        throw new QueryRefusal(`Cannot specify window frame for ${name} function`);
    }
}

function windowed(node: Node, over: Window, context: Context): Expression {
    const name =
        node.kind === "array_agg"
            ? "array_agg"
            : (textOf(node.body.name) || node.kind).toLowerCase().replace(functionPrefix, "");
    const entry = windows.get(name);
    if (entry === undefined) {
        return aggregate(name, node, context, over);
    }
    if (name === "lag" || name === "lead") {
        checkOffsetWindow(name, over);
    }
    const body = only(node, "args", "ignore_nulls");
    const inside = { ...context, hoist: undefined };
    const args = nodesOf(body.args).map((argument) => context.shared.expression(argument, inside));
    const found = match(entry.signatures, args, context);
    const called =
        fill(rowOf(entry, found.signature)[1], found.arguments) +
        (body.ignore_nulls === true ? " IGNORE NULLS)" : ")");
    return {
        ...constant(hoisted(`${called} OVER ${over.sql}`, context), found.type),
        ...outside(args, over, context),
    };
}
