import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Draw } from "./random";
import { foreignExpressions, literals, tokens } from "./tokens";
import { classOf, fill, match, splitTypes, sqlOf, textOf, typeOf, type Bindings, type Type } from "./types";

export interface Column {
    readonly sql: string;
    readonly type: Type;
}

/** What an expression may name. */
export interface Scope {
    readonly draw: Draw;
    readonly columns: readonly Column[];
    /** The columns that no two rows have alike; they are texts or numbers. */
    readonly unique: readonly string[];
    /** How probable it is that a part of an expression is one that Trino refuses. */
    readonly wrong: number;
    readonly subquery?: (type: Type) => string;
}

interface Rule {
    readonly result: Type;
    readonly template: string;
}

/** The rules of a grammar: those of one type, and those of any type of a class. */
interface Grammar {
    readonly typed: readonly Rule[];
    readonly general: readonly Rule[];
}

export function grammarOf(file: string): Grammar {
    const lines = readFileSync(join(__dirname, file), "utf8").split("\n");
    const rules = lines
        .filter((line) => line !== "" && !line.startsWith("#"))
        .map((line) => {
            const [result, template] = line.split(/ := (.*)/);
            return { result: typeOf(result), template };
        });
    const general = rules.filter(({ result }) => /^[A-Z]$/.test(result.name));
    return { general, typed: rules.filter((rule) => !general.includes(rule)) };
}

export const grammar = grammarOf("grammar.txt");
const texts = ["numtext", "datetext", "isotext", "jsontext"];

/** A type of those that a letter stands for. */
export const anyType = (draw: Draw, letter = "T"): Type => typeOf(draw.one(classOf(letter)));

/** Rows of the event data store that are only looked at as they are. */
const opaque = ["identity", "metadata"];

/** A type that an expression may have: more often than not one of the columns at hand. */
export function likelyType({ draw, columns }: Scope, letter = "T"): Type {
    const types = columns.map(({ type }) => type).filter((type) => match(typeOf(letter), type) !== undefined);
    return types.length > 0 && draw.chance(0.4) ? draw.one(types) : anyType(draw, letter);
}

/** How deep an expression may be: most are not. */
export const depthOf = (draw: Draw): number => draw.one([1, 1, 1, 2, 2, 3]);

/** An expression of a type: most probably a valid one. */
export function expression(type: Type, scope: Scope, depth: number): string {
    const { draw } = scope;
    if (draw.chance(scope.wrong)) return draw.one(foreignExpressions);
    if (depth > 0 && scope.subquery !== undefined && draw.chance(0.03)) return scope.subquery(type);
    if (depth <= 0 || draw.chance(0.2)) return leaf(type, scope);
    return (
        (opaque.includes(type.name) ? undefined : applied(grammar, type, scope, depth)) ?? leaf(type, scope)
    );
}

/** An expression by one of a grammar's rules; nothing if none gives this type. */
export function applied(rules: Grammar, type: Type, scope: Scope, depth: number): string | undefined {
    const { draw } = scope;
    const fitting = [rules.typed, rules.general].map((kind) =>
        kind.flatMap(({ result, template }) => {
            const bound = match(result, type);
            return bound === undefined ? [] : [{ bound, template }];
        }),
    );
    const [typed, general] = fitting;
    const kind = general.length === 0 || (typed.length > 0 && draw.chance(0.7)) ? typed : general;
    if (kind.length === 0) return undefined;
    const { bound, template } = draw.one(kind);
    const sql = filled(template, { ...bound }, scope, depth - 1);
    const compound = /^[{(]|^NOT |^-/.test(template) && / |^-/.test(template);
    return compound && draw.chance(0.75) ? `(${sql})` : sql;
}

/** The types of the expressions that a rule's template asks for. */
export function holesOf({ result, template }: Rule, draw: Draw): { bound: Bindings; types: Type[] } {
    const bound: Bindings = {};
    fill(result, bound, draw.one);
    const holes = [...template.matchAll(/\{([^{}#@=]+)\}/g)].map(([, hole]) => hole.split(" -> ")[0]);
    return { bound, types: holes.map((hole) => fill(typeOf(splitTypes(hole)[0]), bound, draw.one)) };
}

/** A template with an expression in the place of each hole. */
export function filled(template: string, bound: Bindings, scope: Scope, depth: number): string {
    const { draw } = scope;
    return template.replace(/\{([^{}]+)\}/g, (_, hole: string) => {
        if (hole === "@key") return scope.unique[0];
        if (hole === "@order") return `ORDER BY ${scope.unique.join(", ")}`;
        if (hole === "#one") return "'1'";
        if (hole.startsWith("#constant "))
            return literal(fill(typeOf(hole.slice(10)), bound, draw.one), draw);
        if (hole.startsWith("#")) return draw.common(tokens[hole.slice(1)]);
        if (hole.startsWith("=")) return sqlOf(fill(typeOf(hole.slice(1)), bound, draw.one));
        const [parameters, result] = hole.split(" -> ");
        if (result === undefined) return expression(fill(typeOf(hole), bound, draw.one), scope, depth);
        return lambda(
            splitTypes(parameters).map((text) => fill(typeOf(text), bound, draw.one)),
            fill(typeOf(result), bound, draw.one),
            scope,
            depth,
        );
    });
}

function lambda(parameters: readonly Type[], result: Type, scope: Scope, depth: number): string {
    const names = scope.draw.some(["x", "y", "e", "p", "k", "v"], parameters.length);
    const own = names.map((sql, i) => ({ sql, type: parameters[i] }));
    // A parameter stands in for columns more often than not: it is what a lambda is about.
    const inner = { ...scope, subquery: undefined, columns: [...own, ...own, ...own, ...scope.columns] };
    const body = expression(result, inner, Math.min(depth, 2));
    return names.length === 1 ? `${names[0]} -> ${body}` : `(${names.join(", ")}) -> ${body}`;
}

function leaf(type: Type, { draw, columns }: Scope): string {
    const wanted = textOf(type);
    const fitting = columns.filter((column) => {
        const found = textOf(column.type);
        return found === wanted || (wanted === "varchar" && texts.includes(found));
    });
    return fitting.length > 0 && draw.chance(0.8) ? draw.one(fitting).sql : literal(type, draw);
}

/** A constant of a type. */
export function literal(type: Type, draw: Draw, nulls = 0.07): string {
    if (opaque.includes(type.name)) return "NULL";
    if (draw.chance(nulls)) return draw.chance(0.8) ? `CAST(NULL AS ${sqlOf(type)})` : "NULL";
    const [first, second] = type.of;
    const items = (of: Type, count: number): string =>
        `ARRAY[${Array.from({ length: count }, () => literal(of, draw)).join(", ")}]`;
    switch (type.name) {
        case "array": {
            const count = draw.number(4);
            return count === 0 ? `CAST(ARRAY[] AS ${sqlOf(type)})` : items(first, count);
        }
        case "map": {
            const keys = draw.some(literals[first.name] ?? [literal(first, draw, 0)], draw.number(4));
            return keys.length === 0
                ? `CAST(map() AS ${sqlOf(type)})`
                : `map(ARRAY[${keys.join(", ")}], ${items(second, keys.length)})`;
        }
        case "row":
            return `ROW(${literal(first, draw)}, ${literal(second, draw)})`;
        default:
            return draw.common(
                type.name === "varchar" && draw.chance(0.2) ? literals[draw.one(texts)] : literals[type.name],
            );
    }
}
