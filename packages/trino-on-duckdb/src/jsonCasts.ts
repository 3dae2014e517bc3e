import { cast, toText } from "./casts";
import { isDatetime, isNumeric, type Typed } from "./coercion";
import { unknownHere } from "./refusal";
import { duckdbType, nameOf, type TrinoType, identifier } from "./types";

/** JSON of a value: maps with their keys in order, as Trino writes them. */
export function toJson(value: Typed): string | undefined {
    const { sql, type } = value;
    if (type.kind === "timestamp" || type.kind === "timestamp with time zone" || type.kind === "date") {
        return `trino_to_json(${toText(value)})`;
    }
    if (type.kind === "array" || type.kind === "map" || type.kind === "row") {
        const json = `CAST(to_json(CAST(${sql} AS ${jsonShape(type)})) AS VARCHAR)`;
        return type.kind === "row" ? json : `trino_canonical(${json})`;
    }
    if (type.kind === "decimal") {
        return `CAST(${sql} AS VARCHAR)`;
    }
    return isNumeric(type) || type.kind === "varchar" || type.kind === "boolean"
        ? `trino_to_json(${sql})`
        : undefined;
}

function jsonShape(type: TrinoType): string {
    switch (type.kind) {
        case "json":
            return "JSON";
        case "array":
            return `${jsonShape(type.element)}[]`;
        case "map":
            return `MAP(VARCHAR, ${jsonShape(type.value)})`;
        case "row":
            return `STRUCT(${type.fields.map((field, i) => `${identifier(field.name ?? `field${i}`)} ${jsonShape(field.type)}`).join(", ")})`;
        default:
            if (isDatetime(type)) {
                throw unknownHere(`CAST AS JSON of a value that holds a ${nameOf(type)}`);
            }
            return duckdbType(type);
    }
}

export function jsonContainer(sql: string, to: TrinoType): string | undefined {
    if (to.kind === "array") {
        return `list_transform(trino_json_elements(${sql}), lambda e: ${cast({ sql: "e", type: { kind: "json" } }, to.element)})`;
    }
    if (to.kind === "map" && to.key.kind === "varchar") {
        const value = cast({ sql: "e.value", type: { kind: "json" } }, to.value);
        return `map_from_entries(list_transform(trino_json_entries(${sql}), lambda e: {'key': e.key, 'value': ${value}}))`;
    }
    return undefined;
}
