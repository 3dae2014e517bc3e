import type { Context, Expression } from "./context";
import { access } from "./expressions/access";
import { aggregation } from "./expressions/aggregates";
import { calls } from "./expressions/calls";
import { casting } from "./expressions/casting";
import { caseExpression } from "./expressions/conditional";
import { literals } from "./expressions/literals";
import { operators } from "./expressions/operators";
import { predicates, scalar } from "./expressions/predicates";
import { unknownFunction } from "./functions";
import { unknownHere } from "./refusal";
import { nodeOf, only, words, type Node } from "./tree";

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

/** Translates an expression. A kind that is not in the table is refused, by name. */
export function expression(node: Node, context: Context): Expression {
    if (Object.hasOwn(handlers, node.kind)) {
        return handlers[node.kind](node, context);
    }
    throw typeof node.body === "object" && "this" in node.body
        ? unknownFunction(node.kind)
        : unknownHere(words(node.kind));
}
