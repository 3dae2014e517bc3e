import { combine, type Context, type Expression, type Shared, type Tables } from "./context";
import { coerce, commonType } from "./coercion";
import { condition } from "./expressions/predicates";
import { renamed } from "./query";
import { QueryRefusal, unknownHere, UnknownStore } from "./refusal";
import { equal, type Field, type Scope } from "./scope";
import { identifierOf, listOf, nodeOf, only, type Body, type Node } from "./tree";
import { bigint, fieldName, nameOf, type TrinoType } from "./types";

/** What a FROM clause gives: SQL, and the columns that the rest of the query can name. */
export interface Source {
    readonly sql: string;
    readonly fields: readonly Field[];
    readonly outer: readonly Field[];
}

interface Place {
    readonly outer: Scope | undefined;
    readonly tables: Tables;
    readonly shared: Shared;
}

/** Translates FROM a, b JOIN c ON …. */
export function from(body: Body, outer: Scope | undefined, tables: Tables, shared: Shared): Source {
    const place = { outer, tables, shared };
    const first = listOf((body.from as Body | null)?.expressions).reduce<Source>(
        (left, item) => beside(left, nodeOf(item), place),
        { sql: "", fields: [], outer: [] },
    );
    return listOf(body.joins).reduce<Source>((left, item) => joined(left, item as Body, place), first);
}

function beside(left: Source, node: Node, place: Place): Source {
    const right = relation(node, left, place);
    return left.sql === "" ? right : together(left, right, `${left.sql} CROSS JOIN ${right.sql}`);
}

function together(left: Source, right: Source, sql: string): Source {
    return { sql, fields: [...left.fields, ...right.fields], outer: [...left.outer, ...right.outer] };
}

const kinds: Readonly<Record<string, string>> = {
    Inner: "JOIN",
    Left: "LEFT JOIN",
    Right: "RIGHT JOIN",
    Full: "FULL JOIN",
    Cross: "CROSS JOIN",
    Implicit: "CROSS JOIN",
};

function joined(left: Source, join: Body, place: Place): Source {
    const body = only({ kind: "join", body: join }, "this", "kind", "on", "using");
    const kind = kinds[String(body.kind)];
    if (kind === undefined) {
        throw unknownHere(`${String(body.kind).toUpperCase()} JOIN`);
    }
    const right = relation(nodeOf(body.this), left, place);
    const both = together(left, right, "");
    if (kind === "CROSS JOIN") {
        return { ...both, sql: `${left.sql} CROSS JOIN ${right.sql}` };
    }
    const names = listOf(body.using).map((name) => place.shared.original(identifierOf(name)));
    if (names.length > 0) {
        return using(left, right, names, kind);
    }
    const context: Context = {
        scope: { fields: both.fields, parent: place.outer },
        tables: place.tables,
        clause: "JOIN clause",
        shared: place.shared,
    };
    const on = condition(place.shared.expression(nodeOf(body.on), context), "JOIN ON clause");
    return {
        ...both,
        outer: [...both.outer, ...on.columns.filter((field) => !both.fields.includes(field))],
        sql: `${left.sql} ${kind} ${right.sql} ON ${on.sql}`,
    };
}

/** JOIN … USING (a): one column `a` instead of two, before all others. */
function using(left: Source, right: Source, names: readonly string[], kind: string): Source {
    const pairs = names.map((name) =>
        [left, right].map((side) => {
            const found = side.fields.filter((field) => equal(field.name, name));
            if (found.length !== 1) {
                throw new QueryRefusal(
                    `Column '${name}' is ${found.length === 0 ? "missing from" : "ambiguous in"} one side of join`,
                );
            }
            return found[0];
        }),
    );
    const shared = pairs.map(([a, b], i) => {
        const type =
            commonType(a.type, b.type) ??
            fail(`Column types in USING do not match: ${nameOf(a.type)}, ${nameOf(b.type)}`);
        return {
            name: names[i],
            type,
            sql: `coalesce(${coerce(a, type)}, ${coerce(b, type)})`,
            on: `${coerce(a, type)} = ${coerce(b, type)}`,
        };
    });
    const others = [...left.fields, ...right.fields].filter((field) => !pairs.flat().includes(field));
    return {
        ...together(
            left,
            right,
            `${left.sql} ${kind} ${right.sql} ON ${shared.map((column) => column.on).join(" AND ")}`,
        ),
        fields: [...shared.map(({ name, type, sql }) => ({ name, type, sql })), ...others],
    };
}

