/**
 * The comparison operators of an EventBridge event pattern, each made into a test of one value.
 * Source: "Comparison operators for use in event patterns" in the EventBridge user guide.
 */
import { BlockList, isIP } from "node:net";
import { invalidPattern, isObject, list, onlyMember, text, unknownOperator } from "./syntax";
import { affix, equalsIgnoringCase, wildcard, type Test } from "./textTests";

interface Matcher {
    matches: Test;
    /** Whether the field's absence satisfies this matcher: `{ "exists": false }` alone. */
    matchesAbsence: boolean;
}

/** EventBridge compares numbers within ±5.0e9. */
const largestNumber = 5e9;

const operators: Record<string, (operand: unknown, at: string) => Matcher> = {
    prefix: (operand, at) => present(affix("startsWith", operand, at)),
    suffix: (operand, at) => present(affix("endsWith", operand, at)),
    "equals-ignore-case": (operand, at) => present(equalsIgnoringCase(text(operand, at))),
    wildcard: (operand, at) => present(wildcard(text(operand, at), at)),
    "anything-but": (operand, at) => present(anythingBut(operand, at)),
    numeric: (operand, at) => present(numeric(operand, at)),
    cidr: (operand, at) => present(cidr(text(operand, at), at)),
    exists: (operand, at) => {
        if (typeof operand !== "boolean") throw invalidPattern(at, "exists must be true or false");
        return { matches: () => operand, matchesAbsence: !operand };
    },
};

/** One element of a pattern's leaf array: a value to equal, or an object with one operator. */
function compileMatcher(matcher: unknown, at: string): Matcher {
    if (matcher === null || ["string", "number", "boolean"].includes(typeof matcher)) {
        return present((value) => value === matcher);
    }
    if (Array.isArray(matcher)) {
        throw invalidPattern(
            at,
            "a match value must be a string, a number, true, false, null or an operator",
        );
    }
    const [name, operand] = onlyMember(matcher as object, at);
    if (!Object.hasOwn(operators, name)) throw unknownOperator(name, at, Object.keys(operators));
    return operators[name](operand, `${at}.${name}`);
}

function present(matches: Test): Matcher {
    return { matches, matchesAbsence: false };
}

/** A value, a list of strings or of numbers, or one of the operators below on a string or a list of strings. */
function anythingBut(operand: unknown, at: string): Test {
    if (isObject(operand)) {
        const [name, inner] = onlyMember(operand, at);
        const compile = excludable[name];
        if (!compile) throw unknownOperator(name, at, Object.keys(excludable));
        const where = `${at}.${name}`;
        const excluded = list(inner, where).map((item) => compile(text(item, where), where));
        return (value) => !excluded.some((test) => test(value));
    }
    const excluded = list(operand, at);
    const kinds = new Set(excluded.map((item) => typeof item));
    if (kinds.size !== 1 || !(kinds.has("string") || kinds.has("number"))) {
        throw invalidPattern(at, "anything-but takes strings or numbers, and not both in one list");
    }
    return (value) => !excluded.includes(value);
}

const excludable: Record<string, ((expected: string, at: string) => Test) | undefined> = {
    prefix: (expected, at) => affix("startsWith", expected, at),
    suffix: (expected, at) => affix("endsWith", expected, at),
    "equals-ignore-case": equalsIgnoringCase,
    wildcard,
};

const comparisons: Record<string, (value: number, bound: number) => boolean> = {
    "=": (value, bound) => value === bound,
    "<": (value, bound) => value < bound,
    "<=": (value, bound) => value <= bound,
    ">": (value, bound) => value > bound,
    ">=": (value, bound) => value >= bound,
};

/** `["=", 5]`, `["<", 10]`, `[">", 0, "<=", 5]`: each comparison must hold. */
function numeric(operand: unknown, at: string): Test {
    const parts = Array.isArray(operand) ? (operand as unknown[]) : [];
    if (parts.length !== 2 && parts.length !== 4) {
        throw invalidPattern(at, 'numeric takes one or two comparisons, such as [">", 0, "<=", 5]');
    }
    const tests: ((value: number) => boolean)[] = [];
    for (let index = 0; index < parts.length; index += 2) {
        const [sign, bound] = [parts[index], parts[index + 1]];
        if (typeof sign !== "string" || !Object.hasOwn(comparisons, sign)) {
            throw invalidPattern(at, `numeric compares with ${Object.keys(comparisons).join(" ")}`);
        }
        if (typeof bound !== "number" || Math.abs(bound) > largestNumber) {
            throw invalidPattern(at, "numeric takes numbers from -5.0e9 to 5.0e9");
        }
        tests.push((value) => comparisons[sign](value, bound));
    }
    return (value) => typeof value === "number" && tests.every((test) => test(value));
}

function cidr(range: string, at: string): Test {
    const [, address, prefix] = /^([0-9A-Fa-f.:]+)\/(\d{1,3})$/.exec(range) ?? [];
    const version = isIP(address ?? "");
    if (version === 0 || Number(prefix) > (version === 4 ? 32 : 128)) {
        throw invalidPattern(at, `'${range}' is not an address range such as 10.0.0.0/24`);
    }
    const family = version === 4 ? "ipv4" : "ipv6";
    const block = new BlockList();
    block.addSubnet(address, Number(prefix), family);
    return (value) => typeof value === "string" && isIP(value) === version && block.check(value, family);
}

export { compileMatcher, type Matcher };
