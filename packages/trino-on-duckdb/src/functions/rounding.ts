import { asDecimal, coerce, fits, isInteger, isNumeric } from "../coercion";
import { combine } from "../context";
import { QueryRefusal, unknownHere } from "../refusal";
import { bigint, decimal, double, duckdbType, integer, nameOf } from "../types";
import type { Build } from "./builder";

/** Whole numbers stay as they are; a decimal loses its fraction, and may gain a digit. */
export function rounding(name: "round" | "floor" | "ceil" | "trunc"): Build {
    return ([value, digits], context) => {
        const { type } = value;
        if (type.kind === "unknown") {
            throw unknownHere(`${name} of a NULL without a type`);
        }
        if (!isNumeric(type) || (digits !== undefined && !fits(digits.type, integer))) {
            throw new QueryRefusal(`Unexpected parameters (${nameOf(type)}) for function ${name}`);
        }
        const parts = digits === undefined ? [value] : [value, digits];
        const places = digits === undefined ? "" : `, ${coerce(digits, integer)}`;
        if (isInteger(type)) {
            const rounded = `CAST(round(CAST(${value.sql} AS DECIMAL(19,0))${places}) AS ${duckdbType(type)})`;
            return combine(context, digits === undefined ? value.sql : rounded, type, parts);
        }
        if (type.kind === "decimal") {
            const { precision, scale } = asDecimal(type);
            const whole = decimal(
                Math.max(1, precision - scale + (name === "trunc" ? 0 : Math.min(1, scale))),
                0,
            );
            const result = digits === undefined ? whole : decimal(precision + 1, scale);
            return combine(
                context,
                `CAST(${name}(${value.sql}${places}) AS ${duckdbType(result)})`,
                result,
                parts,
            );
        }
        const sql = coerce(value, double);
        return combine(
            context,
            name === "round"
                ? `trino_round(${sql}, ${digits === undefined ? "0" : coerce(digits, integer)})`
                : `${name}(${sql})`,
            double,
            parts,
        );
    };
}

/** The type of sign() is that of its argument; a decimal's is of one digit. */
export const sign: Build = ([value], context) => {
    const { type } = value;
    if (type.kind === "double") {
        return combine(
            context,
            `CASE WHEN isnan(${value.sql}) OR ${value.sql} = 0 THEN ${value.sql} ELSE CAST(sign(${value.sql}) AS DOUBLE) END`,
            double,
            [value],
        );
    }
    if (!isNumeric(type)) {
        throw unknownHere(`sign(${nameOf(type)})`);
    }
    const result = type.kind === "decimal" ? decimal(1, 0) : type.kind === "bigint" ? bigint : type;
    return combine(context, `CAST(sign(${value.sql}) AS ${duckdbType(result)})`, result, [value]);
};
