/**
 * EventBridge event patterns, as far as this stack's rule uses them: top-level fields, each with texts that it may equal
 * or begin with. What else EventBridge knows is refused by name, never a quiet "no match". (EventBridge user guide,
 * "Comparison operators for use in event patterns".)
 */
import { UserError } from "../userError";
import { isObject } from "../values";

type Test = (value: unknown) => boolean;

/**
 * @param json The pattern as a rule holds it.
 * @returns Whether an event, as parsed from JSON, matches.
 * @throws UserError naming the place and what is wrong there.
 */
export function compilePattern(json: string): (event: unknown) => boolean {
    const pattern = parse(json);
    if (!isObject(pattern) || Object.keys(pattern).length === 0)
        throw invalid("$", "an object with at least one field is expected");
    const fields = Object.entries(pattern).map(
        ([name, matchers]) => [name, compileField(matchers, `$.${name}`)] as const,
    );
    return (event) =>
        isObject(event) &&
        fields.every(([name, matches]) => Object.hasOwn(event, name) && matches(event[name]));
}

/** A field matches if one of its matchers does; of an array in the event, any element. */
function compileField(matchers: unknown, at: string): Test {
    if (!Array.isArray(matchers) || matchers.length === 0)
        throw invalid(at, "a list of matchers is expected; fields of fields are not supported here");
    const tests = matchers.map((matcher, index) => compileMatcher(matcher, `${at}[${index}]`));
    return (value) => [value].flat().some((one) => tests.some((test) => test(one)));
}

function compileMatcher(matcher: unknown, at: string): Test {
    if (typeof matcher === "string") return (value) => value === matcher;
    const { prefix, ...others } = isObject(matcher) ? matcher : {};
    const [operator] = Object.keys(others);
    if (operator !== undefined) throw invalid(at, `the operator '${operator}' is not supported here`);
    if (typeof prefix !== "string") throw invalid(at, 'a text or { "prefix": text } is expected');
    return (value) => typeof value === "string" && value.startsWith(prefix);
}

function parse(json: string): unknown {
    try {
        return JSON.parse(json) as unknown;
    } catch (error) {
        throw invalid("$", `it is not JSON (${(error as Error).message})`);
    }
}

function invalid(at: string, reason: string): UserError {
    return new UserError(
        `The event pattern is not valid at ${at}: ${reason}.`,
        "Correct the rule's event pattern: it would fail to deploy, or it needs more of EventBridge than runs on this machine.",
    );
}
