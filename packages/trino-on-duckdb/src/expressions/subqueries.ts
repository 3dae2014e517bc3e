import { coerce, commonType } from "../coercion";
import { combine, type Context, type Expression, type Query } from "../context";
import { comparisonOf, equality, isPlain } from "../equality";
import { QueryRefusal, unknownHere } from "../refusal";
import { nodeOf, nodesOf, only, type Node } from "../tree";
import { boolean, nameOf, parts, row, type TrinoType } from "../types";
import { textAsTime } from "./comparison";
import { negate } from "./logic";

type Handler = (node: Node, context: Context) => Expression;

/** A subquery in an expression. Of those that read columns of the query around them, Trino takes the plainest. */
export function subquery(node: Node, context: Context): Query {
    const inner = node.kind === "subquery" ? nodeOf(only(node, "this").this) : node;
    const query = context.shared.query(inner, context.scope, context.tables);
    const odd = ["limit", "offset", "fetch", "distinct", "with", "having"].find(
        (clause) => inner.body[clause],
    );
    if (query.outer.length > 0 && (inner.kind !== "select" || odd !== undefined)) {
        throw unknownHere(
            `A subquery with ${(odd ?? inner.kind).toUpperCase()} that reads columns of the query around it`,
        );
    }
    return query;
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
        .map((item) => textAsTime(item, value, context));
    const types = [value, ...items].map((item) => item.type);
    const type = types.reduce<TrinoType | undefined>((all, one) => all && commonType(all, one), {
        kind: "unknown",
    });
    if (type === undefined) {
        throw new QueryRefusal(
            `IN value and list items must be the same type or coercible to a common type: ${[...new Set(types.map(nameOf))].join(", ")}`,
        );
    }
    const [first, ...others] = [value, ...items].map((item) => coerce(item, type));
    const sql = isScalar(type)
        ? `(${first} IN (${others.join(", ")}))`
        : `(${others.map((other) => equality(first, other, type)).join(" OR ")})`;
    return combine(context, sql, boolean, [value, ...items]);
}

/** Whether DuckDB's `=` is Trino's. */
function isScalar(type: TrinoType): boolean {
    return isPlain(type) && !["double", "array", "row"].includes(type.kind);
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
    const found = subquery(node, context);
    const rows = found.columns.length > 1 && value.type.kind === "row";
    const query = rows ? found : single(found);
    const theirs = rows ? row(query.columns.map((column) => ({ type: column.type }))) : query.columns[0].type;
    const type = commonType(value.type, theirs);
    if (type === undefined) {
        throw new QueryRefusal(
            `value and result of subquery must be of the same type: ${nameOf(value.type)} vs ${nameOf(theirs)}`,
        );
    }
    const sql = rows
        ? `struct_pack(${query.columns.map((_, i) => `"field${i}" := q.c${i + 1}`).join(", ")})`
        : "q.c1";
    const [ours, other] = [coerce(value, type), coerce({ sql, type: theirs }, type)];
    const whole = isScalar(type)
        ? `(${ours} ${operator} (SELECT ${other} FROM (${query.sql}) AS q))`
        : oneByOne(operator, [ours, other], type, query);
    return { ...combine(context, whole, boolean, [value]), columns: [...value.columns, ...query.outer] };
}

/** ANY and ALL, by comparing with each row: TRUE if one decides so, else NULL if one may. */
function oneByOne(operator: string, [ours, other]: readonly string[], type: TrinoType, query: Query): string {
    const [symbol, quantifier] = operator.split(" ");
    if (parts(type).some((part) => part.kind === "map") || query.outer.length > 0) {
        throw unknownHere(`${operator} (SELECT …) of values of the type ${nameOf(type)}`);
    }
    const test = comparisonOf(symbol, ours, "q.v", type);
    const tests = `SELECT ${test} AS t FROM (SELECT ${other} AS v FROM (${query.sql}) AS q) AS q`;
    const [decides, result] = quantifier === "ANY" ? ["t", "TRUE"] : ["NOT t", "FALSE"];
    return `CASE WHEN EXISTS (SELECT 1 FROM (${tests}) AS q WHERE ${decides}) THEN ${result} WHEN EXISTS (SELECT 1 FROM (${tests}) AS q WHERE t IS NULL) THEN NULL ELSE NOT ${result} END`;
}
