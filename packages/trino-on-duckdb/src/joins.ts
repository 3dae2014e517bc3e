import type { Context, Shared, Tables } from "./context";
import { coerce, commonType } from "./coercion";
import { condition } from "./expressions/logic";
import { QueryRefusal, unknownHere } from "./refusal";
import { relation, type Place, type Source } from "./relations";
import { equal, type Scope } from "./scope";
import { identifierOf, listOf, nodeOf, only, type Body, type Node } from "./tree";
import { nameOf } from "./types";

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
