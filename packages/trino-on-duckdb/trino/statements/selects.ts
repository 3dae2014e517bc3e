import {
    anyType,
    filled,
    grammar,
    holesOf,
    literal,
    applied,
    depthOf,
    expression,
    grammarOf,
    likelyType,
    type Column,
    type Scope,
} from "./expressions";
import { drawOf, type Draw } from "./random";
import { scopeOf, sourceOf, type Source, type Statement } from "./sources";
import { fill, textOf, typeOf, type Type } from "./types";

/** A statement, and whether it says in which order its rows come. */
interface Generated {
    readonly sql: string;
    readonly ordered: boolean;
}

interface Body {
    readonly sql: string;
    readonly types: readonly Type[];
    /** Texts or numbers that ORDER BY may name, which no two rows have alike. */
    readonly unique?: readonly string[];
    /** Whether nothing more may follow. */
    readonly ended?: boolean;
}

const aggregates = grammarOf("aggregates.txt");
const windows = grammarOf("windows.txt");
const boolean = typeOf("boolean");

/** A random statement: the same seed makes the same statement. */
export function statementOf(seed: number): Generated {
    const draw = drawOf(seed);
    let names = 0;
    const statement: Statement = {
        ...{ draw, wrong: draw.chance(0.08) ? 0.15 : 0, withs: [] },
        name: () =>
            draw.chance(0.04)
                ? `${draw.one(["day", "count", "rank", "filter", "date"])}${(names += 1)}`
                : `t${(names += 1)}`,
    };
    const body = bodyOf(statement);
    const { sql, ordered } = orderedBy(body, draw);
    const withs = statement.withs.length === 0 ? "" : `WITH ${statement.withs.join(", ")} `;
    const spoilt = draw.chance(0.02) ? draw.one(spoils)(`${withs}${sql}`) : `${withs}${sql}`;
    return { sql: spoilt, ordered };
}

/** Makes a statement one that is none, or another engine's. */
const spoils: readonly ((sql: string) => string)[] = [
    (sql) => sql.replace(" FROM ", ", FROM "),
    (sql) => `${sql} QUALIFY row_number() OVER () = 1`,
    (sql) => `${sql} LIMIT 5, 10`,
    (sql) => sql.replace("SELECT ", "SELECT TOP 3 "),
    (sql) => sql.slice(0, -1),
    (sql) => sql.replace("(", "(("),
    (sql) => `${sql}; ${sql}`,
    (sql) => sql.replace("SELECT ", "SELECT DISTINCT ON (1) "),
    (sql) => sql.replace(" AS ", " AS order "),
];

function bodyOf(statement: Statement): Body {
    const kinds = [
        probe,
        probe,
        probe,
        probe,
        plain,
        plain,
        plain,
        plain,
        grouped,
        grouped,
        windowed,
        windowed,
        distinct,
        combined,
    ];
    return statement.draw.one(kinds)(statement);
}

function where(scope: Scope): string {
    return scope.draw.chance(0.35) ? ` WHERE ${expression(boolean, scope, depthOf(scope.draw))}` : "";
}

function list(items: readonly string[], draw: Draw): string {
    return items.map((item, i) => (draw.chance(0.3) ? `${item} AS "c${i}"` : item)).join(", ");
}

function plain(statement: Statement): Body {
    const { draw } = statement;
    const source = sourceOf(statement);
    const scope = scopeOf(source, statement);
    const types = Array.from({ length: 1 + draw.number(3) }, () => likelyType(scope));
    const items = types.map((type) => expression(type, scope, depthOf(draw)));
    return {
        sql: `SELECT ${list(items, draw)} FROM ${source.from}${where(scope)}`,
        types,
        unique: source.unique,
    };
}

