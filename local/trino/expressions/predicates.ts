import { coerce, commonType, isDatetime } from "../coercion";
import { combine, quote, type Context, type Expression, type Query } from "../context";
import { comparable } from "./comparable";
import { QueryRefusal, unknownHere } from "../refusal";
import { nodeOf, nodesOf, only, type Node } from "../tree";
import { boolean, nameOf, timestamp, varchar, type TrinoType } from "../types";

type Handler = (node: Node, context: Context) => Expression;

/** Comparisons and logic. */
export const predicates: Readonly<Record<string, Handler>> = {
    eq: comparison("="),
    neq: comparison("<>"),
    lt: comparison("<"),
    lte: comparison("<="),
    gt: comparison(">"),
    gte: comparison(">="),
    null_safe_eq: comparison("IS NOT DISTINCT FROM"),
    null_safe_neq: comparison("IS DISTINCT FROM"),
    and: logic("AND"),
    or: logic("OR"),
    not: (node, context) =>
        negate(
            condition(context.shared.expression(nodeOf(only(node, "this").this), context), "NOT"),
            context,
        ),
    raw: notLike,
    like: (node, context) => {
        const { left, right, escape } = only(node, "left", "right", "escape");
        const parts = [left, right, escape]
            .filter((part) => part != null)
            .map((part) => text(context.shared.expression(nodeOf(part), context)));
        const sql = parts.map((part) => part.sql);
        return combine(
            context,
            `(${sql[0]} LIKE ${sql[1]}${sql[2] === undefined ? "" : ` ESCAPE ${sql[2]}`})`,
            boolean,
            parts,
        );
    },
    between: (node, context) => {
        const body = only(node, "this", "low", "high", "not");
        const [value, low, high] = [body.this, body.low, body.high].map((part) =>
            context.shared.expression(nodeOf(part), context),
        );
        const both = combine(
            context,
            `(${compare(">=", value, low, context).sql} AND ${compare("<=", value, high, context).sql})`,
            boolean,
            [value, low, high],
        );
        return body.not === true ? negate(both, context) : both;
    },
    is_null: (node, context) => {
        const body = only(node, "this", "not");
        const value = context.shared.expression(nodeOf(body.this), context);
        return combine(context, `(${value.sql} IS ${body.not === true ? "NOT " : ""}NULL)`, boolean, [value]);
    },
    in: membership,
    exists: (node, context) => {
        const body = only(node, "this", "not");
        const query = subquery(nodeOf(body.this), context);
        const found = { ...combine(context, `EXISTS (${query.sql})`, boolean, []), columns: query.outer };
        return body.not === true ? negate(found, context) : found;
    },
    any: quantified("ANY"),
    all: quantified("ALL"),
};

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

function comparison(operator: string): Handler {
    return (node, context) => {
        const { left, right } = only(node, "left", "right");
        return compare(
            operator,
            context.shared.expression(nodeOf(left), context),
            context.shared.expression(nodeOf(right), context),
            context,
        );
    };
}

/** Compares two values as the type that both fit in. Trino compares no text with a number. */
export function compare(operator: string, left: Expression, right: Expression, context: Context): Expression {
    const [a, b] = [bareTimestamp(left, right), bareTimestamp(right, left)];
    const type = commonType(a.type, b.type);
    const ordered = !operator.includes("DISTINCT") && !["=", "<>"].includes(operator);
    if (type === undefined || (ordered && ["map", "json"].includes(type.kind))) {
        throw new QueryRefusal(
            `Cannot apply operator: ${nameOf(left.type)} ${operator} ${nameOf(right.type)}`,
        );
    }
    return combine(
        context,
        `(${comparable(coerce(a, type), type)} ${operator} ${comparable(coerce(b, type), type)})`,
        boolean,
        [left, right],
    );
}

/**
 * `eventTime > '2026-01-01 00:00:00'`: Trino 435 refuses to compare a timestamp with a text, yet AWS's own samples do
 * so. Accepted here; the published queries write `timestamp '…'`.
 */
function bareTimestamp(value: Expression, other: Expression): Expression {
    if (value.text === undefined || !isDatetime(other.type)) {
        return value;
    }
    if (!/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?)?Z?$/.test(value.text)) {
        throw new QueryRefusal(
            `'${value.text}' is not a time that can be compared with ${nameOf(other.type)} (write timestamp '2026-01-01 00:00:00')`,
        );
    }
    return { ...value, sql: `CAST(${quote(value.text)} AS TIMESTAMP)`, type: timestamp(), text: undefined };
}

function logic(operator: string): Handler {
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

function negate(value: Expression, context: Context): Expression {
    return combine(context, `(NOT ${value.sql})`, boolean, [value]);
}

function text(value: Expression): Expression {
    if (value.type.kind !== "varchar" && value.type.kind !== "unknown") {
        throw new QueryRefusal(`LIKE compares texts; this is of type ${nameOf(value.type)}`);
    }
    return { ...value, sql: coerce(value, varchar) };
}

/** The parser leaves `NOT x LIKE y` as text. */
function notLike(node: Node, context: Context): Expression {
    const sql = String(node.body.sql);
    const rest = /^\s*not\s+([^]*)$/i.exec(sql)?.[1];
    if (rest === undefined) {
        throw unknownHere(`'${sql}'`);
    }
    return negate(
        condition(context.shared.expression(context.shared.reparse(rest), context), "NOT"),
        context,
    );
}

function membership(node: Node, context: Context): Expression {
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

function quantified(quantifier: string): Handler {
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
