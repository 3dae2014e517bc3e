/**
 * The request's form: what is no list of entries cannot be read; then the service model's constraints (cloudtrail-data
 * 2021-08-11), all of them at once, in AWS's own wording. Members that nobody modelled are ignored.
 */
import { limits } from "../../handler/limits";
import { Refused } from "../http/input";
import { excerpt, isObject } from "../values";
import type { AuditEvent } from "./types";

const idPattern = /^[-_A-Za-z0-9]+$/;
/** A call can break a constraint a hundred times; a person reads the first few. */
const listedViolations = 10;

/** The entries. @throws Refused */
export function checkConstraints(body: unknown): AuditEvent[] {
    if (!isObject(body) || !Array.isArray(body.auditEvents) || !body.auditEvents.every(isEntry))
        throw new Refused(
            "SerializationException",
            "The request body is not an object with auditEvents: a list of objects with the texts id and eventData.",
        );
    const { auditEvents } = body;
    const violations = [
        ...length("auditEvents", `[${auditEvents.length} members]`, auditEvents, limits.call.events),
        ...auditEvents.flatMap(({ id }, index) => {
            const at = `auditEvents.${index + 1}.member.id`;
            const pattern = `Member must satisfy regular expression pattern: ${idPattern.source}`;
            return [
                ...length(at, `(${id.length} characters)`, id, limits.idLength),
                ...(idPattern.test(id) ? [] : [violation(excerpt(id), at, pattern)]),
            ];
        }),
    ];
    if (violations.length > 0) throw new Refused("ValidationException", sentence(violations));
    return auditEvents;
}

function isEntry(entry: unknown): entry is AuditEvent {
    return isObject(entry) && typeof entry.id === "string" && typeof entry.eventData === "string";
}

function length(at: string, shown: string, { length: actual }: { length: number }, max: number): string[] {
    if (actual >= 1 && actual <= max) return [];
    const bound = actual < 1 ? "greater than or equal to 1" : `less than or equal to ${max}`;
    return [violation(shown, at, `Member must have length ${bound}`)];
}

function violation(shown: string, at: string, constraint: string): string {
    return `Value '${shown}' at '${at}' failed to satisfy constraint: ${constraint}`;
}

function sentence(violations: string[]): string {
    const count = `${violations.length} validation error${violations.length > 1 ? "s" : ""} detected`;
    const more = violations.length > listedViolations ? "; …" : "";
    return `${count}: ${violations.slice(0, listedViolations).join("; ")}${more}`;
}
