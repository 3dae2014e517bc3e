import type { Context, Expression } from "./context";
import { QueryRefusal } from "./refusal";
import type { Field } from "./scope";
import { nodeOf, nodesOf, only, type Body, type Node } from "./tree";

interface Grouping {
    readonly sql: string;
    readonly expressions: readonly Expression[];
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
