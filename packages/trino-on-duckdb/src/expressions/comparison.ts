import { coerce, commonType, isDatetime } from "../coercion";
import { combine, quote, type Context, type Expression } from "../context";
import { QueryRefusal } from "../refusal";
import { nodeOf, only, type Node } from "../tree";
import { comparisonOf } from "../equality";
import { boolean, nameOf, timestamp } from "../types";

type Handler = (node: Node, context: Context) => Expression;

export function comparison(operator: string): Handler {
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
    const [a, b] = [textAsTime(left, right, context), textAsTime(right, left, context)];
    const type = commonType(a.type, b.type);
    const ordered = !operator.includes("DISTINCT") && !["=", "<>"].includes(operator);
    if (type === undefined || (ordered && ["map", "json"].includes(type.kind))) {
        throw new QueryRefusal(
            `Cannot apply operator: ${nameOf(left.type)} ${operator} ${nameOf(right.type)}`,
        );
    }
    return combine(context, comparisonOf(operator, coerce(a, type), coerce(b, type), type), boolean, [
        left,
        right,
    ]);
}

/** `time > '2026-01-01 00:00:00'`, if the caller wants it taken: Trino 435 compares no time with a text. */
export function textAsTime(value: Expression, other: Expression, { shared }: Context): Expression {
    if (!shared.textAsTime || value.text === undefined || !isDatetime(other.type)) {
        return value;
    }
    if (!/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?)?Z?$/.test(value.text)) {
        throw new QueryRefusal(
            `'${value.text}' is not a time that can be compared with ${nameOf(other.type)} (write timestamp '2026-01-01 00:00:00')`,
        );
    }
    return { ...value, sql: `CAST(${quote(value.text)} AS TIMESTAMP)`, type: timestamp(), text: undefined };
}
