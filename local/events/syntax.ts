/** What every part of the pattern compiler needs: reading JSON values, and saying what is wrong and where. */
import { UserError } from "../userError";

/** EventBridge refuses a rule whose pattern it does not understand; so does this pipeline, which says where. */
function invalidPattern(at: string, reason: string): UserError {
    return new UserError(
        `The event pattern is not valid at ${at}: ${reason}.`,
        "Correct the rule's event pattern; it would fail to deploy, or it uses an operator that this pipeline lacks.",
    );
}

function onlyMember(value: object, at: string): [string, unknown] {
    const members = Object.entries(value) as [string, unknown][];
    if (members.length !== 1) {
        throw invalidPattern(at, `an operator is an object with one key, not ${members.length}`);
    }
    return members[0];
}

function unknownOperator(name: string, at: string, known: string[]): Error {
    return invalidPattern(at, `the operator '${name}' is not known; known: ${known.join(", ")}`);
}

function list(value: unknown, at: string): unknown[] {
    const items = Array.isArray(value) ? (value as unknown[]) : [value];
    if (items.length === 0) throw invalidPattern(at, "an empty list is not allowed");
    return items;
}

function text(value: unknown, at: string): string {
    if (typeof value !== "string") throw invalidPattern(at, "a string is expected");
    return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

export { invalidPattern, isObject, list, onlyMember, text, unknownOperator };
