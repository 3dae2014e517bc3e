import { isNumeric, type Typed } from "./coercion";

/** A value as CAST AS VARCHAR writes it; nothing, if it is not written here. */
export function toText({ sql, type }: Typed): string | undefined {
    switch (type.kind) {
        case "varchar":
            return sql;
        case "double":
            return `trino_double_text(${sql})`;
        case "decimal":
            return `trino_decimal_text(${sql})`;
        case "json":
            return `trino_json_text(${sql})`;
        case "timestamp":
            return `trino_timestamp_text(${sql}, ${type.precision})`;
        case "timestamp with time zone":
            return `(trino_timestamp_text(trino_local(${sql}), ${type.precision}) || ' ' || struct_extract(${sql}, 'zone'))`;
        case "date":
            return `trino_strftime(${sql}, '%Y-%m-%d')`;
        case "boolean":
            return `CAST(${sql} AS VARCHAR)`;
        default:
            return isNumeric(type) ? `CAST(${sql} AS VARCHAR)` : undefined;
    }
}
