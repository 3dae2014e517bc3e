import { jsonContainer, toJson } from "./jsonCasts";
import { coerce, fits, isDatetime, isInteger, isNumeric, precisionOf, rowAs, type Typed } from "./coercion";
import { QueryRefusal, unknownHere } from "./refusal";
import { toText } from "./texts";
import { duckdbType, nameOf, same, zoned, type TrinoType } from "./types";

/** CAST, by Trino's rules: what Trino refuses to read as a number or a time, DuckDB often reads somehow. */
export function cast(value: Typed, to: TrinoType): string {
    const from = value.type;
    if (from.kind === "unknown" || (same(from, to) && !isDatetime(to))) {
        return coerce(value, to);
    }
    const sql = scalarCast(value, to) ?? containerCast(value, to);
    if (sql === undefined) {
        throw isImpossible(from, to)
            ? new QueryRefusal(`Cannot cast ${nameOf(from)} to ${nameOf(to)}`)
            : unknownHere(`CAST of ${nameOf(from)} to ${nameOf(to)}`);
    }
    return sql;
}

/** What Trino does not cast either. */
function isImpossible(from: TrinoType, to: TrinoType): boolean {
    const isContainer = ({ kind }: TrinoType): boolean => ["array", "map", "row"].includes(kind);
    const isNumber = (type: TrinoType): boolean => isNumeric(type) || type.kind === "boolean";
    const isInterval = ({ kind }: TrinoType): boolean => kind.startsWith("interval");
    return (
        isInterval(to) ||
        (isInterval(from) && to.kind !== "varchar") ||
        (isContainer(from) !== isContainer(to) && from.kind !== "json") ||
        (isContainer(from) && from.kind !== to.kind) ||
        (isNumber(from) && isDatetime(to)) ||
        (isDatetime(from) && isNumber(to))
    );
}

function scalarCast(value: Typed, to: TrinoType): string | undefined {
    switch (to.kind) {
        case "varchar":
            return toText(value);
        case "json":
            return toJson(value);
        case "boolean":
            return toBoolean(value);
        case "date":
            return toDate(value);
        case "timestamp":
            return toTimestamp(value, to.precision);
        case "timestamp with time zone":
            return toZoned(value, to.precision);
        default:
            return isNumeric(to) ? toNumber(value, to) : undefined;
    }
}

function toBoolean({ sql, type }: Typed): string | undefined {
    if (type.kind === "varchar") {
        return `trino_text_to_boolean(${sql})`;
    }
    if (type.kind === "json") {
        return `trino_json_to_boolean(${sql})`;
    }
    return isNumeric(type) ? `(${sql} <> 0)` : undefined;
}

function toNumber({ sql, type }: Typed, to: TrinoType): string | undefined {
    const held = duckdbType(to);
    const name = to.kind === "integer" ? "INT" : nameOf(to).toUpperCase();
    const form = isInteger(to) ? "integer" : to.kind;
    switch (type.kind) {
        case "varchar":
            return `CAST(trino_number_text(${sql}, '${form}', '${name}') AS ${held})`;
        case "json":
            return to.kind === "decimal"
                ? undefined
                : `CAST(trino_json_number(${sql}, '${form}', '${name}') AS ${held})`;
        case "boolean":
            return `CAST(${sql} AS ${held})`;
        case "double":
            // A decimal is rounded by the digits that Java shows of a double.
            return to.kind === "decimal"
                ? `CAST(trino_double_digits(${sql}) AS ${held})`
                : `CAST(${isInteger(to) ? `round(${sql})` : sql} AS ${held})`;
        default:
            // Trino rounds half away from zero, as DuckDB's round() does and its CAST does not.
            return isNumeric(type)
                ? `CAST(${isInteger(to) && !isInteger(type) ? `round(${sql})` : sql} AS ${held})`
                : undefined;
    }
}

function toDate({ sql, type }: Typed): string | undefined {
    switch (type.kind) {
        case "varchar":
            return `trino_text_to_date(${sql})`;
        case "timestamp":
            return `CAST(${sql} AS DATE)`;
        case "timestamp with time zone":
            return `CAST(trino_local(${sql}) AS DATE)`;
        default:
            return type.kind === "date" ? sql : undefined;
    }
}

function toTimestamp({ sql, type }: Typed, precision: number): string | undefined {
    const rounded = (moment: string, had: number): string =>
        had > precision ? `trino_round_time(${moment}, ${precision})` : moment;
    switch (type.kind) {
        case "varchar":
            return rounded(`trino_text_to_timestamp(${sql})`, 6);
        case "date":
            return `CAST(${sql} AS TIMESTAMP)`;
        case "timestamp":
            return rounded(sql, type.precision);
        case "timestamp with time zone":
            return rounded(`trino_local(${sql})`, type.precision);
        default:
            return undefined;
    }
}

function toZoned(value: Typed, precision: number): string | undefined {
    if (value.type.kind === "varchar") {
        return precision === 6
            ? `trino_text_to_zoned(${value.sql})`
            : `trino_round_zoned(trino_text_to_zoned(${value.sql}), ${precision})`;
    }
    return isDatetime(value.type) && precisionOf(value.type) <= precision
        ? coerce(value, zoned(precision))
        : undefined;
}

function containerCast(value: Typed, to: TrinoType): string | undefined {
    const { sql, type } = value;
    if (type.kind === "json") {
        return jsonContainer(sql, to, cast);
    }
    if (type.kind === "array" && to.kind === "array") {
        return `list_transform(${sql}, lambda e: ${cast({ sql: "e", type: type.element }, to.element)})`;
    }
    if (type.kind === "map" && to.kind === "map") {
        const [key, item] = [
            cast({ sql: "struct_extract(e, 'key')", type: type.key }, to.key),
            cast({ sql: "struct_extract(e, 'value')", type: type.value }, to.value),
        ];
        return `map_from_entries(list_transform(map_entries(${sql}), lambda e: {'key': ${key}, 'value': ${item}}))`;
    }
    if (type.kind === "row" && to.kind === "row" && type.fields.length === to.fields.length) {
        return rowAs(sql, type.fields, to.fields, cast);
    }
    return fits(type, to) ? coerce(value, to) : undefined;
}

/** CAST(x AS VARCHAR(n)) cuts a longer text; a longer text of anything else is an error. */
export function limited(sql: string, from: TrinoType, length: number): string {
    if (from.kind === "json") {
        throw unknownHere(`CAST of JSON to varchar(${length})`);
    }
    if (from.kind === "varchar" || from.kind === "unknown") {
        return `left(${sql}, ${length})`;
    }
    const uncaught = ["boolean", "timestamp", "timestamp with time zone"].includes(from.kind);
    return `trino_fitting(${sql}, ${length}, ${uncaught})`;
}
