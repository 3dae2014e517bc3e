import { QueryRefusal, unknownHere } from "./refusal";
import { fieldName, identifier, nameOf, parts, type TrinoType } from "./types";

/**
 * What DuckDB compares otherwise than Trino: moments (the same in every zone), maps (whose keys have no order), NULL in
 * a row or an array (an unknown in Trino, a value in DuckDB) and NaN (equal to nothing in Trino).
 */

/** Whether values of this type are the same, in GROUP BY and DISTINCT, just if DuckDB's are. */
export function isPlain(type: TrinoType): boolean {
    return parts(type).every((part) => part.kind !== "map" && part.kind !== "timestamp with time zone");
}

/** What is the same for values that GROUP BY and DISTINCT take for the same. */
export function key(sql: string, type: TrinoType): string {
    if (isPlain(type)) {
        return sql;
    }
    switch (type.kind) {
        case "timestamp with time zone":
            return `CAST(struct_extract(${sql}, 'utc') AS TIMESTAMP)`;
        case "array":
            return `list_transform(${sql}, lambda e: ${key("e", type.element)})`;
        case "map": {
            const value = key("struct_extract(e, 'value')", type.value);
            return `list_sort(list_transform(map_entries(${sql}), lambda e: {'key': struct_extract(e, 'key'), 'value': ${value}}))`;
        }
        case "row":
            return bound([sql], ([row]) => {
                const fields = type.fields.map(
                    (field, i) => `${name(field, i)} := ${key(fieldOf(row, field, i), field.type)}`,
                );
                return `CASE WHEN ${row} IS NOT NULL THEN struct_pack(${fields.join(", ")}) END`;
            });
        default:
            return sql;
    }
}

type Field = Extract<TrinoType, { kind: "row" }>["fields"][number];
const name = (field: Field, i: number): string => identifier(fieldName(field, i));
const fieldOf = (row: string, field: Field, i: number): string =>
    `struct_extract(${row}, '${fieldName(field, i).replaceAll("'", "''")}')`;

/** Works out each value once, however often the SQL names it. */
function bound(values: readonly string[], sql: (names: readonly string[]) => string): string {
    if (values.every((value) => /^[\w."]+$/.test(value))) {
        return sql(values);
    }
    const names = values.map((_, i) => `struct_extract(k, 'k${i}')`);
    const given = values.map((value, i) => `'k${i}': ${value}`).join(", ");
    return `list_transform([{${given}}], lambda k: ${sql(names)})[1]`;
}

/** `a = b`. */
export function equality(a: string, b: string, type: TrinoType): string {
    switch (type.kind) {
        case "timestamp with time zone":
            return `(${key(a, type)} = ${key(b, type)})`;
        case "double":
            return isFinite(a) || isFinite(b) ? `(${a} = ${b})` : `trino_double_equal(${a}, ${b})`;
        case "row":
            return bound([a, b], ([x, y]) => {
                const fields = type.fields.map((field, i) =>
                    equality(fieldOf(x, field, i), fieldOf(y, field, i), field.type),
                );
                return `CASE WHEN ${x} IS NOT NULL AND ${y} IS NOT NULL THEN (${fields.join(" AND ")}) END`;
            });
        case "array":
            return bound(
                [a, b],
                ([x, y]) =>
                    `CASE WHEN len(${x}) <> len(${y}) THEN FALSE WHEN ${x} IS NOT NULL AND ${y} IS NOT NULL THEN trino_all(list_transform(list_zip(${x}, ${y}), lambda e: ${equality("struct_extract_at(e, 1)", "struct_extract_at(e, 2)", type.element)})) END`,
            );
        case "map":
            return bound([a, b], ([x, y]) => {
                const entry = equality(
                    "struct_extract(e, 'value')",
                    `map_extract_value(${y}, struct_extract(e, 'key'))`,
                    type.value,
                );
                return `CASE WHEN cardinality(${x}) <> cardinality(${y}) THEN FALSE WHEN ${x} IS NOT NULL AND ${y} IS NOT NULL THEN trino_all(list_transform(map_entries(${x}), lambda e: CASE WHEN map_contains(${y}, struct_extract(e, 'key')) THEN ${entry} ELSE FALSE END)) END`;
            });
        default:
            return `(${a} = ${b})`;
    }
}

/** A number as a query writes it. */
function isFinite(sql: string): boolean {
    return /^CAST\([\d.eE+-]+ AS DOUBLE\)$/.test(sql);
}

/** Any comparison of two values of one type. */
export function comparisonOf(operator: string, a: string, b: string, type: TrinoType): string {
    if (operator.includes("DISTINCT")) {
        return `(${key(a, type)} ${operator} ${key(b, type)})`;
    }
    switch (operator) {
        case "=":
            return equality(a, b, type);
        case "<>":
            return `(NOT ${equality(a, b, type)})`;
        default:
            return ordered(operator, a, b, type);
    }
}

function ordered(operator: string, a: string, b: string, type: TrinoType): string {
    if (type.kind !== "double") {
        return `(${sortKey(a, type, `The comparison ${operator}`)} ${operator} ${sortKey(b, type, "")})`;
    }
    const [low, high, symbol] = operator.startsWith(">")
        ? [b, a, operator.replace(">", "<")]
        : [a, b, operator];
    // DuckDB's NaN is above all numbers; Trino's is neither above nor below.
    return isFinite(high)
        ? `(${low} ${symbol} ${high})`
        : `trino_double_${symbol === "<" ? "less" : "at_most"}(${low}, ${high})`;
}

/** Whether Trino can sort values of a type. */
export function isOrderable(type: TrinoType): boolean {
    return parts(type).every((part) => part.kind !== "map" && part.kind !== "json");
}

/** What sorts as Trino sorts values of a type; NaN goes where NULL goes. */
export function sortKey(sql: string, type: TrinoType, what: string, nullsFirst = false): string {
    if (!isOrderable(type)) {
        throw new QueryRefusal(
            `Type ${nameOf(type)} is not orderable, and therefore cannot be used in ${what}`,
        );
    }
    if (type.kind === "array" && isPlain(type) && !["row", "array", "double"].includes(type.element.kind)) {
        return `trino_sortable(${sql})`;
    }
    if (type.kind === "array" || type.kind === "row") {
        throw unknownHere(`${what} of ${nameOf(type)}`);
    }
    if (type.kind === "double") {
        // DuckDB forgets the sign of a zero that it sorts by.
        return nullsFirst ? `(trino_nan_below(${sql}) + 0)` : `(${sql} + 0)`;
    }
    return key(sql, type);
}
