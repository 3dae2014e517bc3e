import { isInteger, type Typed } from "./coercion";
import { quote } from "./context";
import { QueryRefusal, unknownHere } from "./refusal";
import { toText } from "./texts";
import { duckdbType, fieldName, nameOf, type TrinoType } from "./types";

/** The text of a value's JSON: maps with their keys in order, as Trino writes them. */
export function toJson({ sql, type }: Typed): string {
    switch (type.kind) {
        case "json":
            return sql;
        case "boolean":
        case "decimal":
            return toText({ sql, type }) as string;
        case "double":
            return `trino_double_json(${sql})`;
        case "varchar":
            return `trino_json_string(${sql})`;
        case "date":
        case "timestamp":
            return `trino_json_string(${toText({ sql, type })})`;
        case "array":
            return `('[' || trino_list_text(list_transform(${sql}, lambda e: ${orNull("e", type.element)}), ',') || ']')`;
        case "map":
            return `('{' || trino_list_text(list_transform(list_sort(map_entries(${sql})), lambda e: ${entry(type)}), ',') || '}')`;
        case "row":
            return rowJson(sql, type);
        default:
            if (isInteger(type)) {
                return `CAST(${sql} AS VARCHAR)`;
            }
            throw type.kind === "timestamp with time zone"
                ? new QueryRefusal(`Cannot cast ${nameOf(type)} to json`)
                : unknownHere(`CAST AS JSON of ${nameOf(type)}`);
    }
}

/** In a container NULL is JSON's null. */
function orNull(sql: string, type: TrinoType): string {
    return `coalesce(${toJson({ sql, type })}, 'null')`;
}

function entry({ key, value }: Extract<TrinoType, { kind: "map" }>): string {
    if (key.kind !== "varchar") {
        throw unknownHere(`CAST AS JSON of a map with keys of the type ${nameOf(key)}`);
    }
    return `trino_json_string(struct_extract(e, 'key')) || ':' || ${orNull("struct_extract(e, 'value')", value)}`;
}

function rowJson(sql: string, type: Extract<TrinoType, { kind: "row" }>): string {
    const fields = type.fields.map((field, i) => {
        if (field.name === undefined) {
            throw unknownHere(`CAST AS JSON of ${nameOf(type)}, whose fields have no names,`);
        }
        const value = orNull(`struct_extract(v, ${quote(fieldName(field, i))})`, field.type);
        return `${quote(`${JSON.stringify(field.name)}:`)} || ${value}`;
    });
    return `list_transform([${sql}], lambda v: CASE WHEN v IS NOT NULL THEN '{' || ${fields.join(" || ',' || ")} || '}' END)[1]`;
}

/** An array or a map of a JSON's text. */
export function jsonContainer(
    sql: string,
    to: TrinoType,
    convert: (value: Typed, to: TrinoType) => string,
): string {
    const item = { sql: "e", type: { kind: "json" } } as const;
    if (to.kind === "array") {
        return `list_transform(trino_json_values(${sql}, 'array'), lambda e: ${convert(item, to.element)})`;
    }
    if (to.kind === "map" && to.key.kind === "varchar") {
        const values = `list_transform(trino_json_values(${sql}, 'map'), lambda e: ${convert(item, to.value)})`;
        return `CAST(trino_map(trino_json_keys(${sql}), ${values}) AS ${duckdbType(to)})`;
    }
    throw unknownHere(`CAST of JSON to ${nameOf(to)}`);
}
