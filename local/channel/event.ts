/**
 * One event against the schema of integration events: "CloudTrail Lake integrations event schema" in the
 * CloudTrail user guide. What each error code means is not documented; the reading here is that of their names.
 */
import { createHash } from "node:crypto";
import { limits } from "../../handler/limits";
import { excerpt, isObject, isTime } from "../values";
import type { AuditEvent, Channel, EventErrorCode, EventFailure } from "./types";

export type EventData = Record<string, unknown>;
export type Checked = { eventData: EventData; failure?: undefined } | { failure: EventFailure };

const { field } = limits;

/** Path, whether the schema asks for it, and its limit in bytes if one is documented. */
const textFields: [path: string, required: boolean, maxBytes?: number][] = [
    ["version", true, field.version],
    ["userIdentity.type", true, field.userIdentityType],
    ["userIdentity.principalId", true, field.principalId],
    ["eventSource", true, field.eventSource],
    ["eventName", true, field.eventName],
    ["eventTime", true],
    ["UID", true, field.uid],
    ["recipientAccountId", true],
    ["userAgent", false, field.userAgent],
    ["errorCode", false, field.errorCode],
    ["errorMessage", false, field.errorMessage],
    ["sourceIPAddress", false],
];

/** Counted as JSON text. */
const objectFields: [path: string, maxBytes?: number][] = [
    ["userIdentity.details"],
    ["requestParameters", field.requestParameters],
    ["responseElements", field.responseElements],
    ["additionalEventData", field.additionalEventData],
];

/** A text no longer than this is never nested too deeply: a level takes two characters. */
const shallowLength = 4000;

type Receiver = Pick<Channel, "accountId" | "destinations">;

/** The event's data, or why this channel does not take it. */
export function checkEvent(event: AuditEvent, channel: Receiver): Checked {
    if (channel.destinations.length === 0) {
        return fail("AccountNotSubscribed", "The channel has no event data store to deliver to.");
    }
    if (event.eventDataChecksum !== undefined && event.eventDataChecksum !== checksum(event.eventData)) {
        return fail("InvalidChecksum", "eventDataChecksum is not base64(SHA-256(eventData)).");
    }
    const eventData = parseObject(event.eventData);
    if (!eventData)
        return fail("InvalidData", "eventData is not the text of a JSON object, or nested too deeply.");
    const failure =
        checkTexts(eventData) ??
        checkObjects(eventData, Buffer.byteLength(event.eventData)) ??
        checkMeaning(eventData, channel);
    return failure ? { failure } : { eventData };
}

function checkTexts(eventData: EventData): EventFailure | undefined {
    for (const [path, required, maxBytes] of textFields) {
        const value = valueAt(eventData, path);
        if (value == null) {
            if (required) return failure("FieldNotFound", `${path} is required.`);
            continue;
        }
        if (typeof value !== "string") return failure("InvalidData", `${path} must be a string.`);
        if (required && value === "") return failure("InvalidData", `${path} must not be empty.`);
        const bytes = Buffer.byteLength(value);
        if (maxBytes !== undefined && bytes > maxBytes) return tooLong(path, bytes, maxBytes);
    }
    return undefined;
}

function checkObjects(eventData: EventData, textBytes: number): EventFailure | undefined {
    for (const [path, maxBytes] of objectFields) {
        const value = valueAt(eventData, path);
        if (value == null) continue;
        if (!isObject(value)) return failure("InvalidData", `${path} must be an object.`);
        // A part is no longer than the whole: most events need no counting.
        if (maxBytes === undefined || textBytes <= maxBytes) continue;
        const bytes = Buffer.byteLength(JSON.stringify(value));
        if (bytes > maxBytes) return tooLong(path, bytes, maxBytes);
    }
    return undefined;
}

function checkMeaning(eventData: EventData, channel: Receiver): EventFailure | undefined {
    const { eventTime, eventSource, recipientAccountId } = eventData as Record<string, string>;
    if (!isUtcSecond(eventTime)) {
        const found = excerpt(eventTime);
        return failure(
            "InvalidData",
            `eventTime must be a UTC time as YYYY-MM-DDTHH:mm:ssZ, not '${found}'.`,
        );
    }
    if (recipientAccountId !== channel.accountId) {
        const found = excerpt(recipientAccountId);
        return failure(
            "InvalidRecipient",
            `recipientAccountId must be the channel's account ${channel.accountId}, not '${found}'.`,
        );
    }
    // An integration speaks for a source outside of AWS.
    if (/\s/.test(eventSource) || eventSource.endsWith(".amazonaws.com")) {
        const found = excerpt(eventSource);
        return failure("InvalidEventSource", `eventSource '${found}' is not a source outside of AWS.`);
    }
    return undefined;
}

/** Every example of AWS's is whole seconds of UTC; and the day must exist. */
function isUtcSecond(text: string): boolean {
    return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text) && isTime(text);
}

function valueAt(eventData: EventData, path: string): unknown {
    const [first, second] = path.split(".");
    if (second === undefined) return eventData[first];
    const parent = eventData[first];
    return isObject(parent) ? parent[second] : undefined;
}

function parseObject(text: string): EventData | undefined {
    try {
        const value: unknown = JSON.parse(text);
        // What is nested so deeply that it cannot be written again throws here, not in the lake.
        if (text.length > shallowLength) JSON.stringify(value);
        return isObject(value) ? value : undefined;
    } catch {
        return undefined;
    }
}

function checksum(text: string): string {
    return createHash("sha256").update(text).digest("base64");
}

function tooLong(path: string, bytes: number, maxBytes: number): EventFailure {
    return failure("FieldTooLong", `${path} is ${bytes} bytes long; the limit is ${maxBytes}.`);
}

function failure(errorCode: EventErrorCode, errorMessage: string): EventFailure {
    return { errorCode, errorMessage };
}

function fail(errorCode: EventErrorCode, errorMessage: string): Checked {
    return { failure: failure(errorCode, errorMessage) };
}
