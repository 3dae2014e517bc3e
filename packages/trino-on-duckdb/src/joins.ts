import type { Context, Shared, Tables } from "./context";
import { coerce, commonType } from "./coercion";
import { equality } from "./equality";
import { condition } from "./expressions/logic";
import { QueryRefusal, unknownHere } from "./refusal";
import { namesOf, relation } from "./relations";
import { equal, type Field, type Scope } from "./scope";
import type { Place, Source } from "./source";
import { identifierOf, listOf, nodeOf, only, type Body, type Node } from "./tree";
import { nameOf } from "./types";
import { unnest } from "./unnest";

/** Translates FROM a, b JOIN c ON …: a comma binds less than a JOIN, and b's JOIN does not see a. */
export function from(body: Body, outer: Scope | undefined, tables: Tables, shared: Shared): Source {
    const place = { outer, tables, shared };
    return betweenCommas(body).reduce<Source>((left, [first, ...joins]) => {
        if (joins.length === 0 || left.sql === "") {
            return joins.reduce<Source>(
                (all, join) => joined(all, join, place),
                beside(left, nodeOf(first.this), place),
            );
        }
        const right = from({ from: { expressions: [first.this] }, joins }, outer, tables, shared);
        return crossed(left, { ...right, sql: `(${right.sql})` });
    }, nothing);
}

const nothing: Source = { sql: "", fields: [], outer: [] };

/** What stands between the commas: a relation and its joins. After a JOIN the parser takes a comma for one, too. */
function betweenCommas(body: Body): Body[][] {
    const items = listOf((body.from as Body | null)?.expressions).map((item): Body[] => [{ this: item }]);
    for (const join of listOf(body.joins) as readonly Body[]) {
        if (join.kind === "Implicit") {
            items.push([{ this: join.this }]);
        } else {
            items[items.length - 1].push(join);
        }
    }
    return items;
}

function beside(left: Source, node: Node, place: Place): Source {
    const list = unnestIn(node, place);
    return list === undefined ? crossed(left, read(node, place)) : unnest(list, left, "CROSS JOIN", place);
}

function crossed(left: Source, right: Source): Source {
    return left.sql === "" ? right : together(left, right, `${left.sql} CROSS JOIN ${right.sql}`);
}

function together(left: Source, right: Source, sql: string): Source {
    return { sql, fields: [...left.fields, ...right.fields], outer: [...left.outer, ...right.outer] };
}

/** One thing that FROM reads: a join in parentheses, or a relation. */
function read(node: Node, place: Place): Source {
    switch (node.kind) {
        case "joined_table": {
            const { left, joins } = only(node, "left", "joins");
            const inner = from(
                { from: { expressions: [left] }, joins },
                place.outer,
                place.tables,
                place.shared,
            );
            return { ...inner, sql: `(${inner.sql})` };
        }
        case "paren":
            return read(nodeOf(only(node, "this").this), place);
        case "alias":
            return read(nodeOf(only(node, "this", "alias", "column_aliases").this), place);
        default:
            return relation(node, place);
    }
}

/** UNNEST, with its names, if that is what FROM reads. */
function unnestIn(node: Node, { shared }: Place): Parameters<typeof unnest>[0] | undefined {
    if (node.kind === "paren") {
        return unnestIn(nodeOf(node.body.this), { shared } as Place);
    }
    if (node.kind === "alias" && nodeOf(node.body.this).kind === "unnest") {
        const body = only(node, "this", "alias", "column_aliases");
        return {
            node: nodeOf(body.this),
            alias: shared.original(identifierOf(body.alias)),
            names: namesOf(body.column_aliases, shared),
        };
    }
    return node.kind === "unnest" ? { node, names: [] } : undefined;
}

const kinds: Readonly<Record<string, string>> = {
    Inner: "JOIN",
    Left: "LEFT JOIN",
    Right: "RIGHT JOIN",
    Full: "FULL JOIN",
    Cross: "CROSS JOIN",
};

function joined(left: Source, join: Body, place: Place): Source {
    const body = only({ kind: "join", body: join }, "this", "kind", "on", "using");
    const kind = kinds[String(body.kind)];
    if (kind === undefined) {
        throw unknownHere(`${String(body.kind).toUpperCase()} JOIN`);
    }
    const list = unnestIn(nodeOf(body.this), place);
    if (list !== undefined) {
        return unnest(list, left, unnestJoin(kind, body), place);
    }
    const right = read(nodeOf(body.this), place);
    if (kind === "CROSS JOIN") {
        return crossed(left, right);
    }
    const names = listOf(body.using).map((name) => place.shared.original(identifierOf(name)));
    if (names.length > 0) {
        return using(left, right, names, kind);
    }
    if (body.on == null) {
        throw new QueryRefusal(`mismatched input: a ${kind} takes ON or USING`);
    }
    const both = together(left, right, "");
    const context: Context = {
        scope: { fields: both.fields, parent: place.outer },
        tables: place.tables,
        clause: "JOIN clause",
        shared: place.shared,
    };
    const test = place.shared.expression(nodeOf(body.on), context);
    if (kind !== "JOIN" && test.sql === "NULL") {
        throw new QueryRefusal("Filter must be an expression of boolean type: Optional[null]");
    }
    const on = condition(test, "JOIN ON clause");
    return {
        ...both,
        outer: [...both.outer, ...on.columns.filter((field) => !both.fields.includes(field))],
        sql: `${left.sql} ${kind} ${right.sql} ON ${on.sql}`,
    };
}

function unnestJoin(kind: string, { on, using: names }: Body): "CROSS JOIN" | "LEFT JOIN" {
    const always =
        on == null ? kind === "CROSS JOIN" : nodeOf(on).kind === "boolean" && nodeOf(on).body.value === true;
    if (!always || listOf(names).length > 0 || kind === "RIGHT JOIN" || kind === "FULL JOIN") {
        throw unknownHere(`${kind} UNNEST with anything but ON TRUE, or from the right,`);
    }
    return kind === "LEFT JOIN" ? "LEFT JOIN" : "CROSS JOIN";
}

/** JOIN … USING (a): one column `a` instead of two, before all others. */
function using(left: Source, right: Source, names: readonly string[], kind: string): Source {
    const pairs = names.map((name) => [left, right].map((side) => onlyField(side, name)));
    const shared = pairs.map(([a, b], i) => {
        const type =
            commonType(a.type, b.type) ??
            fail(`Column types in USING do not match: ${nameOf(a.type)}, ${nameOf(b.type)}`);
        const [x, y] = [coerce(a, type), coerce(b, type)];
        return { name: names[i], type, sql: `coalesce(${x}, ${y})`, on: equality(x, y, type) };
    });
    const others = [...left.fields, ...right.fields].filter((field) => !pairs.flat().includes(field));
    const on = shared.map((column) => column.on).join(" AND ");
    return {
        ...together(left, right, `${left.sql} ${kind} ${right.sql} ON ${on}`),
        fields: [...shared.map(({ name, type, sql }) => ({ name, type, sql })), ...others],
    };
}

function onlyField(side: Source, name: string): Field {
    const found = side.fields.filter((field) => equal(field.name, name));
    if (found.length !== 1) {
        throw new QueryRefusal(
            `Column '${name}' is ${found.length === 0 ? "missing from" : "ambiguous in"} one side of join`,
        );
    }
    return found[0];
}

function fail(message: string): never {
    throw new QueryRefusal(message);
}
