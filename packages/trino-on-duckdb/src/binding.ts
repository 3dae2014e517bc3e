import { standInFor, type Context, type Expression, type Shared } from "./context";
import type { Node } from "./tree";

type Handler = (node: Node, context: Context) => Expression;

/**
 * Translates a node so that each costly part of it is worked out once. Our macros name their parameters many times, and
 * DuckDB puts the whole text of an argument in each place: nested calls would grow without end. So a costly argument
 * becomes the parameter `b` of a lambda around the call, unless the call names it just once.
 */
export function once(handler: Handler, node: Node, context: Context): Expression {
    const parts: Expression[] = [];
    const shared: Shared = {
        ...context.shared,
        expression(child, childContext) {
            const part = context.shared.expression(child, { ...childContext, shared: context.shared });
            // A lambda's body stays where its parameter is known.
            return childContext.scope === context.scope && isCostly(part.sql)
                ? placeholder(part, parts)
                : part;
        },
    };
    const whole = handler(node, { ...context, shared });
    const sql =
        parts.length === 0
            ? whole.sql
            : withParts(
                  whole.sql,
                  parts.map((part) => part.sql),
              );
    const grouped = standInFor(sql, context);
    return { ...whole, sql: grouped ?? sql, columns: grouped === undefined ? whole.columns : [] };
}

/** A call of a macro, a lambda or a subquery, which DuckDB takes in no lambda: a column costs nothing. */
function isCostly(sql: string): boolean {
    return sql.includes("trino_") || sql.includes("lambda ") || sql.includes("(SELECT ");
}

/** Stands for a part until it is known how often it is named. No query holds this character (tokens.ts). */
const mark = "\u0001";
const marked = new RegExp(`${mark}(\\d+)${mark}`, "g");

function placeholder(part: Expression, parts: Expression[]): Expression {
    return { ...part, sql: mark + parts.push(part) + mark };
}

function withParts(sql: string, parts: readonly string[]): string {
    const named = (place: number): number => sql.split(mark + place + mark).length - 1;
    if (!isCostly(sql) && parts.every((_, i) => named(i + 1) <= 1)) {
        return sql.replace(marked, (_, place: string) => parts[Number(place) - 1]);
    }
    const given = parts.map((part, i) => `'a${i + 1}': ${part}`).join(", ");
    return `list_transform([{${given}}], lambda b: ${sql.replace(marked, "struct_extract(b, 'a$1')")})[1]`;
}
