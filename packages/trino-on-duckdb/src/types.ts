/** Trino's types, as far as they are translated. */
export type TrinoType =
    | { readonly kind: SimpleKind }
    | { readonly kind: "decimal"; readonly precision: number; readonly scale: number }
    | { readonly kind: "timestamp" | "timestamp with time zone"; readonly precision: number }
    | { readonly kind: "array"; readonly element: TrinoType }
    | { readonly kind: "map"; readonly key: TrinoType; readonly value: TrinoType }
    | { readonly kind: "row"; readonly fields: readonly RowField[] };

type SimpleKind =
    | "unknown"
    | "boolean"
    | "tinyint"
    | "smallint"
    | "integer"
    | "bigint"
    | "double"
    | "varchar"
    | "varbinary"
    | "json"
    | "date"
    | "interval day to second"
    | "interval year to month";

interface RowField {
    readonly name?: string;
    readonly type: TrinoType;
}

export const simple = (kind: SimpleKind): TrinoType => ({ kind });
export const [unknown, boolean, integer, bigint, double, varchar, json, date] = (
    ["unknown", "boolean", "integer", "bigint", "double", "varchar", "json", "date"] as const
).map(simple);
export const [daySecond, yearMonth] = (["interval day to second", "interval year to month"] as const).map(
    simple,
);
export const decimal = (precision: number, scale: number): TrinoType => ({
    kind: "decimal",
    precision: Math.min(38, precision),
    scale,
});
export const timestamp = (precision = 3): TrinoType => ({ kind: "timestamp", precision });
export const zoned = (precision = 3): TrinoType => ({ kind: "timestamp with time zone", precision });
export const array = (element: TrinoType): TrinoType => ({ kind: "array", element });
export const map = (key: TrinoType, value: TrinoType): TrinoType => ({ kind: "map", key, value });
export const row = (fields: readonly RowField[]): TrinoType => ({ kind: "row", fields });

/** A type as Trino writes it. (A varchar's length is not kept: no rule here depends on it.) */
export function nameOf(type: TrinoType): string {
    switch (type.kind) {
        case "decimal":
            return `decimal(${type.precision},${type.scale})`;
        case "timestamp":
            return `timestamp(${type.precision})`;
        case "timestamp with time zone":
            return `timestamp(${type.precision}) with time zone`;
        case "array":
            return `array(${nameOf(type.element)})`;
        case "map":
            return `map(${nameOf(type.key)}, ${nameOf(type.value)})`;
        case "row":
            return `row(${type.fields.map((field) => (field.name === undefined ? "" : `${field.name} `) + nameOf(field.type)).join(", ")})`;
        default:
            return type.kind;
    }
}

/** A type and all that are in it. */
export function parts(type: TrinoType): TrinoType[] {
    switch (type.kind) {
        case "array":
            return [type, ...parts(type.element)];
        case "map":
            return [type, ...parts(type.key), ...parts(type.value)];
        case "row":
            return [type, ...type.fields.flatMap((field) => parts(field.type))];
        default:
            return [type];
    }
}

export function same(a: TrinoType, b: TrinoType): boolean {
    return nameOf(a).toLowerCase() === nameOf(b).toLowerCase();
}

const duckdbNames: Readonly<Record<SimpleKind, string>> = {
    unknown: "VARCHAR",
    boolean: "BOOLEAN",
    tinyint: "TINYINT",
    smallint: "SMALLINT",
    integer: "INTEGER",
    bigint: "BIGINT",
    double: "DOUBLE",
    varchar: "VARCHAR",
    varbinary: "BLOB",
    json: "VARCHAR",
    date: "DATE",
    // Trino counts these in milliseconds and in months; DuckDB's INTERVAL mixes the two.
    "interval day to second": "BIGINT",
    "interval year to month": "INTEGER",
};

/** The DuckDB type that holds a Trino type. A timestamp with time zone keeps its zone, which DuckDB's own type does not. */
export function duckdbType(type: TrinoType): string {
    switch (type.kind) {
        case "decimal":
            return `DECIMAL(${type.precision},${type.scale})`;
        case "timestamp":
            return "TIMESTAMP";
        case "timestamp with time zone":
            return "STRUCT(utc TIMESTAMP, zone VARCHAR)";
        case "array":
            return `${duckdbType(type.element)}[]`;
        case "map":
            return `MAP(${duckdbType(type.key)}, ${duckdbType(type.value)})`;
        case "row":
            return `STRUCT(${type.fields.map((field, i) => `${identifier(fieldName(field, i))} ${duckdbType(field.type)}`).join(", ")})`;
        default:
            return duckdbNames[type.kind];
    }
}

/** The name of a row's field in DuckDB, where each must have one. */
export function fieldName(field: RowField, index: number): string {
    return (field.name ?? `field${index}`).toLowerCase();
}

/** A name as SQL quotes it. */
export function identifier(name: string): string {
    return `"${name.replaceAll('"', '""')}"`;
}
