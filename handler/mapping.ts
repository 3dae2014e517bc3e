import type { EventTypes } from "./eventTypeNames";
import type { Identity } from "./identity";
import type { Limits } from "./limits";
import type { Raw } from "./raw";
import type { Scalars } from "./scalars";
import type { Shrinker } from "./shrinking";
import type { AuditEvent, EventData, JsonObject } from "./types";

interface MapperParts {
    scalars: Scalars;
    identity: Identity;
    shrinker: Shrinker;
    raw: Raw;
    limits: Limits["field"];
    eventTypes: EventTypes;
    eventSource: string;
    /** Of the channel, whose events of any other are refused; of the function, where there is no channel. */
    accountId: string;
    /** Changes a `detail` in place, before anything is made of it. */
    redact?: (detail: JsonObject) => void;
    /** The text that the destination takes of an event; `receivedAt` is in milliseconds. */
    layOut: (record: EventData, receivedAt: number) => string;
}

/** An EventBridge event as JSON text becomes a record as CloudTrail Lake has it, laid out as its destination takes it. */
const createMapper = (parts: MapperParts) => {
    const { limits, eventSource, accountId: recipientAccountId, redact, layOut } = parts;
    const { truncate, formatTime, parseTime, hash, toId } = parts.scalars;
    const { actorFields, identify } = parts.identity;
    const { shrink } = parts.shrinker;
    const { path: rawPath, most: mostOfRaw, ready, insteadOfDeep, shrinkRaw } = parts.raw;
    const { names, failures } = parts.eventTypes;
    const { isIP } = require("node:net") as typeof import("node:net");
    const { parse, stringify } = JSON;
    const { isArray } = Array;
    const { defineProperty } = Object;
    const none = void 0;
    const mostOfAny = Math.min(mostOfRaw, limits.requestParameters, limits.responseElements);

    const outcomeFields = new Set(
        "risk_score risk_reasons resolution resolved_at resolved_by_user_id solved".split(" "),
    );

    /** Adds a member, whatever it is called: assigned, `__proto__` would set the prototype. */
    function set(owner: JsonObject, key: string, value: unknown): void {
        if (key === "__proto__") defineProperty(owner, key, { value, enumerable: true, writable: true });
        else owner[key] = value;
    }

    /** A value that is ready as text; "" for what says nothing (absent, "", {} and []). */
    function toText(value: unknown): string {
        if (typeof value === "string" || value == null) return value ?? "";
        const json = stringify(value);
        return json === "{}" || json === "[]" ? "" : json;
    }

    /** A field of `eventData`; undefined if there is no text. */
    function field(name: keyof Limits["field"], text: string, truncations: string[]): string | undefined {
        return text === "" ? none : truncate(text, limits[name], name, truncations);
    }

    /** `body` as an audit event, or why it is none. `receivedAt` is in milliseconds. */
    function map(body: string, receivedAt: number): AuditEvent | string {
        let event: JsonObject;
        try {
            event = parse(body) as JsonObject;
        } catch {
            return "the body is not JSON";
        }
        const detail = event?.detail as JsonObject;
        if (typeof detail !== "object" || detail === null || isArray(detail))
            return "`detail` is not an object";
        redact?.(detail);

        const truncations: string[] = [];
        const facts: Record<string, string> = {};
        const rawDetail: JsonObject = {};
        /** What is nested too deep for a field. */
        const deep: [owner: JsonObject, key: string, value: unknown][] = [];
        let requestParameters: JsonObject | undefined;
        let responseElements: JsonObject | undefined;
        // OneLogin's Events API, and whoever sends what it answers, gives `created_at` alone.
        let time = parseTime(detail.event_timestamp);
        const timeField = time !== "" ? "event_timestamp" : "created_at";
        time ||= parseTime(detail.created_at);
        let id = "";
        let type = "";
        let address = "";
        let agent = "";
        let errorMessage = "";
        for (const key in detail) {
            const found = detail[key];
            if (found === null) continue;
            const value = ready(found);
            if (value === none) {
                truncations.push(rawPath + ".detail." + key);
                deep.push([rawDetail, key, found]);
                continue;
            }
            set(rawDetail, key, value);
            const text = toText(value);
            if (text === "") continue;
            if (actorFields.has(key)) facts[key] = text;
            else if (key === "uuid") id = text;
            else if (key === "event_type_id" && typeof found !== "object") type = text.trim();
            else if (key === timeField && time !== "") continue;
            // A zone ("%eth0") means something on one machine only.
            else if (key === "ipaddr" && isIP(text) !== 0 && !text.includes("%")) address = text;
            else if (key === "user_agent") agent = text;
            else if (key === "error_description") errorMessage = text;
            else if (outcomeFields.has(key)) set((responseElements ??= {}), key, text);
            // Whatever has no place of its own, or does not fit it, is about what was acted upon.
            else set((requestParameters ??= {}), key, text);
        }
        event.detail = rawDetail;
        for (const key in event) {
            const found = event[key];
            if (found === null) event[key] = none;
            else if (found !== rawDetail && (event[key] = ready(found)) === none) {
                truncations.push(rawPath + "." + key);
                deep.push([event, key, found]);
            }
        }

        const own = id || toText(event.id);
        const uid = own === "" ? hash(redact ? stringify(event) : body) : toId(own);
        const known = names.get(type);
        const name = known ?? "ONELOGIN_EVENT" + (type && "_" + type);
        const failed = errorMessage !== "" || failures.has(name);
        const eventTime = time || parseTime(event.time) || formatTime(receivedAt);
        // JSON text takes at most six bytes for each character of the body: most events need not be measured.
        const isSmall = body.length * 6 <= mostOfAny;
        if (!isSmall) {
            const maps = { requestParameters, responseElements };
            for (const name of ["requestParameters", "responseElements"] as const)
                if (maps[name]) shrink(maps[name], limits[name], name, "", truncations);
        }
        const version = toText(event.version);
        for (const [owner, key, value] of deep) set(owner, key, insteadOfDeep(value));
        const record: EventData = {
            version: field("version", version || "0", truncations),
            userIdentity: identify(facts, truncations),
            userAgent: field("userAgent", agent, truncations),
            eventSource,
            eventName: field("eventName", name, truncations),
            eventTime,
            UID: uid,
            requestParameters,
            responseElements,
            errorCode: failed ? field("errorCode", name, truncations) : none,
            errorMessage: field("errorMessage", errorMessage, truncations),
            sourceIPAddress: field("sourceIPAddress", address, truncations),
            recipientAccountId,
            // Last, because it says what was truncated in all fields.
            additionalEventData: {
                raw: isSmall && truncations.length === 0 ? event : shrinkRaw(event, truncations),
            },
        };
        return {
            id: uid,
            text: layOut(record, receivedAt),
            eventTime,
            receivedAt,
            truncated: truncations.length > 0,
            unknownEventType: known == null,
        };
    }

    return { map };
};

type Mapper = ReturnType<typeof createMapper>;

export { createMapper };
export type { Mapper, MapperParts };
