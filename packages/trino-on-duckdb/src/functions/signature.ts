import { commonType, fits, isDatetime, isNumeric } from "../coercion";
import { array, map, row, simple, timestamp, zoned, type TrinoType } from "../types";

/**
 * A function's parameters and result as Trino's documents write them: `element_at(map(K, V), K) -> V`. One capital
 * letter stands for any type; N for any number, M for a decimal, D for any date or time, Z for a time with zone, S for a
 * varchar where Trino takes any type, E and O for types whose values DuckDB compares as Trino does (O is for doubles, too); `function(T, boolean)` for a lambda; the last
 * parameter may repeat (`varchar...`).
 */
export interface Signature {
    readonly name: string;
    readonly parameters: readonly Pattern[];
    readonly repeats: boolean;
    readonly result: Pattern;
    readonly text: string;
}

export interface Pattern {
    readonly name: string;
    readonly parts: readonly Pattern[];
}

export type Bindings = Map<string, TrinoType>;

export function signatureOf(text: string): Signature {
    const [call, result] = text.split(" -> ");
    const { name, parts } = patternOf(call.replace("...", ""));
    return { name, parameters: parts, repeats: call.includes("..."), result: patternOf(result), text };
}

function patternOf(text: string): Pattern {
    const open = text.indexOf("(");
    if (open < 0) {
        return { name: text.trim(), parts: [] };
    }
    return {
        name: text.slice(0, open).trim(),
        parts: splitList(text.slice(open + 1, text.lastIndexOf(")"))).map(patternOf),
    };
}

/** Splits at the commas outside parentheses. */
function splitList(text: string): string[] {
    const parts: string[] = [];
    let depth = 0;
    let part = "";
    for (const letter of text) {
        depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
        if (letter === "," && depth === 0) {
            parts.push(part);
            part = "";
        } else {
            part += letter;
        }
    }
    return part.trim() === "" ? parts : [...parts, part];
}

/** The pattern of the n-th argument, if there may be one. */
export function parameterAt(signature: Signature, index: number): Pattern | undefined {
    return signature.repeats
        ? signature.parameters[Math.min(index, signature.parameters.length - 1)]
        : signature.parameters[index];
}

export function takes(signature: Signature, count: number): boolean {
    return signature.repeats ? count >= signature.parameters.length : count === signature.parameters.length;
}

/** Whether a value of this type may be passed here. What a letter stands for is noted, or widened, on the way. */
export function accepts(pattern: Pattern, type: TrinoType, bindings: Bindings, relaxed = false): boolean {
    const { name, parts } = pattern;
    if (/^[A-Z]$/.test(name)) {
        return acceptsLetter(name, type, bindings, relaxed);
    }
    if (type.kind === "unknown") {
        parts.forEach((part) => accepts(part, type, bindings, relaxed));
        return name !== "function";
    }
    switch (name) {
        case "array":
            return type.kind === "array" && accepts(parts[0], type.element, bindings, relaxed);
        case "map":
            return (
                type.kind === "map" &&
                accepts(parts[0], type.key, bindings, relaxed) &&
                accepts(parts[1], type.value, bindings, relaxed)
            );
        case "row":
            return (
                type.kind === "row" &&
                type.fields.length === parts.length &&
                parts.every((part, i) => accepts(part, type.fields[i].type, bindings, relaxed))
            );
        default:
            return name !== "function" && fits(type, substitute(pattern, bindings));
    }
}

const scalars = new Set([
    ...["boolean", "tinyint", "smallint", "integer", "bigint", "decimal", "varchar", "date", "timestamp"],
    ...["interval day to second", "interval year to month"],
]);

/** Letters that keep out what Trino takes, and DuckDB compares otherwise. */
const narrow = ["E", "O", "S"];

const letterKinds: Readonly<Record<string, (type: TrinoType) => boolean>> = {
    Z: (type) => type.kind === "timestamp with time zone",
    E: (type) => scalars.has(type.kind),
    O: (type) => scalars.has(type.kind) || type.kind === "double",
    S: (type) => type.kind === "varchar",
    N: isNumeric,
    M: (type) => type.kind === "decimal",
    D: isDatetime,
};

function acceptsLetter(letter: string, type: TrinoType, bindings: Bindings, relaxed: boolean): boolean {
    const asked = relaxed && narrow.includes(letter) ? undefined : letterKinds[letter];
    if (type.kind !== "unknown" && asked !== undefined && !asked(type)) {
        return false;
    }
    const bound = bindings.get(letter);
    const common = bound === undefined ? type : commonType(bound, type);
    if (common !== undefined) {
        bindings.set(letter, common);
    }
    return common !== undefined;
}

/** The type that a pattern means, once its letters are known. */
export function substitute(pattern: Pattern, bindings: Bindings): TrinoType {
    const [first, second] = pattern.parts;
    if (/^[A-Z]$/.test(pattern.name)) {
        return bindings.get(pattern.name) ?? { kind: "unknown" };
    }
    switch (pattern.name) {
        case "array":
            return array(substitute(first, bindings));
        case "map":
            return map(substitute(first, bindings), substitute(second, bindings));
        case "row":
            return row(pattern.parts.map((part) => ({ type: substitute(part, bindings) })));
        case "timestamp":
            return timestamp();
        case "zoned":
            return zoned();
        default:
            return simple(pattern.name as "varchar");
    }
}
