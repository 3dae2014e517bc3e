import { coerce, commonType } from "./coercion";
import type { Context, Query, Shared, Tables } from "./context";
import { direction } from "./expressions/windows";
import { QueryRefusal, unknownHere } from "./refusal";
import { equal, type Field, type Scope } from "./scope";
import { select } from "./select";
import { identifierOf, listOf, nodeOf, only, type Body, type Node } from "./tree";
import { nameOf, type TrinoType } from "./types";

/** Translates a query: WITH, set operations, ORDER BY, LIMIT. `outer` holds the columns of the query around it. */
export function query(node: Node, outer: Scope | undefined, tables: Tables, shared: Shared): Query {
    const { prefix, reach, used } = withClause(node.body.with, outer, tables, shared);
    const body = queryBody(node, outer, reach, shared);
    return { ...body, sql: prefix + body.sql, outer: [...used, ...body.outer] };
}

function queryBody(node: Node, outer: Scope | undefined, tables: Tables, shared: Shared): Query {
    switch (node.kind) {
        case "select":
            return select(node, outer, tables, shared);
        case "union":
        case "intersect":
        case "except":
            return setOperation(node, outer, tables, shared);
        case "values":
            return values(node, outer, tables, shared);
        case "subquery":
            return parenthesized(node, outer, tables, shared);
        default:
            throw unknownHere(
                `A query of the kind ${node.kind.toUpperCase()} (CloudTrail Lake runs SELECT statements only)`,
            );
    }
}

function withClause(
    value: unknown,
    outer: Scope | undefined,
    tables: Tables,
    shared: Shared,
): { prefix: string; reach: Tables; used: Field[] } {
    if (value == null) {
        return { prefix: "", reach: tables, used: [] };
    }
    const body = only({ kind: "with", body: value as Body }, "ctes");
    let reach = tables;
    const used: Field[] = [];
    const written = listOf(body.ctes).map((cte) => {
        const part = only({ kind: "with", body: cte as Body }, "alias", "this", "columns");
        const name = shared.original(identifierOf(part.alias));
        const inner = query(nodeOf(part.this), outer, reach, shared);
        const names = listOf(part.columns).map((column) => shared.original(identifierOf(column)));
        const sql = shared.fresh("w");
        reach = withName(reach, name, {
            sql,
            columns: renamed(inner, names, name).map((column, i) => ({ ...column, sql: `c${i + 1}` })),
        });
        used.push(...inner.outer);
        return `${sql} AS (${inner.sql})`;
    });
    return { prefix: `WITH ${written.join(", ")} `, reach, used };
}

function withName(tables: Tables, name: string, relation: NonNullable<ReturnType<Tables["find"]>>): Tables {
    return { find: (wanted) => (equal(wanted, name) ? relation : tables.find(wanted)) };
}

/** The columns under the names that an alias gives them: `t(a, b)`. */
export function renamed<Column extends { readonly name?: string }>(
    relation: { readonly columns: readonly Column[] },
    names: readonly string[],
    alias: string,
): Column[] {
    if (names.length > 0 && names.length !== relation.columns.length) {
        throw new QueryRefusal(
            `Column alias list has ${names.length} entries but '${alias}' has ${relation.columns.length} columns available`,
        );
    }
    return relation.columns.map((column, i) => (names.length === 0 ? column : { ...column, name: names[i] }));
}

/** `(SELECT …) ORDER BY … LIMIT …` */
function parenthesized(node: Node, outer: Scope | undefined, tables: Tables, shared: Shared): Query {
    const body = only(node, "this", "order_by", "limit", "offset", "fetch");
    const inner = query(nodeOf(body.this), outer, tables, shared);
    return {
        ...inner,
        sql: `SELECT * FROM (${inner.sql})${sortedByColumns(inner, body.order_by, shared)}${limits(body)}`,
    };
}

const precedence: Readonly<Record<string, number>> = { union: 1, except: 1, intersect: 2 };

function setOperation(node: Node, outer: Scope | undefined, tables: Tables, shared: Shared): Query {
    const body = only(node, "left", "right", "all", "distinct", "order_by", "limit", "offset", "with");
    const [left, right] = [body.left, body.right].map(nodeOf);
    // The parser groups from the left, whatever binds tighter.
    if (
        (precedence[left.kind] ?? 3) < precedence[node.kind] ||
        (precedence[right.kind] ?? 3) <= precedence[node.kind]
    ) {
        throw unknownHere("INTERSECT beside UNION or EXCEPT without parentheses");
    }
    const sides = [left, right].map((side) => query(side, outer, tables, shared));
    const combined = asOne(sides, node.kind.toUpperCase() + (body.all === true ? " ALL" : ""));
    return {
        ...combined,
        sql: `${combined.sql}${sortedByColumns(combined, body.order_by, shared)}${limits(body)}`,
    };
}

