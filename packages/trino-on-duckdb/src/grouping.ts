import type { Context, Expression } from "./context";
import { isPlain, key } from "./equality";
import { QueryRefusal, unknownHere } from "./refusal";
import type { Field } from "./scope";
import { nodeOf, nodesOf, only, placeOf, type Body, type Node } from "./tree";
import { nameOf } from "./types";

interface Element {
    readonly sql: string;
    readonly expressions: readonly Expression[];
}
interface Grouping extends Element {
    /** What an expression of GROUP BY is after it, by its SQL. */
    readonly standIns: ReadonlyMap<string, string>;
}

/** GROUP BY: expressions of the input's columns, or numbers of the SELECT's items; never their names. */
export function groupBy(body: Body, context: Context): Grouping | undefined {
    if (body.group_by == null) {
        return undefined;
    }
    const items = nodesOf(only({ kind: "group_by", body: body.group_by as Body }, "expressions").expressions);
    const written = items.map((item) =>
        groupingElement(item, nodesOf(body.expressions), { ...context, clause: "GROUP BY clause" }),
    );
    const expressions = written.flatMap((part) => part.expressions);
    return {
        sql: written.map((part) => part.sql).join(", "),
        expressions,
        // Of values that are the same to Trino and not to DuckDB, one stands for all.
        standIns: new Map(
            expressions.map(({ sql, type }) => [sql, isPlain(type) ? sql : `any_value(${sql})`]),
        ),
    };
}

function groupingElement(node: Node, items: readonly Node[], context: Context, sets = false): Element {
    const operation = { "grouping sets": "GROUPING SETS", cube: "CUBE", rollup: "ROLLUP" }[
        String(node.body.name).toLowerCase()
    ];
    if (node.kind === "function" && operation !== undefined) {
        const parts = nodesOf(node.body.args).map((part) => groupingElement(part, items, context, true));
        return {
            sql: `${operation} (${parts.map((part) => part.sql).join(", ")})`,
            expressions: parts.flatMap((part) => part.expressions),
        };
    }
    if (node.kind === "tuple") {
        const parts = nodesOf(node.body.expressions).map((part) =>
            groupingElement(part, items, context, sets),
        );
        return {
            sql: `(${parts.map((part) => part.sql).join(", ")})`,
            expressions: parts.flatMap((part) => part.expressions),
        };
    }
    const value = context.shared.expression((sets ? undefined : ordinal(node, items)) ?? node, context);
    // A number is no place there, and a field of a row is an expression, however much it looks like a column.
    if (sets && !value.columns.some((column) => column.sql === value.sql)) {
        throw new QueryRefusal(
            "GROUP BY expression must be a column reference in ROLLUP, CUBE and GROUPING SETS",
        );
    }
    if (sets && !isPlain(value.type)) {
        throw unknownHere(`GROUPING SETS, ROLLUP or CUBE of the type ${nameOf(value.type)}`);
    }
    return { sql: key(value.sql, value.type), expressions: [value] };
}

/** The SELECT's item that a number in GROUP BY means. */
function ordinal(node: Node, items: readonly Node[]): Node | undefined {
    const place = placeOf(node);
    if (place === undefined) {
        return undefined;
    }
    const item = items[place - 1];
    if (item === undefined) {
        throw new QueryRefusal(`GROUP BY position ${place} is not in select list`);
    }
    return item.kind === "alias" ? nodeOf(item.body.this) : item;
}

export function refuseUngrouped(
    grouped: boolean,
    parts: readonly Expression[],
    fields: readonly Field[],
): void {
    const stray = grouped
        ? parts.flatMap((part) => part.columns).find((field) => fields.includes(field))
        : undefined;
    if (stray !== undefined) {
        throw new QueryRefusal(
            `'${stray.name}' must be an aggregate expression or appear in GROUP BY clause`,
        );
    }
}
