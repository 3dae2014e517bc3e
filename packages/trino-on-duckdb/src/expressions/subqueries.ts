import { coerce, commonType } from "../coercion";
import { combine, type Context, type Expression, type Query } from "../context";
import { QueryRefusal } from "../refusal";
import { nodeOf, nodesOf, only, type Node } from "../tree";
import { boolean, nameOf, type TrinoType } from "../types";
import { comparable } from "./comparable";
import { bareTimestamp } from "./comparison";
import { negate } from "./logic";

type Handler = (node: Node, context: Context) => Expression;

export function subquery(node: Node, context: Context): Query {
    const inner = node.kind === "subquery" ? nodeOf(only(node, "this").this) : node;
    return context.shared.query(inner, context.scope, context.tables);
}

/** A subquery in parentheses: one column, one row at most. */
export function scalar(node: Node, context: Context): Expression {
    const query = single(subquery(node, context));
    return { ...combine(context, `(${query.sql})`, query.columns[0].type, []), columns: query.outer };
}

function single(query: Query): Query {
    if (query.columns.length !== 1) {
        throw new QueryRefusal(
            `Multiple columns returned by subquery are not yet supported. Found ${query.columns.length}`,
        );
    }
    return query;
}

export function membership(node: Node, context: Context): Expression {
    const body = only(node, "this", "expressions", "query", "not");
    const value = context.shared.expression(nodeOf(body.this), context);
    const found =
        body.query == null
            ? inList(value, nodesOf(body.expressions), context)
            : inQuery("= ANY", value, nodeOf(body.query), context);
    return body.not === true ? negate(found, context) : found;
}

function inList(value: Expression, nodes: readonly Node[], context: Context): Expression {
    const items = nodes
        .map((item) => context.shared.expression(item, context))
        .map((item) => bareTimestamp(item, value));
    const types = [value, ...items].map((item) => item.type);
    const type = types.reduce<TrinoType | undefined>((all, one) => all && commonType(all, one), {
        kind: "unknown",
    });
    if (type === undefined) {
        throw new QueryRefusal(
            `IN value and list items must be the same type or coercible to a common type: ${[...new Set(types.map(nameOf))].join(", ")}`,
        );
    }
    const sql = [value, ...items].map((item) => comparable(coerce(item, type), type));
    return combine(context, `(${sql[0]} IN (${sql.slice(1).join(", ")}))`, boolean, [value, ...items]);
}

export function quantified(quantifier: string): Handler {
    const symbols: Readonly<Record<string, string>> = {
        Eq: "=",
        Neq: "<>",
        Lt: "<",
        Lte: "<=",
        Gt: ">",
        Gte: ">=",
    };
    return (node, context) => {
        const body = only(node, "this", "subquery", "op");
        const value = context.shared.expression(nodeOf(body.this), context);
        return inQuery(`${symbols[String(body.op)]} ${quantifier}`, value, nodeOf(body.subquery), context);
    };
}

function inQuery(operator: string, value: Expression, node: Node, context: Context): Expression {
    const query = single(subquery(node, context));
    const type = commonType(value.type, query.columns[0].type);
    if (type === undefined) {
        throw new QueryRefusal(
            `value and result of subquery must be of the same type: ${nameOf(value.type)} vs ${nameOf(query.columns[0].type)}`,
        );
    }
    const theirs = comparable(coerce({ sql: "q.c1", type: query.columns[0].type }, type), type);
    const sql = `(${comparable(coerce(value, type), type)} ${operator} (SELECT ${theirs} FROM (${query.sql}) AS q))`;
    const found = combine(context, sql, boolean, [value]);
    return { ...found, columns: [...found.columns, ...query.outer] };
}
