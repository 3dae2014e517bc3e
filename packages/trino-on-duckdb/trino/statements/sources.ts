import { stores } from "../store";
import { anyType, depthOf, expression, likelyType, literal, type Column, type Scope } from "./expressions";
import type { Draw } from "./random";
import { textOf, typeOf, type Type } from "./types";

/** What stands after FROM, with the columns that it gives. */
export interface Source {
    readonly from: string;
    readonly columns: readonly Column[];
    readonly unique: readonly string[];
}

/** What the parts of one statement have in common. */
export interface Statement {
    readonly draw: Draw;
    readonly wrong: number;
    readonly withs: string[];
    /** A name that nothing else in the statement has. */
    name(): string;
}

const varchars = [
    ...[
        "eventTime",
        "eventID",
        "awsRegion",
        "eventData.eventName",
        "eventData.UID",
        "eventData.sourceIPAddress",
    ],
    ...[
        "eventData.userIdentity.type",
        "eventData.userIdentity.principalId",
        "eventData.errorCode",
        "eventData.userAgent",
    ],
    ...["eventData.eventTime", "metadata.ingestionTime", "EVENTDATA.eventname"],
];
const storeColumns: readonly Column[] = [
    ...varchars.slice(1).map((sql) => ({ sql, type: typeOf("varchar") })),
    ...["eventTime", "eventtime", "eventTime"].map((sql) => ({ sql, type: typeOf("timestamp") })),
    ...["eventJson", "eventjson"].map((sql) => ({ sql, type: typeOf("jsontext") })),
    ...["requestParameters", "responseElements", "additionalEventData", "userIdentity.details"].map(
        (name) => ({
            sql: `eventData.${name}`,
            type: typeOf("map(varchar, varchar)"),
        }),
    ),
    { sql: "eventData.additionalEventData['raw']", type: typeOf("jsontext") },
    { sql: "element_at(eventData.additionalEventData, 'raw')", type: typeOf("jsontext") },
    { sql: "element_at(eventData.requestParameters, 'score')", type: typeOf("numtext") },
    { sql: "eventData.eventTime", type: typeOf("datetext") },
    { sql: "eventData.userIdentity", type: typeOf("identity") },
    { sql: "metadata", type: typeOf("metadata") },
];

export function scopeOf(source: Source, statement: Statement, subquery = true): Scope {
    const { draw, wrong } = statement;
    return {
        ...{ draw, wrong, columns: source.columns, unique: source.unique },
        subquery: subquery ? (type) => subqueryOf(type, source, statement) : undefined,
    };
}

export function sourceOf(statement: Statement, depth = 2): Source {
    const { draw } = statement;
    if (depth <= 0) return draw.chance(0.5) ? store(statement) : values(statement);
    const kinds = [store, store, values, values, values, derived, unnested, joined, named];
    return draw.one(kinds)(statement, depth - 1);
}

function store(statement: Statement): Source {
    const { draw } = statement;
    const id = draw.chance(0.8) ? stores[0] : stores[1];
    const alias = statement.name();
    const qualified = draw.chance(0.7);
    const before = qualified ? `${alias}.` : "";
    const columns = storeColumns.map(({ sql, type }) => ({
        sql: sql.startsWith("element_at") ? sql.replace("(", `(${before}`) : `${before}${sql}`,
        type,
    }));
    return { from: `"${id}" ${alias}`, columns, unique: [`${before}eventData.UID`] };
}

function values(statement: Statement): Source {
    const { draw } = statement;
    const types = [
        typeOf("varchar"),
        ...Array.from({ length: 1 + draw.number(4) }, () =>
            draw.chance(0.25)
                ? typeOf(draw.one(["numtext", "datetext", "isotext", "jsontext"]))
                : anyType(draw),
        ),
    ];
    const rows = Array.from(
        { length: 1 + draw.number(5) },
        (_, row) =>
            `(${[`'r${row}'`, ...types.slice(1).map((type) => literal(type, draw, 0.15))].join(", ")})`,
    );
    const alias = statement.name();
    const names = ["i", "a", "b", "c", "d"].map((name) => `${name}${alias.slice(1)}`).slice(0, types.length);
    const columns = types.map((type, i) => ({
        sql: draw.chance(0.5) ? names[i] : `${alias}.${names[i]}`,
        type,
    }));
    return {
        from: `(VALUES ${rows.join(", ")}) AS ${alias}(${names.join(", ")})`,
        columns,
        unique: [columns[0].sql],
    };
}

