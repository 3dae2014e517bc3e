import { combine, type Context, type Expression } from "./context";
import { renamed } from "./columnAliases";
import { QueryRefusal, unknownHere } from "./refusal";
import type { Place, Source } from "./source";
import { listOf, nodeOf, only, type Node } from "./tree";
import { bigint, fieldName, nameOf, type TrinoType } from "./types";

/**
 * UNNEST: a row for each element; a map gives two columns, an array of rows one for each field. The lists are worked
 * out beside the columns to the left, in a subquery, because DuckDB's LATERAL takes no lambda and few macros.
 */
export function unnest(
    { node, alias, names }: { node: Node; alias?: string; names: readonly string[] },
    left: Source,
    join: "CROSS JOIN" | "LEFT JOIN",
    place: Place,
): Source {
    const body = only(node, "this", "expressions", "with_ordinality");
    const context: Context = {
        scope: { fields: left.fields, parent: place.outer },
        tables: place.tables,
        clause: "UNNEST",
        shared: place.shared,
    };
    if (holdsQuery([body.this, body.expressions])) {
        throw new QueryRefusal("Unexpected subquery expression in UNNEST");
    }
    const values = [body.this, ...listOf(body.expressions)].map((value) =>
        place.shared.expression(nodeOf(value), context),
    );
    if (values.some((value) => value.sql.includes("(SELECT "))) {
        throw unknownHere("UNNEST of a value with a subquery");
    }
    const [base, rows] = [place.shared.fresh("r"), place.shared.fresh("r")];
    const lists = values.flatMap((value, i) => unnested(`${base}.l${i + 1}`, value));
    const lengths = lists.map((list) => `len(${list.sql})`).join(", ");
    const ordinality: Column = { sql: `generate_series(1, greatest(${lengths}))`, type: bigint };
    const columns: readonly Column[] = body.with_ordinality === true ? [...lists, ordinality] : lists;
    const zipped = [...columns, ...(columns.length === 1 ? [ordinality] : [])].map((column) => column.sql);
    const items = columns.map((_, i) => `struct_extract_at(s, ${i + 1}) AS c${i + 1}`).join(", ");
    const shown = renamed({ columns }, names, alias ?? "UNNEST");
    return {
        sql:
            `(SELECT ${kept(left, values)}${left.sql === "" ? "" : ` FROM ${left.sql}`}) AS ${base} ` +
            `${join} LATERAL (SELECT ${items} FROM (SELECT unnest(list_zip(${zipped.join(", ")})) AS s)) AS ${rows}` +
            (join === "LEFT JOIN" ? " ON TRUE" : ""),
        fields: [
            ...left.fields.map((field, i) => ({ ...field, sql: `${base}.c${i + 1}` })),
            ...shown.map((column, i) => ({
                name: column.name,
                relation: alias,
                sql: `${rows}.c${i + 1}`,
                type: column.type,
            })),
        ],
        outer: [
            ...left.outer,
            ...combine(context, "", bigint, values).columns.filter((field) => !left.fields.includes(field)),
        ],
    };
}

/** The columns to the left, c1, c2, …, and the lists, l1, l2, …. */
function kept(left: Source, values: readonly Expression[]): string {
    return [
        ...left.fields.map((field, i) => `${field.sql} AS c${i + 1}`),
        ...values.map((value, i) => `${value.sql} AS l${i + 1}`),
    ].join(", ");
}

interface Column {
    readonly name?: string;
    readonly sql: string;
    readonly type: TrinoType;
}

function unnested(sql: string, { type }: Expression): Column[] {
    if (type.kind === "map") {
        return [
            { sql: `map_keys(${sql})`, type: type.key },
            { sql: `map_values(${sql})`, type: type.value },
        ];
    }
    if (type.kind !== "array") {
        throw new QueryRefusal(`Cannot unnest type: ${nameOf(type)}`);
    }
    const element = type.element;
    return element.kind === "row"
        ? element.fields.map((field, i) => ({
              name: field.name,
              sql: `list_transform(${sql}, lambda e: struct_extract(e, '${fieldName(field, i).replaceAll("'", "''")}'))`,
              type: field.type,
          }))
        : [{ sql, type: element }];
}

/** Whether a query stands somewhere in a part of the parser's tree. Trino 435 plans none inside UNNEST. */
function holdsQuery(part: unknown): boolean {
    return (
        typeof part === "object" &&
        part !== null &&
        Object.entries(part).some(([key, inner]) => key === "select" || holdsQuery(inner))
    );
}