/** One rule of the grammar over columns of the types that it asks for: what it says to each of many values. */
function probe({ draw, wrong }: Statement): Body {
    const rule = draw.one([...grammar.typed, ...grammar.general]);
    const { bound, types } = holesOf(rule, draw);
    const columns = types.map((type, i) => ({ sql: `a${i}`, type }));
    const rows = Array.from({ length: 5 }, (_, row) =>
        [`'r${row}'`, ...types.map((type) => literal(type, draw, 0.1))].join(", "),
    );
    const scope: Scope = { draw, wrong, columns, unique: ["i"] };
    const item = filled(rule.template, bound, scope, 0);
    const names = ["i", ...columns.map(({ sql }) => sql)].join(", ");
    const from = `(VALUES ${rows.map((row) => `(${row})`).join(", ")}) AS t(${names})`;
    return {
        sql: `SELECT i, ${draw.chance(0.6) ? `try(${item})` : item} FROM ${from}`,
        types: [typeOf("varchar"), fill(rule.result, bound, draw.one)],
        unique: ["i"],
    };
}

function distinct(statement: Statement): Body {
    const { draw } = statement;
    const source = sourceOf(statement);
    const scope = scopeOf(source, statement);
    const types = Array.from({ length: 1 + draw.number(2) }, () => likelyType(scope, "C"));
    const items = types.map((type) => expression(type, scope, depthOf(draw)));
    return { sql: `SELECT DISTINCT ${list(items, draw)} FROM ${source.from}${where(scope)}`, types };
}

function grouped(statement: Statement): Body {
    const { draw } = statement;
    const source = sourceOf(statement);
    const scope = scopeOf(source, statement, false);
    const keys = draw.chance(0.2) ? [] : Array.from({ length: 1 + draw.number(2) }, () => keyOf(scope));
    const found = Array.from({ length: 1 + draw.number(2) }, () => aggregateOf(scope));
    // What comes after grouping may name the keys and the aggregates, and nothing else.
    const after: Scope = { ...scope, columns: [...keys, ...found], subquery: undefined };
    const types = draw.chance(0.3) ? [anyType(draw)] : [];
    const items = [...keys, ...found, ...types.map((type) => ({ sql: expression(type, after, 2), type }))];
    const having = draw.chance(0.3) ? ` HAVING ${expression(boolean, after, 2)}` : "";
    const sorted = draw.chance(0.2) ? ` ORDER BY ${expression(anyType(draw, "O"), after, 2)}` : "";
    return {
        sql: `SELECT ${list(sqls(items), draw)} FROM ${source.from}${where(scope)}${groupBy(keys, draw)}${having}${sorted}`,
        types: items.map(({ type }) => type),
        ended: sorted !== "",
    };
}

const sqls = (columns: readonly Column[]): string[] => columns.map(({ sql }) => sql);

function keyOf(scope: Scope): Column {
    const comparable = scope.columns.filter(({ type }) => !/json|text|identity|metadata/.test(textOf(type)));
    if (comparable.length > 0 && scope.draw.chance(0.6)) return scope.draw.one(comparable);
    const type = likelyType(scope, "C");
    return { type, sql: expression(type, scope, 1) };
}

function aggregateOf(scope: Scope): Column {
    for (;;) {
        const type = anyType(scope.draw);
        const sql = applied(aggregates, type, scope, 2);
        if (sql !== undefined) return { sql, type };
    }
}

function groupBy(keys: readonly Column[], draw: Draw): string {
    if (keys.length === 0) return "";
    const texts = sqls(keys);
    const joined = texts.join(", ");
    const ways = [
        ...[joined, joined, joined, keys.map((_, i) => i + 1).join(", ")],
        ...[`ROLLUP (${joined})`, `CUBE (${joined})`, `GROUPING SETS ((${joined}), (${texts[0]}), ())`],
    ];
    return ` GROUP BY ${draw.one(draw.chance(0.7) ? ways.slice(0, 4) : ways)}`;
}

function windowed(statement: Statement): Body {
    const { draw } = statement;
    const source = sourceOf(statement);
    const scope = scopeOf(source, statement, false);
    const items = Array.from({ length: 1 + draw.number(2) }, () => windowOf(scope));
    const more = draw.chance(0.6) ? [{ sql: source.unique[0], type: typeOf("varchar") }] : [];
    return {
        sql: `SELECT ${list(sqls([...items, ...more]), draw)} FROM ${source.from}${where(scope)}`,
        types: [...items, ...more].map(({ type }) => type),
        unique: source.unique,
    };
}

