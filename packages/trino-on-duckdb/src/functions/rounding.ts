import { asDecimal, coerce, isInteger } from "../coercion";
import { combine } from "../context";
import { decimal, double, type TrinoType } from "../types";
import type { Build } from "./builders";

/** Whole numbers stay as they are; a decimal loses its fraction, and may gain a digit. */
export function rounding(name: string): Build {
    return ([value, digits], context) => {
        const places = digits === undefined ? "" : `, ${coerce(digits, { kind: "integer" })}`;
        const parts = digits === undefined ? [value] : [value, digits];
        if (isInteger(value.type)) {
            const sql =
                digits === undefined
                    ? value.sql
                    : `CAST(${name}(${value.sql}${places}) AS ${value.type.kind === "bigint" ? "BIGINT" : "INTEGER"})`;
            return combine(context, sql, value.type, parts);
        }
        if (value.type.kind === "decimal") {
            const { precision, scale } = asDecimal(value.type);
            const whole = decimal(
                Math.max(1, precision - scale + (name === "trunc" ? 0 : Math.min(1, scale))),
                0,
            );
            const type = digits === undefined ? whole : decimal(precision + 1, scale);
            return combine(
                context,
                `CAST(${name}(${value.sql}${places}) AS DECIMAL(${asDecimal(type).precision},${asDecimal(type).scale}))`,
                type,
                parts,
            );
        }
        return combine(context, `${name}(${coerce(value, double)}${places})`, double, parts);
    };
}

export function signType(type: TrinoType): TrinoType {
    return isInteger(type) ? { kind: "integer" } : double;
}
