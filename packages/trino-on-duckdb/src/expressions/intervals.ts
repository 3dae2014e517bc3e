import { coerce, commonType, isDatetime, isNumeric, precisionOf, type Typed } from "../coercion";
import type { Expression } from "../context";
import { date, daySecond, timestamp, zoned, type TrinoType } from "../types";
import { key } from "../equality";

export const isInterval = (type: TrinoType): boolean =>
    type.kind === "interval day to second" || type.kind === "interval year to month";

/** Dates, times and intervals. */
export function times(operator: string, left: Expression, right: Expression): Typed | undefined {
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
        const [from, to] = [right, left].map((side) => key(coerce(side, common), common));
        return { sql: `trino_between_ms(${from}, ${to})`, type: daySecond };
    }
    return scaledInterval(operator, left, right);
}

function scaledInterval(operator: string, left: Expression, right: Expression): Typed | undefined {
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

function shift(moment: Expression, by: Expression): Typed | undefined {
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
