/* eslint-disable no-control-regex */
import { unknownHere } from "./refusal";

/** Whether an expression does more than compare columns and constants; binding.ts marks a costly one. */
export function canFail(sql: string): boolean {
    const bare = sql.replace(/'(?:[^']|'')*'/g, "'");
    return /\u0001|trino_(?!zone\(CAST\('|double_)|CAST\((?!'|NULL|[\d.-])|lambda|\(SELECT | [-+*%/] |\(-/.test(
        bare,
    );
}

/** NULL instead of a failure. */
export function attempt(sql: string, name: string): string {
    if (sql.includes("(SELECT ")) {
        throw unknownHere(`${name} of a value with a subquery`);
    }
    return `TRY(${sql})`;
}
