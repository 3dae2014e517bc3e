/** The operators of an event pattern that look into a text: beginning, end, letter case, wildcards. */
import { invalidPattern, isObject, onlyMember, text, unknownOperator } from "./syntax";

/** What an event's field can hold at its end; arrays and objects are looked into before a test is asked. */
type Leaf = string | number | boolean | null;
type Test = (value: Leaf) => boolean;

/** `"us-"`, or `{ "equals-ignore-case": "us-" }`. */
function affix(method: "startsWith" | "endsWith", operand: unknown, at: string): Test {
    if (!isObject(operand)) {
        const expected = text(operand, at);
        return (value) => typeof value === "string" && value[method](expected);
    }
    const [name, inner] = onlyMember(operand, at);
    if (name !== "equals-ignore-case") throw unknownOperator(name, at, ["equals-ignore-case"]);
    const expected = text(inner, `${at}.${name}`).toLowerCase();
    return (value) => typeof value === "string" && value.toLowerCase()[method](expected);
}

function equalsIgnoringCase(expected: string): Test {
    const lower = expected.toLowerCase();
    return (value) => typeof value === "string" && value.toLowerCase() === lower;
}

/** `*` is any number of characters; `\*` and `\\` are the characters themselves. Two `*` in a row are refused. */
function wildcard(pattern: string, at: string): Test {
    const tokens = pattern.match(/\\[\s\S]|[\s\S]/g) ?? [];
    const parts = [""];
    for (const [index, token] of tokens.entries()) {
        if (token === "*") {
            if (tokens[index - 1] === "*") throw invalidPattern(at, "consecutive wildcards are not allowed");
            parts.push("");
        } else if (token.startsWith("\\") && token !== "\\*" && token !== "\\\\") {
            throw invalidPattern(at, "a backslash can escape only * and \\ (and is written \\\\ in JSON)");
        } else {
            parts[parts.length - 1] += token.at(-1);
        }
    }
    return (value) => typeof value === "string" && matchesParts(value, parts);
}

/** The first part begins the text, the last ends it, the others follow each other; the leftmost find is enough. */
function matchesParts(value: string, parts: string[]): boolean {
    const [first, ...middle] = parts;
    const last = middle.pop();
    if (last === undefined) return value === first;
    if (!value.startsWith(first)) return false;
    let from = first.length;
    for (const part of middle) {
        const found = value.indexOf(part, from);
        if (found < 0) return false;
        from = found + part.length;
    }
    return value.length - last.length >= from && value.endsWith(last);
}

export { affix, equalsIgnoringCase, wildcard, type Leaf, type Test };
