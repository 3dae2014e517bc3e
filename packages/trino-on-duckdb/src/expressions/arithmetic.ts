import { asDecimal, coerce, commonType, isInteger, isNumeric, type Typed } from "../coercion";
import { combine, type Context, type Expression } from "../context";
import { QueryRefusal, unknownHere } from "../refusal";
import { decimal, nameOf, type TrinoType } from "../types";
import { times } from "./intervals";

export function arithmetic(
    operator: string,
    left: Expression,
    right: Expression,
    context: Context,
): Expression {
    if (operator === "*" && [left, right].some((side) => side.type.kind === "unknown")) {
        throw unknownHere("Multiplication by a NULL without a type");
    }
    const result = numbers(operator, left, right) ?? times(operator, left, right);
    if (result === undefined) {
        if ([left, right].some((side) => side.type.kind === "unknown")) {
            throw unknownHere(`${nameOf(left.type)} ${operator} ${nameOf(right.type)}`);
        }
        throw new QueryRefusal(
            `Cannot apply operator: ${nameOf(left.type)} ${operator} ${nameOf(right.type)}`,
        );
    }
    return combine(context, result.sql, result.type, [left, right]);
}

function numbers(operator: string, left: Expression, right: Expression): Typed | undefined {
    const type = commonType(left.type, right.type);
    if (type === undefined || !isNumeric(type)) {
        return undefined;
    }
    if (type.kind === "decimal") {
        // Trino takes a NULL without a type for the smallest decimal.
        const least = decimal(1, 0);
        const [x, y] = [left, right].map((side) =>
            side.type.kind === "unknown" ? { ...side, sql: coerce(side, least), type: least } : side,
        );
        return decimals(operator, x, y);
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
function decimals(operator: string, left: Expression, right: Expression): Typed | undefined {
    const [a, b] = [asDecimal(left.type), asDecimal(right.type)];
    const scale = Math.max(a.scale, b.scale);
    const [x, y] = [left, right].map((side) =>
        coerce(side, decimal(asDecimal(side.type).precision, asDecimal(side.type).scale)),
    );
    const held = (sql: string, type: TrinoType): Typed | undefined => ({
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
