import { coerce, commonType } from "./coercion";
import { combine, type Context, type Expression, type Query, type Shared, type Tables } from "./context";
import { isPlain, key } from "./equality";
import { sortedByColumns } from "./ordering";
import { limits } from "./limits";
import { QueryRefusal, unknownHere } from "./refusal";
import type { Scope } from "./scope";
import { listOf, nodeOf, only, type Body, type Node } from "./tree";
import { nameOf, type TrinoType } from "./types";

const precedence: Readonly<Record<string, number>> = { union: 1, except: 1, intersect: 2 };

export function setOperation(node: Node, outer: Scope | undefined, tables: Tables, shared: Shared): Query {
    const body = only(node, "left", "right", "all", "distinct", "order_by", "limit", "offset", "with");
    const [left, last] = [body.left, body.right].map(nodeOf);
    // The parser leaves FETCH FIRST with the last SELECT, whose it is only in parentheses.
    const { fetch, ...rest } = last.body;
    const right = last.kind === "select" ? { ...last, body: { ...rest, fetch: null } } : last;
    // The parser groups from the left, whatever binds tighter.
    if (
        (precedence[left.kind] ?? 3) < precedence[node.kind] ||
        (precedence[right.kind] ?? 3) <= precedence[node.kind]
    ) {
        throw unknownHere("INTERSECT beside UNION or EXCEPT without parentheses");
    }
    const sides = [left, right].map((side) => shared.query(side, outer, tables));
    const combined = asOne(sides, node.kind.toUpperCase(), body.all === true);
    const counted = limits(last.kind === "select" ? { ...body, fetch } : body);
    const ending = `${sortedByColumns(combined, body.order_by, shared)}${counted}`;
    return { ...combined, sql: ending === "" ? combined.sql : `SELECT * FROM (${combined.sql})${ending}` };
}

function asOne([left, right]: readonly Query[], operation: string, all: boolean): Query {
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
    return {
        sql: joinedSides(sides, operation, all, columns),
        columns,
        outer: [...left.outer, ...right.outer],
    };
}

function joinedSides(
    sides: readonly string[],
    operation: string,
    all: boolean,
    columns: readonly { readonly type: TrinoType }[],
): string {
    const odd = columns.find((column) => !isPlain(column.type));
    if (all || odd === undefined) {
        return sides.join(` ${operation}${all ? " ALL" : ""} `);
    }
    if (operation !== "UNION") {
        throw unknownHere(`${operation} of values of the type ${nameOf(odd.type)}`);
    }
    const keys = columns.map((column, i) => key(`c${i + 1}`, column.type));
    return `SELECT * FROM (SELECT DISTINCT ON (${keys.join(", ")}) * FROM (${sides.join(" UNION ALL ")}))`;
}

/** A single value that is a row stands for its fields. */
function fieldsOf(value: Expression, context: Context): Expression[] {
    return value.type.kind === "row"
        ? value.type.fields.map(({ type }, i) =>
              combine(context, `struct_extract_at(${value.sql}, ${i + 1})`, type, [value]),
          )
        : [value];
}

/** VALUES (1, 'a'), (2, 'b') */
export function values(node: Node, outer: Scope | undefined, tables: Tables, shared: Shared): Query {
    const rows = listOf(only(node, "expressions").expressions).map((row) => {
        const context: Context = { scope: { fields: [], parent: outer }, tables, clause: "VALUES", shared };
        const items = listOf((row as Body).expressions).map((item) =>
            shared.expression(nodeOf(item), context),
        );
        return items.length === 1 ? fieldsOf(items[0], context) : items;
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
