import { combine, type Context, type Expression } from "../context";
import { isOrderable, key, sortKey } from "../equality";
import { notUnderstood, QueryRefusal, unknownHere } from "../refusal";
import { identifierOf, listOf, nodeOf, nodesOf, only, type Body, type Node } from "../tree";
import { boolean, nameOf, type TrinoType } from "../types";

/** ORDER BY of an aggregate or a window. Trino puts NULLs last, whichever the direction. */
export function sorting(items: readonly unknown[], context: Context): { sql: string; parts: Expression[] } {
    const parts = items.map((item) => context.shared.expression(nodeOf((item as Body).this), context));
    const sql = parts.map(
        (part, i) =>
            sortKey(part.sql, part.type, "ORDER BY", (items[i] as Body).nulls_first === true) +
            direction(items[i] as Body),
    );
    return { sql: sql.length === 0 ? "" : `ORDER BY ${sql.join(", ")}`, parts };
}

export function direction(item: Body): string {
    only({ kind: "order_by", body: item }, "this", "desc", "nulls_first", "explicit_asc");
    return `${item.desc === true ? " DESC" : ""} NULLS ${item.nulls_first === true ? "FIRST" : "LAST"}`;
}

/** What stands after OVER, and whether it has an order and a frame. */
export interface Window extends Expression {
    readonly sorted: boolean;
    readonly framed: boolean;
}

/** What stands after OVER: a window in parentheses, or the name of one. */
export function overClause(over: unknown, context: Context): Window {
    const body = only(
        { kind: "over", body: over as Body },
        "partition_by",
        "order_by",
        "frame",
        "window_name",
    );
    const parts: Expression[] = nodesOf(body.partition_by).map((part) =>
        context.shared.expression(part, context),
    );
    const named =
        body.window_name == null
            ? undefined
            : windowNamed(context.shared.original(identifierOf(body.window_name)), context);
    if (named !== undefined) {
        if (parts.length > 0 || listOf(body.order_by).length > 0 || body.frame != null) {
            throw unknownHere("A window that extends another by name");
        }
        return named;
    }
    const order = sorting(listOf(body.order_by), context);
    const keys = parts.map((part) => partitionKey(part, order.parts.length > 0));
    if (/\(SELECT /.test(order.sql) && body.frame != null) {
        throw unknownHere("A window frame over values sorted by a subquery");
    }
    const sql = [
        keys.length === 0 ? "" : `PARTITION BY ${keys.join(", ")}`,
        order.sql,
        frame(
            body.frame,
            order.parts.map((part) => part.type),
            context,
        ),
    ]
        .filter((clause) => clause !== "")
        .join(" ");
    const window = combine(context, `(${sql})`, boolean, [...parts, ...order.parts]);
    return { ...window, sorted: order.parts.length > 0, framed: body.frame != null };
}

/** Trino sorts by the partition, too, if there is an order. */
function partitionKey({ sql, type }: Expression, sorted: boolean): string {
    if (!isOrderable(type)) {
        throw new QueryRefusal(`${nameOf(type)} is not orderable`);
    }
    return sorted ? sortKey(sql, type, "PARTITION BY") : key(sql, type);
}

function windowNamed(name: string, context: Context): Window {
    const spec = context.windows?.get(name.toLowerCase());
    if (spec === undefined) {
        throw new QueryRefusal(`Cannot resolve WINDOW name ${name}`);
    }
    return overClause(spec, context);
}

function frame(value: unknown, sorted: readonly TrinoType[], context: Context): string {
    if (value == null) {
        return "";
    }
    const body = only({ kind: "frame", body: value as Body }, "kind", "start", "end");
    const kind = String(body.kind).toUpperCase();
    const ends = [body.start, body.end].filter((bound) => bound != null).map(nodeOf);
    const [start, end] = [ends[0], ends[1] ?? nodeOf("CurrentRow")].map((bound) =>
        places.indexOf(bound.kind),
    );
    if (start > end || start === places.length - 1 || end === 0) {
        throw new QueryRefusal(
            `Window frame starting from ${words(places[start])} cannot end with ${words(places[end])}`,
        );
    }
    const measured = ends.some((bound) => bound.kind === "Preceding" || bound.kind === "Following");
    if (kind === "GROUPS" && sorted.length === 0 && measured) {
        throw new QueryRefusal("Window frame of type GROUPS PRECEDING or FOLLOWING requires ORDER BY");
    }
    const bounds = ends.map((bound) => bounded(bound, kind, sorted, context));
    return `${kind} ${bounds.length === 2 ? `BETWEEN ${bounds.join(" AND ")}` : bounds[0]}`;
}

/** The bounds of a frame, as the parser calls them, from the first to the last. */
const places = ["UnboundedPreceding", "Preceding", "CurrentRow", "Following", "UnboundedFollowing"];
const words = (bound: string): string => bound.replace(/(?<=[a-z])(?=[A-Z])/, " ").toUpperCase();

const fixed: Readonly<Record<string, string>> = {
    UnboundedPreceding: "UNBOUNDED PRECEDING",
    UnboundedFollowing: "UNBOUNDED FOLLOWING",
    CurrentRow: "CURRENT ROW",
};

function bounded(bound: Node, kind: string, sorted: readonly TrinoType[], context: Context): string {
    if (bound.kind in fixed) {
        return fixed[bound.kind];
    }
    if (bound.kind !== "Preceding" && bound.kind !== "Following") {
        throw notUnderstood(`The window frame's ${bound.kind}`);
    }
    const distance = context.shared.expression(nodeOf(bound.body), context);
    const [, amount] = /^CAST\((\d+) AS (?:INTEGER|BIGINT)\)$/.exec(distance.sql) ?? [];
    if (amount === undefined) {
        throw unknownHere("A window frame's bound that is not a number or an INTERVAL in the query itself");
    }
    return `${kind === "RANGE" ? range(distance, amount, sorted) : amount} ${bound.kind.toUpperCase()}`;
}

/** How far a RANGE reaches: a number, or a time on the sorted clock. */
function range({ type }: Expression, amount: string, sorted: readonly TrinoType[]): string {
    const [by] = sorted;
    if (sorted.length !== 1) {
        throw new QueryRefusal(
            "Window frame of type RANGE PRECEDING or FOLLOWING requires single sort item in ORDER BY",
        );
    }
    if (
        type.kind === "interval day to second" &&
        ["timestamp", "timestamp with time zone"].includes(by.kind)
    ) {
        // As one number: the product of two would be an INTEGER, which 36 minutes exceed.
        return `to_microseconds(${amount}000)`;
    }
    if (type.kind === "integer" && ["integer", "bigint"].includes(by.kind)) {
        return amount;
    }
    throw unknownHere(`RANGE of ${nameOf(type)} over values sorted as ${nameOf(by)}`);
}