function asOne([left, right]: readonly Query[], operation: string): Query {
    if (left.columns.length !== right.columns.length) {
        throw new QueryRefusal(
            `${operation} query has different number of fields: ${left.columns.length}, ${right.columns.length}`,
        );
    }
    const columns = left.columns.map((column, i) => {
        const type = commonType(column.type, right.columns[i].type);
        if (type === undefined) {
            throw new QueryRefusal(
                `column ${i + 1} in ${operation} query has incompatible types: ${nameOf(column.type)}, ${nameOf(right.columns[i].type)}`,
            );
        }
        return { name: column.name, type };
    });
    const sides = [left, right].map((side) => {
        const list = side.columns.map(
            (column, i) => `${coerce({ sql: `c${i + 1}`, type: column.type }, columns[i].type)} AS c${i + 1}`,
        );
        return `SELECT ${list.join(", ")} FROM (${side.sql})`;
    });
    return { sql: sides.join(` ${operation} `), columns, outer: [...left.outer, ...right.outer] };
}

/** ORDER BY of a set operation: by the names or the numbers of its columns. */
function sortedByColumns(inner: Query, orderBy: unknown, shared: Shared): string {
    const items = listOf((orderBy as Body | null | undefined)?.expressions) as readonly Body[];
    const sorted = items.map((item) => {
        const node = nodeOf(item.this);
        const name =
            node.kind === "column" && node.body.table == null
                ? shared.original(identifierOf(node.body.name))
                : String(node.body.value ?? "");
        const index =
            node.kind === "column"
                ? inner.columns.findIndex((column) => equal(column.name, name))
                : Number(name) - 1;
        if (inner.columns[index] === undefined) {
            throw unknownHere(
                `ORDER BY ${name || "an expression"} after UNION, INTERSECT, EXCEPT or parentheses: write a column's name or number, so it`,
            );
        }
        return `c${index + 1}${direction(item)}`;
    });
    return sorted.length === 0 ? "" : ` ORDER BY ${sorted.join(", ")}`;
}

/** OFFSET and LIMIT, or FETCH FIRST. */
export function limits(body: Body): string {
    const fetch =
        body.fetch == null ? undefined : only({ kind: "fetch", body: body.fetch as Body }, "count").count;
    const limit = count(fetch ?? body.limit, "LIMIT");
    const offset = count(body.offset, "OFFSET");
    return (limit === undefined ? "" : ` LIMIT ${limit}`) + (offset === undefined ? "" : ` OFFSET ${offset}`);
}

function count(value: unknown, clause: string): string | undefined {
    if (value == null) {
        return undefined;
    }
    const node = "this" in (value as Body) ? nodeOf((value as Body).this) : nodeOf(value);
    if (node.kind === "column" && (node.body.name as Body).name === "all") {
        return undefined;
    }
    const number = String(node.body.value);
    if (node.kind !== "literal" || !/^\d+$/.test(number)) {
        throw unknownHere(`${clause} with anything but a number`);
    }
    return number;
}

/** VALUES (1, 'a'), (2, 'b') */
function values(node: Node, outer: Scope | undefined, tables: Tables, shared: Shared): Query {
    const rows = listOf(only(node, "expressions").expressions).map((row) => {
        const context: Context = { scope: { fields: [], parent: outer }, tables, clause: "VALUES", shared };
        return listOf((row as Body).expressions).map((item) => shared.expression(nodeOf(item), context));
    });
    const types = rows[0].map((_, i) =>
        rows
            .map((row) => row[i]?.type)
            .reduce<TrinoType | undefined>((all, one) => all && one && commonType(all, one), {
                kind: "unknown",
            }),
    );
    if (types.some((type) => type === undefined) || rows.some((row) => row.length !== types.length)) {
        throw new QueryRefusal("Values rows have mismatched types");
    }
    const columns = types.map((type) => ({ type: type as TrinoType }));
    const written = rows.map((row) => `(${row.map((item, i) => coerce(item, columns[i].type)).join(", ")})`);
    const list = columns.map((_, i) => `c${i + 1}`).join(", ");
    return {
        sql: `SELECT * FROM (VALUES ${written.join(", ")}) AS v(${list})`,
        columns,
        outer: rows.flat().flatMap((item) => item.columns),
    };
}
