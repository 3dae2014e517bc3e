import { condition } from "./logic";
import { compare } from "./comparison";
import { commonType } from "../coercion";
import { coerced, combine, type Context, type Expression } from "../context";
import { QueryRefusal } from "../refusal";
import { nodeOf, only, type Node } from "../tree";
import { nameOf, type TrinoType } from "../types";

/** CASE, simple and searched. */
export function caseExpression(node: Node, context: Context): Expression {
    const body = only(node, "operand", "whens", "else_");
    const of = (value: unknown): Expression => context.shared.expression(nodeOf(value), context);
    const operand = body.operand == null ? undefined : of(body.operand);
    const whens = (body.whens as readonly (readonly unknown[])[]).map(([when, then]) => {
        const test =
            operand === undefined
                ? condition(of(when), "CASE WHEN clause")
                : compare("=", operand, of(when), context);
        return { test, result: of(then) };
    });
    const otherwise = body.else_ == null ? [] : [of(body.else_)];
    const results = alike([...whens.map((when) => when.result), ...otherwise], "All CASE results");
    const cases = whens.map((when, i) => `WHEN ${when.test.sql} THEN ${results[i].sql}`);
    const last = otherwise.length === 0 ? "" : ` ELSE ${results[results.length - 1].sql}`;
    return combine(context, `CASE ${cases.join(" ")}${last} END`, results[0].type, [
        ...whens.map((when) => when.test),
        ...results,
    ]);
}

/** The values, each as the type that all of them fit in. */
export function alike(values: readonly Expression[], what: string): Expression[] {
    const types = values.map((value) => value.type);
    const type = types.reduce<TrinoType | undefined>((all, one) => all && commonType(all, one), {
        kind: "unknown",
    });
    if (type === undefined) {
        throw new QueryRefusal(
            `${what} must be the same type or coercible to a common type: ${[...new Set(types.map(nameOf))].join(", ")}`,
        );
    }
    return type.kind === "unknown" ? [...values] : values.map((value) => coerced(value, type));
}
