/**
 * EventBridge event patterns: which events a rule lets through.
 *
 * A pattern is taken apart into alternatives, one for each way through its `$or`s; an alternative is a list of
 * fields, each with the matchers of which one must hold. An operator that is not known is an error, never
 * a quiet "no match". Sources: the EventBridge user guide, and AWS's own open-source matcher, Event Ruler.
 */
import { compileMatcher, type Matcher } from "./matchers";
import { invalidPattern, isObject } from "./syntax";
import type { Leaf } from "./textTests";

interface Field {
    path: string[];
    matchers: Matcher[];
}
type Alternative = Field[];

/** Which element was taken of each array on the way to a value, by the array's place. */
type Places = Record<string, number>;

/** EventBridge takes at most this many combinations of `$or` branches. */
const mostAlternatives = 1000;

/**
 * Compiles a rule's event pattern.
 *
 * @param json The pattern as a rule holds it: JSON text.
 * @returns Whether an event, as parsed from JSON, matches.
 * @throws UserError that names the operator and the place, if the pattern is not one.
 */
function compilePattern(json: string): (event: unknown) => boolean {
    const alternatives = compileObject(parse(json), [], "$");
    return (event) => alternatives.some((fields) => matchesFrom(fields, 0, event, {}));
}

function parse(json: string): unknown {
    try {
        return JSON.parse(json) as unknown;
    } catch (error) {
        throw invalidPattern("$", `it is not JSON (${(error as Error).message})`);
    }
}

/** The fields of an object all have to match: every alternative of one is joined with every one of the next. */
function compileObject(pattern: unknown, path: string[], at: string): Alternative[] {
    if (!isObject(pattern)) throw invalidPattern(at, "an object is expected");
    const members = Object.entries(pattern);
    if (members.length === 0) throw invalidPattern(at, "an empty object is not allowed");
    let alternatives: Alternative[] = [[]];
    for (const [name, value] of members) {
        const own = compileMember(name, value, path, `${at}.${name}`);
        if (alternatives.length * own.length > mostAlternatives) {
            throw invalidPattern(at, `$or makes more than ${mostAlternatives} combinations`);
        }
        alternatives = alternatives.flatMap((fields) => own.map((more) => [...fields, ...more]));
    }
    return alternatives;
}

function compileMember(name: string, value: unknown, path: string[], at: string): Alternative[] {
    if (name === "$or") return compileOr(value, path, at);
    if (isObject(value)) return compileObject(value, [...path, name], at);
    if (!Array.isArray(value)) throw invalidPattern(at, "an array of values or an object is expected");
    if (value.length === 0) throw invalidPattern(at, "an empty array is not allowed");
    const matchers = value.map((matcher, index) => compileMatcher(matcher, `${at}[${index}]`));
    return [[{ path: [...path, name], matchers }]];
}

function compileOr(value: unknown, path: string[], at: string): Alternative[] {
    if (!Array.isArray(value) || value.length < 2) {
        throw invalidPattern(at, "$or takes an array of two or more objects");
    }
    return value.flatMap((branch, index) => compileObject(branch, path, `${at}[${index}]`));
}

/**
 * Whether the fields from `index` on match, given which array elements were taken so far. Fields that lead through
 * the same array of objects must be found in the same element.
 */
function matchesFrom(fields: Alternative, index: number, event: unknown, taken: Places): boolean {
    if (index === fields.length) return true;
    const { path, matchers } = fields[index];
    const values = valuesAt(event, path);
    if (values.length === 0) {
        return (
            matchers.some(({ matchesAbsence }) => matchesAbsence) &&
            matchesFrom(fields, index + 1, event, taken)
        );
    }
    return values.some(
        ({ value, places }) =>
            Object.entries(places).every(([array, element]) => (taken[array] ?? element) === element) &&
            matchers.some(({ matches }) => matches(value)) &&
            matchesFrom(fields, index + 1, event, { ...taken, ...places }),
    );
}

/** Every value at the end of a path; an array stands for each of its elements, and an object is no value. */
function valuesAt(event: unknown, path: string[]): { value: Leaf; places: Places }[] {
    const found: { value: Leaf; places: Places }[] = [];
    walk(event, 0, "", {});
    return found;

    function walk(value: unknown, depth: number, array: string, places: Places): void {
        if (Array.isArray(value)) {
            // At the path's end the elements are alternatives of one field: nothing has to agree with them.
            const place = `${array}/${path.slice(0, depth).join("/")}`;
            value.forEach((element, index) =>
                walk(element, depth, place, depth < path.length ? { ...places, [place]: index } : places),
            );
        } else if (depth === path.length) {
            if (!isObject(value)) found.push({ value: value as Leaf, places });
        } else if (isObject(value) && Object.hasOwn(value, path[depth])) {
            walk(value[path[depth]], depth + 1, array, places);
        }
    }
}

export { compilePattern };
