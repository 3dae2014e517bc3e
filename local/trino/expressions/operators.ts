import {
    asDecimal,
    coerce,
    commonType,
    isDatetime,
    isInteger,
    isNumeric,
    isTimestamp,
    precisionOf,
} from "../coercion";
import { combine, type Context, type Expression } from "../context";
import { comparable } from "./comparable";
import { QueryRefusal } from "../refusal";
import { nodeOf, only, type Node } from "../tree";
import { array, date, daySecond, decimal, nameOf, timestamp, varchar, zoned, type TrinoType } from "../types";

type Handler = (node: Node, context: Context) => Expression;

/** Arithmetic, `||` and AT TIME ZONE. */
export const operators: Readonly<Record<string, Handler>> = {
    add: binary("+"),
    sub: binary("-"),
    mul: binary("*"),
    div: binary("/"),
    mod: binary("%"),
    concat: (node, context) => {
        const { left, right } = only(node, "left", "right");
        return concatenate(
            [nodeOf(left), nodeOf(right)].map((part) => context.shared.expression(part, context)),
            context,
        );
    },
    neg: (node, context) => {
        const value = context.shared.expression(nodeOf(only(node, "this").this), context);
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
    if (!isTimestamp(value.type) || zone.type.kind !== "varchar") {
        throw new QueryRefusal(
            `Type of value must be a time or timestamp with or without time zone (actual ${nameOf(value.type)})`,
        );
    }
    const type = zoned(precisionOf(value.type));
    return combine(context, `trino_at_zone(${coerce(value, type)}, ${zone.sql})`, type, [value, zone]);
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

export function arithmetic(
    operator: string,
    left: Expression,
    right: Expression,
    context: Context,
): Expression {
    const result = numbers(operator, left, right) ?? times(operator, left, right);
    if (result === undefined) {
        throw new QueryRefusal(
            `Cannot apply operator: ${nameOf(left.type)} ${operator} ${nameOf(right.type)}`,
        );
    }
    return combine(context, result.sql, result.type, [left, right]);
}

type Result = { sql: string; type: TrinoType } | undefined;

function numbers(operator: string, left: Expression, right: Expression): Result {
    const type = commonType(left.type, right.type);
    if (type === undefined || !isNumeric(type)) {
        return undefined;
    }
    if (type.kind === "decimal") {
        return decimals(operator, left, right);
    }
    const [a, b] = [coerce(left, type), coerce(right, type)];
    const whole = isInteger(type);
    const functions: Readonly<Record<string, string>> = whole
        ? { "/": "trino_divide", "%": "trino_modulo" }
        : {};
    return {
        sql: functions[operator] ? `${functions[operator]}(${a}, ${b})` : `(${a} ${operator} ${b})`,
        type,
    };
}

/** The precision and scale of Trino's decimals: https://trino.io/docs/435/functions/decimal.html */
function decimals(operator: string, left: Expression, right: Expression): Result {
    const [a, b] = [asDecimal(left.type), asDecimal(right.type)];
    const scale = Math.max(a.scale, b.scale);
    const [x, y] = [left, right].map((side) =>
        coerce(side, decimal(asDecimal(side.type).precision, asDecimal(side.type).scale)),
    );
    const held = (sql: string, type: TrinoType): Result => ({
        sql: `CAST(${sql} AS DECIMAL(${asDecimal(type).precision},${asDecimal(type).scale}))`,
        type,
    });
    switch (operator) {
        case "*":
            return held(`${x} * ${y}`, decimal(a.precision + b.precision, a.scale + b.scale));
        case "/": {
            const factor = 10n ** BigInt(scale - a.scale + b.scale);
            const units = `trino_divide_rounding(${unscaled(x, a.scale)} * ${factor}, ${unscaled(y, b.scale)})`;
            const type = decimal(a.precision + b.scale + Math.max(0, b.scale - a.scale), scale);
            // Exact: whole units, then as many places to the right.
            return held(
                `CAST(${units} AS DECIMAL(${38 - scale},0)) * CAST('1e-${scale}' AS DECIMAL(${scale + 1},${scale}))`,
                type,
            );
        }
        case "%":
            return held(
                `trino_modulo(${x}, ${y})`,
                decimal(Math.min(a.precision - a.scale, b.precision - b.scale) + scale, scale),
            );
        default:
            return held(
                `${x} ${operator} ${y}`,
                decimal(Math.max(a.precision - a.scale, b.precision - b.scale) + scale + 1, scale),
            );
    }
}

function unscaled(sql: string, scale: number): string {
    return `CAST(${sql} * ${10n ** BigInt(scale)} AS HUGEINT)`;
}

const isInterval = (type: TrinoType): boolean =>
    type.kind === "interval day to second" || type.kind === "interval year to month";

/** Dates, times and intervals. */
function times(operator: string, left: Expression, right: Expression): Result {
    const sum = operator === "+" || operator === "-";
    if (sum && isDatetime(left.type) && isInterval(right.type)) {
        return shift(left, operator === "-" ? { ...right, sql: `(-${right.sql})` } : right);
    }
    if (operator === "+" && isInterval(left.type) && isDatetime(right.type)) {
        return shift(right, left);
    }
    if (sum && isInterval(left.type) && left.type.kind === right.type.kind) {
        return { sql: `(${left.sql} ${operator} ${right.sql})`, type: left.type };
    }
    if (operator === "-" && isDatetime(left.type) && isDatetime(right.type)) {
        const common = commonType(left.type, right.type) as TrinoType;
        const [from, to] = [right, left].map((side) => comparable(coerce(side, common), common));
        return { sql: `trino_between_ms(${from}, ${to})`, type: daySecond };
    }
    return scaledInterval(operator, left, right);
}

function scaledInterval(operator: string, left: Expression, right: Expression): Result {
    const [interval, factor] = isInterval(left.type) ? [left, right] : [right, left];
    if (
        !isInterval(interval.type) ||
        !isNumeric(factor.type) ||
        !(operator === "*" || (operator === "/" && interval === left))
    ) {
        return undefined;
    }
    const held = interval.type.kind === "interval day to second" ? "BIGINT" : "INTEGER";
    return {
        sql: `CAST(trunc(${interval.sql} ${operator} CAST(${factor.sql} AS DOUBLE)) AS ${held})`,
        type: interval.type,
    };
}

function shift(moment: Expression, by: Expression): Result {
    const unit = by.type.kind === "interval year to month" ? "months" : "ms";
    if (moment.type.kind === "date") {
        return { sql: `trino_date_plus_${unit}(${moment.sql}, ${by.sql})`, type: date };
    }
    const zone = moment.type.kind === "timestamp with time zone" ? "zoned" : "timestamp";
    // A sum with milliseconds has them; one with months keeps its precision.
    const precision = unit === "ms" ? Math.max(3, precisionOf(moment.type)) : precisionOf(moment.type);
    return {
        sql: `trino_${zone}_plus_${unit}(${moment.sql}, ${by.sql})`,
        type: zone === "zoned" ? zoned(precision) : timestamp(precision),
    };
}

/** `||` and concat: texts, or arrays and single elements of them. A NULL makes the whole NULL. */
export function concatenate(parts: readonly Expression[], context: Context): Expression {
    const known = parts.map((part) => part.type).filter((type) => type.kind !== "unknown");
    const element = known.find((type) => type.kind === "array");
    if (element?.kind === "array") {
        const type = known.reduce<TrinoType | undefined>(
            (all, one) => all && commonType(all, one.kind === "array" ? one : array(one)),
            array({ kind: "unknown" }),
        );
        if (type?.kind === "array") {
            const sql = parts.map((part) =>
                part.type.kind === "array" || part.type.kind === "unknown"
                    ? coerce(part, type)
                    : `[${coerce(part, type.element)}]`,
            );
            return combine(context, `(${sql.join(" || ")})`, type, parts);
        }
    }
    if (known.some((type) => type.kind !== "varchar")) {
        throw new QueryRefusal(
            `Unexpected parameters (${parts.map((part) => nameOf(part.type)).join(", ")}) for function concat`,
        );
    }
    return combine(context, `(${parts.map((part) => coerce(part, varchar)).join(" || ")})`, varchar, parts);
}
