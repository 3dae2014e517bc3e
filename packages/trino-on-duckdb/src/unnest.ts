import { combine, type Context, type Expression } from "./context";
import { renamed } from "./columnAliases";
import { QueryRefusal } from "./refusal";
import type { Place, Source } from "./relations";
import { listOf, nodeOf, only, type Node } from "./tree";
import { bigint, fieldName, nameOf, type TrinoType } from "./types";

/** UNNEST: a row for each element; a map gives two columns, an array of rows one for each field. */
export function unnest(
    node: Node,
    { alias, names = [] }: { alias?: string; names?: readonly string[] },
    before: Source,
    place: Place,
): Source {
    const body = only(node, "this", "expressions", "with_ordinality");
    const context: Context = {
        scope: { fields: before.fields, parent: place.outer },
        tables: place.tables,
        clause: "UNNEST",
        shared: place.shared,
    };
    const values = [body.this, ...listOf(body.expressions)].map((value) =>
        place.shared.expression(nodeOf(value), context),
    );
    const lists = values.flatMap(unnested);
    const lengths = lists.map((list) => `len(${list.sql})`).join(", ");
    const ordinality = { sql: `generate_series(1, greatest(${lengths}))`, type: bigint };
    const columns = body.with_ordinality === true ? [...lists, ordinality] : lists;
    const sql = place.shared.fresh("r");
    const items = columns.map((_, i) => `struct_extract_at(s, ${i + 1}) AS c${i + 1}`).join(", ");
    const zipped = [...columns, ...(columns.length === 1 ? [ordinality] : [])]
        .map((column) => column.sql)
        .join(", ");
    const shown = renamed(
        { columns: columns.map((column): { name?: string; type: TrinoType } => ({ type: column.type })) },
        names,
        alias ?? "UNNEST",
    );
    return {
        sql: `LATERAL (SELECT ${items} FROM (SELECT unnest(list_zip(${zipped})) AS s)) AS ${sql}`,
        fields: shown.map((column, i) => ({
            name: column.name,
            relation: alias,
            sql: `${sql}.c${i + 1}`,
            type: column.type,
        })),
        outer: combine(context, "", bigint, values).columns.filter((field) => !before.fields.includes(field)),
    };
}

function unnested(value: Expression): { sql: string; type: TrinoType }[] {
    if (value.type.kind === "map") {
        return [
            { sql: `map_keys(${value.sql})`, type: value.type.key },
            { sql: `map_values(${value.sql})`, type: value.type.value },
        ];
    }
    if (value.type.kind !== "array") {
        throw new QueryRefusal(`Cannot unnest type: ${nameOf(value.type)}`);
    }
    const element = value.type.element;
    return element.kind === "row"
        ? element.fields.map((field, i) => ({
              sql: `list_transform(${value.sql}, lambda e: struct_extract(e, '${fieldName(field, i).replaceAll("'", "''")}'))`,
              type: field.type,
          }))
        : [{ sql: value.sql, type: element }];
}
