/* eslint-disable no-control-regex */
import { combine, type Context, type Expression } from "./context";
import { unknownHere } from "./refusal";
import { selectOf } from "./scope";

/** Whether an expression does more than compare columns and constants; binding.ts marks a costly one. */
export function canFail(sql: string): boolean {
    const bare = sql.replace(/'(?:[^']|'')*'/g, "'");
    return /\u0001|trino_(?!zone\(CAST\('|double_)|CAST\((?!'|NULL|[\d.-])|lambda|\(SELECT | [-+*%/] |\(-/.test(
        bare,
    );
}

/**
 * NULL instead of a failure. DuckDB's TRY takes no aggregate and no window function, and loses what GROUP BY made of a
 * column: these are worked out beside it.
 */
export function attempted(
    context: Context,
    name: string,
    translate: (inside: Context) => Expression,
): Expression {
    const beside: string[] = [];
    const hoist = context.hoist ?? ((sql: string) => `struct_extract(g, 'g${beside.push(sql)}')`);
    const value = translate({ ...context, hoist });
    const own = selectOf(context.scope).fields;
    if (beside.length > 0 && value.columns.some((column) => !own.includes(column))) {
        throw unknownHere(
            `${name} of an aggregate, a window function or a group beside columns of the query around it`,
        );
    }
    const tried = attempt(value.sql, name);
    const given = beside.map((sql, i) => `'g${i + 1}': ${sql}`).join(", ");
    const sql = beside.length === 0 ? tried : `list_transform([{${given}}], lambda g: ${tried})[1]`;
    return combine(context, sql, value.type, [value]);
}

/** NULL instead of a failure. */
export function attempt(sql: string, name: string): string {
    if (sql.includes("(SELECT ")) {
        throw unknownHere(`${name} of a value with a subquery`);
    }
    return `TRY(${sql.replace(textOrRoom, (found) => (found.startsWith("'") ? found : "trino_list_room("))})`;
}

/** Texts, which are passed over, and the one macro that DuckDB takes for volatile, of which it makes no TRY. */
const textOrRoom = /'(?:[^']|'')*'|trino_lambda_room\(/g;
