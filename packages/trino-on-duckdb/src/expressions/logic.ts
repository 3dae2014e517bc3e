import { canFail } from "../attempt";
import { coerce } from "../coercion";
import { combine, type Context, type Expression } from "../context";
import { QueryRefusal } from "../refusal";
import { nodeOf, only, type Node } from "../tree";
import { boolean, nameOf } from "../types";

type Handler = (node: Node, context: Context) => Expression;

/**
 * AND and OR, of as many conditions as stand side by side. DuckDB works them all out, in an order of its own; Trino stops
 * at the first that decides. So conditions that can fail, and what stands before them, go into a CASE.
 */
export function logic(operator: "AND" | "OR"): Handler {
    return (node, context) => {
        const parts = conditions(node, node.kind).map((part) =>
            condition(context.shared.expression(part, context), `Logical expression of ${operator}`),
        );
        const sql = parts.map((part) => part.sql);
        const risky = sql.findIndex((part, i) => i > 0 && canFail(part));
        const all = `(${sql.join(` ${operator} `)})`;
        return combine(context, risky < 0 ? all : inOrder(sql, risky, operator, all), boolean, parts);
    };
}

function conditions(node: Node, kind: string): Node[] {
    const { left, right } = only(node, "left", "right");
    return [left, right]
        .map(nodeOf)
        .flatMap((side) => (side.kind === kind ? conditions(side, kind) : [side]));
}

function inOrder(sql: readonly string[], risky: number, operator: "AND" | "OR", all: string): string {
    const [decided, result] = operator === "AND" ? ["(NOT @)", "FALSE"] : ["@", "TRUE"];
    const cases = sql.slice(0, -1).map((part) => `WHEN ${decided.replace("@", () => part)} THEN ${result}`);
    const ordered = `CASE ${cases.join(" ")} ELSE ${all} END`;
    // What cannot fail stands before it once more, so that DuckDB can skip the rows that it excludes.
    const plain = sql.slice(0, risky).filter((part) => !canFail(part));
    return operator === "AND" && plain.length > 0
        ? `(${plain.join(" AND ")} AND ${ordered})`
        : `(${ordered})`;
}

/** A value that must be true or false (or NULL). */
export function condition(value: Expression, where: string): Expression {
    if (value.type.kind !== "boolean" && value.type.kind !== "unknown") {
        throw new QueryRefusal(`${where} must evaluate to a boolean: actual type ${nameOf(value.type)}`);
    }
    return { ...value, sql: coerce(value, boolean), type: boolean };
}

export function negate(value: Expression, context: Context): Expression {
    return combine(context, `(NOT ${value.sql})`, boolean, [value]);
}
