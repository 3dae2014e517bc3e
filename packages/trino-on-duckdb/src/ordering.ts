import type { Context, Expression, Query, Shared } from "./context";
import { direction } from "./expressions/windows";
import { sortKey as keyOf } from "./equality";
import { QueryRefusal, unknownHere } from "./refusal";
import { equal } from "./scope";
import { identifierOf, listOf, nodeOf, placeOf, type Body, textOf } from "./tree";

/** What a SELECT is made of, when its ORDER BY comes. */
interface Selected {
    readonly items: readonly Expression[];
    readonly context: Context;
    readonly distinct: boolean;
}

/** ORDER BY: numbers and names of the SELECT's items first, then the input's columns. */
export function orderBy(body: Body, parts: Selected): { sql: string; parts: Expression[] } {
    const items = listOf((body.order_by as Body | null)?.expressions) as readonly Body[];
    const values = items.map((item) => sortKey(item, parts));
    const sql = values.map((value, i) => value.sql + direction(items[i]));
    return {
        sql: sql.length === 0 ? "" : ` ORDER BY ${sql.join(", ")}`,
        parts: values.flatMap((value) => value.parts),
    };
}

function sortKey(
    { this: of, nulls_first: nullsFirst }: Body,
    { items, context, distinct }: Selected,
): { sql: string; parts: Expression[] } {
    const node = nodeOf(of);
    const itemKey = (item: Expression, place: number): string => {
        // An item's number, or what it is sorted by, if that is not the item itself.
        const sql = keyOf(item.sql, item.type, "ORDER BY", nullsFirst === true);
        return sql === item.sql ? String(place) : sql;
    };
    const place = placeOf(node);
    if (place !== undefined) {
        if (items[place - 1] === undefined) {
            throw new QueryRefusal(`ORDER BY position ${place} is not in select list`);
        }
        return { sql: itemKey(items[place - 1], place), parts: [] };
    }
    // The names of the SELECT's items hide the input's columns of the same name.
    const fields = items
        .filter((item) => item.name !== undefined)
        .map((item) => ({ name: item.name, sql: item.sql, type: item.type, bound: true, output: true }));
    const value = context.shared.expression(node, {
        ...context,
        scope: { fields, parent: context.scope, inner: true },
    });
    const position = items.findIndex((item) => item.sql === value.sql);
    if (position >= 0) {
        return { sql: itemKey(items[position], position + 1), parts: [] };
    }
    if (distinct) {
        throw new QueryRefusal("For SELECT DISTINCT, ORDER BY expressions must appear in select list");
    }
    return { sql: keyOf(value.sql, value.type, "ORDER BY", nullsFirst === true), parts: [value] };
}

/** ORDER BY of a set operation: by the names or the numbers of its columns. */
export function sortedByColumns(inner: Query, orderBy: unknown, shared: Shared): string {
    const items = listOf((orderBy as Body | null | undefined)?.expressions) as readonly Body[];
    const sorted = items.map((item) => {
        const node = nodeOf(item.this);
        const name =
            node.kind === "column" && node.body.table == null
                ? shared.original(identifierOf(node.body.name))
                : textOf(node.body.value);
        const index =
            node.kind === "column"
                ? inner.columns.findIndex((column) => equal(column.name, name))
                : Number(name) - 1;
        if (inner.columns[index] === undefined) {
            throw unknownHere(
                `ORDER BY ${name || "an expression"} after UNION, INTERSECT, EXCEPT or parentheses (write a column's name or number)`,
            );
        }
        const key = keyOf(`c${index + 1}`, inner.columns[index].type, "ORDER BY", item.nulls_first === true);
        return `${key}${direction(item)}`;
    });
    return sorted.length === 0 ? "" : ` ORDER BY ${sorted.join(", ")}`;
}
