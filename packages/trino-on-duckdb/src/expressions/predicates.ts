import { comparison, compare } from "./comparison";
import { membership, quantified, subquery } from "./subqueries";
import { negate, logic, condition } from "./logic";
import { coerce } from "../coercion";
import { combine, type Context, type Expression } from "../context";
import { notUnderstood, QueryRefusal, unknownHere } from "../refusal";
import { nodeOf, only, type Node } from "../tree";
import { boolean, nameOf, varchar } from "../types";

type Handler = (node: Node, context: Context) => Expression;

/** Comparisons and what is like them: Trino's grammar takes none of them beside another without parentheses. */
const comparisons: Readonly<Record<string, Handler>> = {
    eq: comparison("="),
    neq: comparison("<>"),
    lt: comparison("<"),
    lte: comparison("<="),
    gt: comparison(">"),
    gte: comparison(">="),
    null_safe_eq: comparison("IS NOT DISTINCT FROM"),
    null_safe_neq: comparison("IS DISTINCT FROM"),
    raw: notLike,
    like,
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
    any: quantified("ANY"),
    all: quantified("ALL"),
};

/** Comparisons and logic. */
export const predicates: Readonly<Record<string, Handler>> = {
    ...Object.fromEntries(
        Object.entries(comparisons).map(([kind, handler]): [string, Handler] => [
            kind,
            (node, context) => {
                refuseBeside(node);
                return handler(node, context);
            },
        ]),
    ),
    and: logic("AND"),
    or: logic("OR"),
    not: (node, context) =>
        negate(
            condition(context.shared.expression(nodeOf(only(node, "this").this), context), "NOT"),
            context,
        ),
    exists: (node, context) => {
        const body = only(node, "this", "not");
        const query = subquery(nodeOf(body.this), context);
        const found = { ...combine(context, `EXISTS (${query.sql})`, boolean, []), columns: query.outer };
        return body.not === true ? negate(found, context) : found;
    },
};

function refuseBeside({ body }: Node): void {
    const operands = [body.left, body.right, body.this, body.low, body.high, body.escape];
    const inner = operands.filter((part) => part != null).map((part) => nodeOf(part).kind);
    if (inner.some((kind) => Object.hasOwn(comparisons, kind) || logical.has(kind))) {
        throw new QueryRefusal(
            "mismatched input: a comparison, IN, LIKE, BETWEEN or IS is not part of another without parentheses",
        );
    }
}

const logical = new Set(["and", "or", "not"]);

function text(value: Expression): Expression {
    if (value.type.kind !== "varchar" && value.type.kind !== "unknown") {
        throw new QueryRefusal(`LIKE compares texts; this is of type ${nameOf(value.type)}`);
    }
    return { ...value, sql: coerce(value, varchar) };
}

function like(node: Node, context: Context): Expression {
    const body = only(node, "left", "right", "escape");
    const parts = [body.left, body.right, body.escape]
        .filter((part) => part != null)
        .map((part) => text(context.shared.expression(nodeOf(part), context)));
    const [value, pattern, escape] = parts;
    if (escape !== undefined) {
        checkEscapes(pattern.text, escape.text);
    }
    const escaped = escape === undefined ? "" : ` ESCAPE ${escape.sql}`;
    return combine(context, `(${value.sql} LIKE ${likePattern(pattern)}${escaped})`, boolean, parts);
}

function checkEscapes(pattern: string | undefined, escape: string | undefined): void {
    if (pattern === undefined || escape === undefined) {
        throw unknownHere("LIKE with ESCAPE and a pattern that is not a text in the query itself");
    }
    if ([...escape].length !== 1) {
        throw new QueryRefusal("Escape string must be a single character");
    }
    const letters = [...pattern];
    for (let i = 0; i < letters.length; i++) {
        if (letters[i] === escape && !["%", "_", escape].includes(letters[++i])) {
            throw new QueryRefusal(
                "Escape character must be followed by '%', '_' or the escape character itself",
            );
        }
    }
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