function fail(message: string): never {
    throw new QueryRefusal(message);
}

/** One thing that FROM reads. `before` holds what stands to its left, which UNNEST may use. */
function relation(node: Node, before: Source, place: Place): Source {
    switch (node.kind) {
        case "table":
            return table(node, place);
        case "subquery":
            return derived(node, place);
        case "unnest":
            return unnest(node, {}, before, place);
        case "alias":
            return aliased(node, before, place);
        case "joined_table":
            return nested(node, place);
        case "paren":
            return relation(nodeOf(only(node, "this").this), before, place);
        default:
            throw new QueryRefusal(
                `Only event data stores can be read: FROM takes the id of an event data store, a WITH name or a subquery, and this is ${describe(node)}.`,
            );
    }
}

function describe(node: Node): string {
    return typeof node.body.name === "string"
        ? `the table function '${node.body.name}'`
        : node.kind.toUpperCase().replaceAll("_", " ");
}

function namesOf(value: unknown, shared: Shared): string[] {
    return listOf(value).map((name) => shared.original(identifierOf(name)));
}

function table(node: Node, { tables, shared }: Place): Source {
    const body = only(node, "name", "alias", "column_aliases", "schema", "catalog");
    const [name, ...qualifiers] = [node.body.name, body.schema, body.catalog]
        .filter((part) => part != null)
        .map((part) => shared.original(identifierOf(part)));
    const found = qualifiers.length === 0 ? tables.find(name) : undefined;
    if (found === undefined) {
        throw new UnknownStore(
            `Event data store '${[...qualifiers.reverse(), name].join(".")}' cannot be found: FROM takes the id of an event data store, or a WITH name.`,
        );
    }
    const alias = body.alias == null ? name : shared.original(identifierOf(body.alias));
    const sql = shared.fresh("r");
    const columns = renamed(found, namesOf(body.column_aliases, shared), alias);
    return {
        sql: `${found.sql} AS ${sql}`,
        fields: columns.map((column) => ({
            name: column.name,
            relation: alias,
            sql: `${sql}.${column.sql}`,
            type: column.type,
        })),
        outer: [],
    };
}

function derived(node: Node, { outer, tables, shared }: Place): Source {
    const body = only(node, "this", "alias", "column_aliases");
    const inner = shared.query(nodeOf(body.this), outer, tables);
    const alias = body.alias == null ? undefined : shared.original(identifierOf(body.alias));
    const sql = shared.fresh("r");
    const columns = renamed(inner, namesOf(body.column_aliases, shared), alias ?? "");
    return {
        sql: `(${inner.sql}) AS ${sql}`,
        fields: columns.map((column, i) => ({
            name: column.name,
            relation: alias,
            sql: `${sql}.c${i + 1}`,
            type: column.type,
        })),
        outer: inner.outer,
    };
}

function aliased(node: Node, before: Source, place: Place): Source {
    const body = only(node, "this", "alias", "column_aliases");
    const inner = nodeOf(body.this);
    if (inner.kind !== "unnest") {
        return relation(inner, before, place);
    }
    return unnest(
        inner,
        {
            alias: place.shared.original(identifierOf(body.alias)),
            names: namesOf(body.column_aliases, place.shared),
        },
        before,
        place,
    );
}

/** A join in parentheses. */
function nested(node: Node, place: Place): Source {
    const body = only(node, "left", "joins");
    const inner = from(
        { from: { expressions: [body.left] }, joins: body.joins },
        place.outer,
        place.tables,
        place.shared,
    );
    return { ...inner, sql: `(${inner.sql})` };
}

/** UNNEST: a row for each element; a map gives two columns, an array of rows one for each field. */
function unnest(
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
