/**
 * The request's form: JSON types first (SerializationException), then the service model's constraints, all of
 * them at once, in AWS's own wording (ValidationException). Model: cloudtrail-data 2021-08-11.
 */
import { limits } from "../../handler/limits";
import type { Refusal } from "../http/messages";
import { excerpt, isObject } from "../values";
import type { AuditEvent } from "./types";

interface RawRequest {
    channelArn: string | null;
    externalId: string | null;
    body: unknown;
}

interface ValidRequest {
    channelArn: string;
    externalId?: string;
    auditEvents: AuditEvent[];
}

const idPattern = "^[-_A-Za-z0-9]+$";
const arnPattern = "^arn:.*$";
const externalIdPattern = "^[\\w+=,.@:\\/-]*$";
const externalIdLength = { min: 2, max: 1224 };
/** A call can break a constraint a hundred times; a person reads the first few. */
const listedViolations = 10;

function checkConstraints(request: RawRequest): ValidRequest | { refusal: Refusal } {
    const entries = readEntries(request.body);
    if (typeof entries === "string") return refuse("SerializationException", entries);
    const violations = [
        ...presence("channelArn", request.channelArn),
        ...pattern("channelArn", request.channelArn, arnPattern),
        ...length("externalId", request.externalId, externalIdLength),
        // The external ID is a secret of sorts: it never shows in a message.
        ...pattern("externalId", request.externalId, externalIdPattern, "(not shown)"),
        ...presence("auditEvents", entries),
        ...size("auditEvents", entries),
        ...(entries ?? []).flatMap((entry, index) =>
            entryViolations(entry, `auditEvents.${index + 1}.member`),
        ),
    ];
    if (violations.length > 0) return refuse("ValidationException", sentence(violations));
    return {
        channelArn: request.channelArn as string,
        externalId: request.externalId ?? undefined,
        auditEvents: entries as AuditEvent[],
    };
}

type Entry = Record<"id" | "eventData" | "eventDataChecksum", string | null | undefined>;

/** The entries, `undefined` if there are none, or what cannot be read. Members that nobody modelled are ignored. */
function readEntries(body: unknown): Entry[] | undefined | string {
    if (body === undefined) return "The request body is not JSON.";
    if (!isObject(body)) return `${kindOf(body)} can not be converted to a Structure`;
    const list = body.auditEvents ?? undefined;
    if (list === undefined) return undefined;
    if (!Array.isArray(list)) return `${kindOf(list)} can not be converted to a List (at 'auditEvents')`;
    for (const [index, entry] of (list as unknown[]).entries()) {
        const at = `auditEvents.${index + 1}.member`;
        if (!isObject(entry)) return `${kindOf(entry)} can not be converted to a Structure (at '${at}')`;
        for (const name of ["id", "eventData", "eventDataChecksum"]) {
            const value = entry[name] ?? undefined;
            if (value !== undefined && typeof value !== "string") {
                return `${kindOf(value)} can not be converted to a String (at '${at}.${name}')`;
            }
        }
    }
    return list as Entry[];
}

function entryViolations(entry: Entry, at: string): string[] {
    return [
        ...presence(`${at}.id`, entry.id),
        ...length(`${at}.id`, entry.id, { min: 1, max: limits.idLength }),
        ...pattern(`${at}.id`, entry.id, idPattern),
        ...presence(`${at}.eventData`, entry.eventData),
    ];
}

type Value = string | null | undefined;

function presence(at: string, value: unknown): string[] {
    return value == null
        ? [`Value null at '${at}' failed to satisfy constraint: Member must not be null`]
        : [];
}

function pattern(at: string, value: Value, expression: string, shown = excerpt(value ?? "")): string[] {
    if (value == null || new RegExp(expression, "s").test(value)) return [];
    return [violation(shown, at, `Member must satisfy regular expression pattern: ${expression}`)];
}

function length(at: string, value: Value, { min, max }: { min: number; max: number }): string[] {
    if (value == null || (value.length >= min && value.length <= max)) return [];
    return [violation(`(${value.length} characters)`, at, bound(value.length, min, max))];
}

function size(at: string, list: unknown[] | undefined): string[] {
    if (!list || (list.length >= 1 && list.length <= limits.call.events)) return [];
    return [violation(`[${list.length} members]`, at, bound(list.length, 1, limits.call.events))];
}

function bound(actual: number, min: number, max: number): string {
    return actual < min
        ? `Member must have length greater than or equal to ${min}`
        : `Member must have length less than or equal to ${max}`;
}

function violation(shown: string, at: string, constraint: string): string {
    return `Value '${shown}' at '${at}' failed to satisfy constraint: ${constraint}`;
}

function sentence(violations: string[]): string {
    const count = `${violations.length} validation error${violations.length > 1 ? "s" : ""} detected`;
    const more = violations.length > listedViolations ? "; …" : "";
    return `${count}: ${violations.slice(0, listedViolations).join("; ")}${more}`;
}

/** As AWS's JSON reader calls what it met. */
function kindOf(value: unknown): string {
    if (value === null) return "NULL_VALUE";
    if (Array.isArray(value)) return "START_ARRAY";
    if (typeof value === "object") return "START_OBJECT";
    if (typeof value === "boolean") return value ? "TRUE_VALUE" : "FALSE_VALUE";
    return typeof value === "number" ? "NUMBER_VALUE" : "STRING_VALUE";
}

function refuse(name: string, message: string): { refusal: Refusal } {
    return { refusal: { status: 400, name, message } };
}

export { checkConstraints, type RawRequest, type ValidRequest };
