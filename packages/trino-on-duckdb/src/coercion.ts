import {
    array,
    decimal,
    duckdbType,
    fieldName,
    identifier,
    map,
    row,
    same,
    timestamp,
    zoned,
    type TrinoType,
} from "./types";

/** SQL text and the Trino type of its value. */
export interface Typed {
    readonly sql: string;
    readonly type: TrinoType;
}

const integers = ["tinyint", "smallint", "integer", "bigint"];

export const isInteger = (type: TrinoType): boolean => integers.includes(type.kind);
export const isNumeric = (type: TrinoType): boolean =>
    isInteger(type) || type.kind === "decimal" || type.kind === "double";
export const isDatetime = (type: TrinoType): boolean => type.kind === "date" || isTimestamp(type);
export const isTimestamp = (type: TrinoType): boolean =>
    type.kind === "timestamp" || type.kind === "timestamp with time zone";

/** The type that values of both types fit in without a cast, if Trino knows one. */
export function commonType(a: TrinoType, b: TrinoType): TrinoType | undefined {
    if (a.kind === "unknown" || same(a, b)) {
        return b;
    }
    if (b.kind === "unknown") {
        return a;
    }
    if (isNumeric(a) && isNumeric(b)) {
        return commonNumber(a, b);
    }
    if (isDatetime(a) && isDatetime(b)) {
        const precision = Math.max(precisionOf(a), precisionOf(b));
        return [a, b].some((type) => type.kind === "timestamp with time zone")
            ? zoned(precision)
            : timestamp(precision);
    }
    return commonContainer(a, b);
}

function commonNumber(a: TrinoType, b: TrinoType): TrinoType {
    if (a.kind === "double" || b.kind === "double") {
        return { kind: "double" };
    }
    if (a.kind === "decimal" || b.kind === "decimal") {
        const [x, y] = [asDecimal(a), asDecimal(b)];
        const scale = Math.max(x.scale, y.scale);
        return decimal(Math.max(x.precision - x.scale, y.precision - y.scale) + scale, scale);
    }
    return integers.indexOf(a.kind) > integers.indexOf(b.kind) ? a : b;
}

function commonContainer(a: TrinoType, b: TrinoType): TrinoType | undefined {
    if (a.kind === "array" && b.kind === "array") {
        const element = commonType(a.element, b.element);
        return element && array(element);
    }
    if (a.kind === "map" && b.kind === "map") {
        const [key, value] = [commonType(a.key, b.key), commonType(a.value, b.value)];
        return key && value && map(key, value);
    }
    if (a.kind === "row" && b.kind === "row" && a.fields.length === b.fields.length) {
        const fields = a.fields.flatMap(({ name, type }, i) => {
            const common = commonType(type, b.fields[i].type);
            return common === undefined ? [] : [{ name, type: common }];
        });
        return fields.length === a.fields.length ? row(fields) : undefined;
    }
    return undefined;
}

/** Whether a value of one type may stand where another is asked for. */
export function fits(from: TrinoType, to: TrinoType): boolean {
    const common = commonType(from, to);
    return (
        common !== undefined &&
        (same(common, to) || (common.kind === to.kind && (isTimestamp(to) || to.kind === "row")))
    );
}

export function asDecimal(type: TrinoType): { precision: number; scale: number } {
    const digits: Record<string, number> = { tinyint: 3, smallint: 5, integer: 10, bigint: 19 };
    return type.kind === "decimal" ? type : { precision: digits[type.kind], scale: 0 };
}

export function precisionOf(type: TrinoType): number {
    return type.kind === "timestamp" || type.kind === "timestamp with time zone" ? type.precision : 0;
}

/** The same value as another type that it fits in. */
export function coerce(value: Typed, to: TrinoType): string {
    const [from, held] = [duckdbType(value.type), duckdbType(to)];
    if (value.type.kind === "unknown") {
        // An aggregate of NULL is NULL, but stays an aggregate.
        return /^[\w."]+$/.test(value.sql)
            ? `CAST(NULL AS ${held})`
            : `CASE WHEN ${value.sql} IS NULL THEN CAST(NULL AS ${held}) END`;
    }
    if (to.kind === "timestamp with time zone" && value.type.kind !== "timestamp with time zone") {
        return `trino_zone(CAST(${value.sql} AS TIMESTAMP), 'UTC')`;
    }
    if (from === held) {
        return value.sql;
    }
    if (to.kind === "row" && value.type.kind === "row") {
        return rowAs(value.sql, value.type.fields, to.fields, (field, type) => coerce(field, type));
    }
    if (to.kind === "array" && value.type.kind === "array" && !isCastable(value.type.element)) {
        return `list_transform(${value.sql}, lambda e: ${coerce({ sql: "e", type: value.type.element }, to.element)})`;
    }
    return `CAST(${value.sql} AS ${held})`;
}

/** Whether DuckDB's own CAST makes another type of it inside an array, too. */
function isCastable(type: TrinoType): boolean {
    return isNumeric(type) || type.kind === "unknown" || type.kind === "array";
}

type Fields = Extract<TrinoType, { kind: "row" }>["fields"];

/** A row whose fields are converted one by one, by position. */
export function rowAs(
    sql: string,
    from: Fields,
    to: Fields,
    convert: (field: Typed, type: TrinoType) => string,
): string {
    const fields = to.map((field, i) => {
        const value = {
            sql: `struct_extract(${sql}, '${fieldName(from[i], i).replaceAll("'", "''")}')`,
            type: from[i].type,
        };
        return `${identifier(fieldName(field, i))} := ${convert(value, field.type)}`;
    });
    return `CASE WHEN ${sql} IS NOT NULL THEN struct_pack(${fields.join(", ")}) END`;
}