function windowOf(scope: Scope): Column {
    const { draw } = scope;
    const partition = draw.chance(0.5) ? `PARTITION BY ${keyOf(scope).sql} ` : "";
    const total = `ORDER BY ${[expression(anyType(draw, "O"), scope, 1), ...scope.unique].map((key) => `${key}${direction(draw)}`).join(", ")}`;
    const [window, rules] = draw.one<[string, typeof windows]>([
        [total, windows],
        [total, windows],
        [
            `${total} ${draw.one(["ROWS", "GROUPS"])} ${frame(draw, (of) => String(of))}`,
            draw.chance(0.5) ? ordinary : windows,
        ],
        [
            `ORDER BY ${expression(typeOf("bigint"), scope, 1)} RANGE ${frame(draw, (of) => String(of))}`,
            ordinary,
        ],
        [
            `ORDER BY ${expression(draw.one(["timestamp", "date", "zoned"].map(typeOf)), scope, 1)}${draw.chance(0.3) ? " DESC" : ""} RANGE ${frame(draw, (of) => `INTERVAL '${of}' ${draw.one(["DAY", "HOUR", "DAY", "MONTH"])}`)}`,
            ordinary,
        ],
        [draw.chance(0.5) ? "" : total, ordinary],
    ]);
    for (;;) {
        const type = anyType(draw);
        const sql = applied(rules, type, scope, 2);
        if (sql !== undefined) return { sql: `${sql} OVER (${partition}${window})`, type };
    }
}

/** Aggregates whose answer hangs on no order. */
const ordinary = {
    general: aggregates.general.filter(({ template }) => /^(max|min)\(\{O\}\)$/.test(template)),
    typed: aggregates.typed.filter(({ template }) =>
        /^(count|sum|avg|bool_or|every|count_if)\b(?!.*DISTINCT)/.test(template),
    ),
};

function frame(draw: Draw, offset: (of: number) => string): string {
    const before = draw.one([
        "UNBOUNDED PRECEDING",
        `${offset(1 + draw.number(3))} PRECEDING`,
        "CURRENT ROW",
    ]);
    if (draw.chance(0.2)) return before;
    return `BETWEEN ${before} AND ${draw.one(["UNBOUNDED FOLLOWING", `${offset(1 + draw.number(3))} FOLLOWING`, "CURRENT ROW", "CURRENT ROW"])}`;
}

const direction = (draw: Draw): string =>
    draw.one(["", "", " DESC", " ASC"]) + draw.one(["", "", " NULLS FIRST", " NULLS LAST"]);

function combined(statement: Statement): Body {
    const { draw } = statement;
    const types = Array.from({ length: 1 + draw.number(2) }, () => anyType(draw, "C"));
    const part = (): string => {
        const source: Source = sourceOf(statement, 1);
        const scope = scopeOf(source, statement, false);
        return `SELECT ${types.map((type) => expression(type, scope, 2)).join(", ")} FROM ${source.from}${where(scope)}`;
    };
    const operator = (): string => draw.one(["UNION", "UNION ALL", "INTERSECT", "EXCEPT", "UNION ALL"]);
    const two = `${part()} ${operator()} ${part()}`;
    const sql = draw.chance(0.3) ? `${two} ${operator()} ${part()}` : two;
    return { sql, types };
}

/** Puts ORDER BY, OFFSET and LIMIT behind a query; a part of the rows is taken only where all are in order. */
function orderedBy({ sql, types, unique, ended }: Body, draw: Draw): Generated {
    if (ended === true || draw.chance(0.4)) return { sql, ordered: false };
    const orderable = types.every((type) => !/map|json|identity|metadata/.test(textOf(type)));
    const keys = orderable ? types.map((_, i) => String(i + 1)) : unique;
    if (keys === undefined) return { sql, ordered: false };
    const order = draw.some(keys, keys.length).map((key) => `${key}${direction(draw)}`);
    const part = draw.one([
        "",
        "",
        ` LIMIT ${draw.number(6)}`,
        " OFFSET 1",
        " OFFSET 1 LIMIT 3",
        " FETCH FIRST 2 ROWS ONLY",
    ]);
    return { sql: `${sql} ORDER BY ${order.join(", ")}${part}`, ordered: true };
}
