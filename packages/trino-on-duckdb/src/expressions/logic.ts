import { coerce } from "../coercion";
import { combine, type Context, type Expression } from "../context";
import { QueryRefusal } from "../refusal";
import { nodeOf, only, type Node } from "../tree";
import { boolean, nameOf } from "../types";

type Handler = (node: Node, context: Context) => Expression;

export function logic(operator: string): Handler {
    return (node, context) => {
        const { left, right } = only(node, "left", "right");
        const parts = [left, right].map((part) =>
            condition(context.shared.expression(nodeOf(part), context), `Logical expression of ${operator}`),
        );
        return combine(context, `(${parts[0].sql} ${operator} ${parts[1].sql})`, boolean, parts);
    };
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