/** A SELECT of a source with the columns of any type, the unique ones first. */
function selected(
    statement: Statement,
    depth: number,
): { sql: string; types: Type[]; names: string[]; unique: number } {
    const { draw } = statement;
    const source = sourceOf(statement, depth);
    const scope = scopeOf(source, statement);
    const types = Array.from({ length: 1 + draw.number(3) }, () => likelyType(scope));
    const items = [...source.unique, ...types.map((type) => expression(type, scope, depthOf(draw)))];
    const start = draw.number(1000);
    const names = items.map((_, i) => `n${start + i}`);
    const where = draw.chance(0.4) ? ` WHERE ${expression(typeOf("boolean"), scope, 2)}` : "";
    return {
        sql: `SELECT ${items.map((item, i) => `${item} AS ${names[i]}`).join(", ")} FROM ${source.from}${where}`,
        types: [...source.unique.map(() => typeOf("varchar")), ...types],
        names,
        unique: source.unique.length,
    };
}

function derived(statement: Statement, depth: number): Source {
    const { sql, ...rest } = selected(statement, depth);
    const alias = statement.name();
    return { from: `(${sql}) AS ${alias}`, ...given(alias, rest) };
}

function named(statement: Statement, depth: number): Source {
    const { sql, ...rest } = selected(statement, depth);
    const alias = statement.name();
    statement.withs.push(`${alias} AS (${sql})`);
    return { from: alias, ...given(alias, rest) };
}

function given(alias: string, { types, names, unique }: { types: Type[]; names: string[]; unique: number }) {
    const columns = types.map((type, i) => ({ sql: `${alias}.${names[i]}`, type }));
    return { columns, unique: columns.slice(0, unique).map(({ sql }) => sql) };
}

function unnested(statement: Statement, depth: number): Source {
    const { draw } = statement;
    const outer = sourceOf(statement, depth);
    const scope = scopeOf(outer, statement, false);
    const alias = statement.name();
    const isMap = draw.chance(0.4);
    const element = draw.one(["varchar", "bigint", "json", "row(varchar, bigint)", "zoned"].map(typeOf));
    const collection = isMap ? typeOf("map(varchar, varchar)") : { name: "array", of: [element] };
    const types = isMap
        ? ["varchar", "varchar"].map(typeOf)
        : element.name === "row"
          ? [...element.of]
          : [element];
    const names = types.map((_, i) => `${alias}_${i}`);
    const columns = types.map((type, i) => ({
        sql: draw.chance(0.5) ? names[i] : `${alias}.${names[i]}`,
        type,
    }));
    const from = draw.one(["CROSS JOIN", "CROSS JOIN", "LEFT JOIN"]);
    const call = `UNNEST(${expression(collection, scope, 2)}) WITH ORDINALITY AS ${alias}(${[...names, `${alias}_n`].join(", ")})`;
    return {
        from: `${outer.from} ${from} ${call}${from === "LEFT JOIN" ? " ON true" : ""}`,
        columns: [...columns, { sql: `${alias}_n`, type: typeOf("bigint") }, ...outer.columns],
        unique: [...outer.unique, `CAST(${alias}_n AS varchar)`],
    };
}

function joined(statement: Statement, depth: number): Source {
    const { draw } = statement;
    const [left, right] = [sourceOf(statement, depth), sourceOf(statement, 0)];
    const both = {
        columns: [...left.columns, ...right.columns],
        unique: [...left.unique, ...right.unique],
    };
    const join = draw.one(["JOIN", "INNER JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "CROSS JOIN", ","]);
    if (join === "CROSS JOIN" || join === ",") return { from: `${left.from} ${join} ${right.from}`, ...both };
    const pairs = left.columns.flatMap((a) =>
        right.columns
            .filter((b) => textOf(a.type) === textOf(b.type) && textOf(a.type) !== "json")
            .map((b) => [a, b]),
    );
    const condition =
        pairs.length > 0 && draw.chance(0.8)
            ? draw.some(pairs, 1).map(([a, b]) => `${a.sql} = ${b.sql}`)[0]
            : expression(typeOf("boolean"), scopeOf({ from: "", ...both }, statement, false), 2);
    return { from: `${left.from} ${join} ${right.from} ON ${condition}`, ...both };
}

function subqueryOf(type: Type, outer: Source, statement: Statement): string {
    const { draw } = statement;
    const inner = sourceOf(statement, 0);
    const scope = scopeOf(inner, statement, false);
    if (textOf(type) !== "boolean") {
        return `(SELECT max_by(${expression(type, scope, 1)}, ${inner.unique[0]}) FROM ${inner.from})`;
    }
    const outerScope = scopeOf(outer, statement, false);
    const compared = anyType(draw, "C");
    const both = { ...scope, columns: [...outer.columns, ...inner.columns] };
    return draw.one([
        () =>
            `${expression(compared, outerScope, 1)} ${draw.one(["IN", "NOT IN"])} (SELECT ${expression(compared, scope, 1)} FROM ${inner.from})`,
        () => `EXISTS (SELECT 1 FROM ${inner.from} WHERE ${expression(typeOf("boolean"), both, 1)})`,
        () =>
            `(${outer.unique[0]}, ${expression(compared, outerScope, 1)}) IN (SELECT ${inner.unique[0]}, ${expression(compared, scope, 1)} FROM ${inner.from})`,
    ])();
}
