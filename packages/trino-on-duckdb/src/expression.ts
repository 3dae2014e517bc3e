import { scalar } from "./expressions/subqueries";
import type { Context, Expression } from "./context";
import { access } from "./expressions/access";
import { aggregation } from "./expressions/aggregates";
import { calls } from "./expressions/calls";
import { casting } from "./expressions/casting";
import { caseExpression } from "./expressions/conditional";
import { literals } from "./expressions/literals";
import { operators } from "./expressions/operators";
import { predicates } from "./expressions/predicates";
import { once } from "./binding";
import { isAggregate, unknownFunction } from "./functions";
import { functionPrefix } from "./prepare";
import { notUnderstood } from "./refusal";
import { nodeOf, only, textOf, words, type Node } from "./tree";

type Handler = (node: Node, context: Context) => Expression;

const handlers: Readonly<Record<string, Handler>> = {
    ...literals,
    ...access,
    ...operators,
    ...predicates,
    ...casting,
    ...calls,
    ...aggregation,
    case: caseExpression,
    subquery: scalar,
    paren: (node, context) => expression(nodeOf(only(node, "this").this), context),
};

/** Kinds that use the values of all their parts, whatever they are. */
const strict = new Set([
    ...[
        "cast",
        "try_cast",
        "subscript",
        "at_time_zone",
        "extract",
        "between",
        "trim",
        "substring",
        "str_position",
    ],
    ...["add", "sub", "mul", "div", "mod", "concat"],
]);
/** Functions that work out some arguments only where they need them, or catch their failures. */
const lazy = new Set(["if", "coalesce", "nullif", "try"]);

function worksOutParts(node: Node): boolean {
    const name = textOf(node.body.name).replace(functionPrefix, "").toLowerCase();
    return node.kind === "function" ? !lazy.has(name) && !isAggregate(name) : strict.has(node.kind);
}

/** Translates an expression. A kind that is not in the table is refused, by name. */
export function expression(node: Node, context: Context): Expression {
    if (Object.hasOwn(handlers, node.kind)) {
        const handler = handlers[node.kind];
        return worksOutParts(node) ? once(handler, node, context) : handler(node, context);
    }
    throw node.kind !== "alias" && "this" in node.body
        ? unknownFunction(node.kind)
        : notUnderstood(words(node.kind));
}
