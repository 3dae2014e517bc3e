import { arithmetic } from "./arithmetic";
import { isInterval } from "./intervals";
import { coerce, commonType, isNumeric, isTimestamp, precisionOf } from "../coercion";
import { combine, quote, type Context, type Expression } from "../context";
import { QueryRefusal, unknownHere } from "../refusal";
import { nodeOf, only, type Node } from "../tree";
import { array, nameOf, varchar, zoned, type TrinoType } from "../types";
import { zoneOf } from "../beforehand";
import { number } from "./literals";

type Handler = (node: Node, context: Context) => Expression;

/** Arithmetic, `||` and AT TIME ZONE. */
export const operators: Readonly<Record<string, Handler>> = {
    add: binary("+"),
    sub: binary("-"),
    mul: binary("*"),
    div: binary("/"),
    mod: binary("%"),
    concat: (node, context) => {
        const [first, ...others] = chained(node).map((part) => context.shared.expression(part, context));
        return [first, ...others].every(({ type }) => type.kind === "varchar")
            ? concatenate([first, ...others], context)
            : others.reduce((all, part) => concatenate([all, part], context), first);
    },
    neg: (node, context) => {
        const inner = nodeOf(only(node, "this").this);
        if (inner.kind === "literal" && inner.body.literal_type === "number") {
            return number(String(inner.body.value), "-");
        }
        const value = context.shared.expression(inner, context);
        if (!isNumeric(value.type) && !isInterval(value.type)) {
            throw new QueryRefusal(`Cannot negate ${nameOf(value.type)}`);
        }
        return combine(context, `(-${value.sql})`, value.type, [value]);
    },
    at_time_zone: (node, context) => {
        const { this: of, zone } = only(node, "this", "zone");
        return atTimeZone(
            context.shared.expression(nodeOf(of), context),
            context.shared.expression(nodeOf(zone), context),
            context,
        );
    },
};

export function atTimeZone(value: Expression, zone: Expression, context: Context): Expression {
    if (value.type.kind === "unknown") {
        throw unknownHere("A time zone for a NULL without a type");
    }
    if (!isTimestamp(value.type) || zone.type.kind !== "varchar") {
        throw new QueryRefusal(
            `Type of value must be a time or timestamp with or without time zone (actual ${nameOf(value.type)})`,
        );
    }
    const type = zoned(precisionOf(value.type));
    return combine(context, `trino_at_zone(${coerce(value, type)}, ${quote(zoneOf(zone))})`, type, [
        value,
        zone,
    ]);
}

function binary(operator: string): Handler {
    return (node, context) => {
        const { left, right } = only(node, "left", "right", "typed", "safe");
        return arithmetic(
            operator,
            context.shared.expression(nodeOf(left), context),
            context.shared.expression(nodeOf(right), context),
            context,
        );
    };
}

/** a || b || c, as one. */
function chained(node: Node): Node[] {
    if (node.kind !== "concat") return [node];
    const { left, right } = only(node, "left", "right");
    return [...chained(nodeOf(left)), nodeOf(right)];
}

/** `||` and concat: texts, or arrays and single elements of them. A NULL makes the whole NULL. */
export function concatenate(parts: readonly Expression[], context: Context): Expression {
    const known = parts.map((part) => part.type).filter((type) => type.kind !== "unknown");
    const element = known.find((type) => type.kind === "array");
    if (element?.kind === "array") {
        // An array of NULLs without a type may be one element of the result, too.
        const untyped = parts.filter(
            (part) => part.type.kind === "array" && part.type.element.kind === "unknown",
        );
        const isEither =
            parts.length === 2 && untyped.length === 1 && known.every((type) => type.kind === "array");
        if (known.length < parts.length || isEither) {
            throw new QueryRefusal(
                "Could not choose a best candidate operator. Explicit type casts must be added.",
            );
        }
        const type = known.reduce<TrinoType | undefined>(
            (all, one) => all && commonType(all, one.kind === "array" ? one : array(one)),
            array({ kind: "unknown" }),
        );
        if (type?.kind === "array") {
            const sql = parts.map((part) =>
                part.type.kind === "array" || part.type.kind === "unknown"
                    ? coerce(part, type)
                    : `CASE WHEN ${part.sql} IS NOT NULL THEN [${coerce(part, type.element)}] END`,
            );
            const entries = sql.map((list) => `len(${list})`).join(" + ");
            return combine(
                context,
                `CASE WHEN trino_room(8 * (${entries})) THEN ${sql.join(" || ")} END`,
                type,
                parts,
            );
        }
    }
    if (known.length > 0 && known.length < parts.length) {
        throw unknownHere("|| or concat of a text and a NULL without a type");
    }
    if (known.every((type) => type.kind === "array")) {
        throw unknownHere("|| or concat of arrays of different types");
    }
    if (known.some((type) => type.kind !== "varchar")) {
        throw new QueryRefusal(
            `Unexpected parameters (${parts.map((part) => nameOf(part.type)).join(", ")}) for function concat`,
        );
    }
    const texts = parts.map((part) => coerce(part, varchar));
    const bytes = texts.map((text) => `strlen(${text})`).join(" + ");
    return combine(
        context,
        `CASE WHEN trino_text_room(${bytes}) THEN ${texts.join(" || ")} END`,
        varchar,
        parts,
    );
}
