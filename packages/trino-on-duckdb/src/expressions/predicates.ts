import { comparison, compare } from "./comparison";
import { membership, quantified, subquery } from "./subqueries";
import { negate, logic, condition } from "./logic";
import { coerce } from "../coercion";
import { combine, type Context, type Expression } from "../context";
import { notUnderstood, QueryRefusal, unknownHere } from "../refusal";
import { nodeOf, only, type Node } from "../tree";
import { boolean, nameOf, varchar } from "../types";

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
        const sql = [parts[0].sql, likePattern(parts[1]), ...parts.slice(2).map((part) => part.sql)];
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

function text(value: Expression): Expression {
    if (value.type.kind !== "varchar" && value.type.kind !== "unknown") {
        throw new QueryRefusal(`LIKE compares texts; this is of type ${nameOf(value.type)}`);
    }
    return { ...value, sql: coerce(value, varchar) };
}

const beyondUcs2 = /[\u{10000}-\u{10ffff}]/u;

/** Trino 435 does not find all that matches a pattern with both of these: 'a🛠b' LIKE '%🛠_' is false. */
function likePattern({ sql, text: written }: Expression): string {
    if (written === undefined) {
        return `trino_like_pattern(${sql})`;
    }
    if (written.includes("_") && beyondUcs2.test(written)) {
        throw unknownHere(`LIKE '${written}', with '_' and a character beyond U+FFFF,`);
    }
    return sql;
}

/** The parser leaves `NOT x LIKE y` as text. */
function notLike(node: Node, context: Context): Expression {
    const sql = String(node.body.sql);
    const rest = /^\s*not\s+([^]*)$/i.exec(sql)?.[1];
    if (rest === undefined) {
        throw notUnderstood(`'${sql}'`);
    }
    return negate(
        condition(context.shared.expression(context.shared.reparse(rest), context), "NOT"),
        context,
    );
}
