import type { Fitter } from "./fitting";
import type { Identity } from "./identity";
import type { Limits } from "./limits";
import type { Raw } from "./raw";
import type { Scalars } from "./scalars";
import type { AuditEvent, JsonObject } from "./types";

interface MapperParts {
    scalars: Scalars;
    identity: Identity;
    fitter: Fitter;
    raw: Raw;
    limits: Limits["field"];
    /** Names in the order of their ids; an id stands before its name unless it follows the one before. `!` marks a failure. */
    eventTypes: string;
    eventSource: string;
    /** The account of the channel: events of any other are refused. */
    accountId: string;
}

/** An EventBridge event as JSON text becomes the record that PutAuditEvents takes. */
const createMapper = (parts: MapperParts) => {
    const { limits, accountId } = parts;
    const { fits, hold, formatTime, parseTime, nestedSize, hash, toId } = parts.scalars;
    const { identify } = parts.identity;
    const { fit } = parts.fitter;
    const { path: rawPath, toJson, hold: holdRaw } = parts.raw;
    const { isIP } = require("node:net") as typeof import("node:net");
    const { parse, stringify } = JSON;
    const { isArray } = Array;
    const eventSource = stringify(parts.eventSource);

    const typeNames = new Map<string, string>();
    const failures = new Set<string>();
    let next = 0;
    for (const [, id, mark, name] of parts.eventTypes.matchAll(/(?:(\d+) )?(!?)([A-Z]\w*)/g)) {
        if (id != null) next = Number(id);
        typeNames.set(String(next++), name);
        if (mark === "!") failures.add(name);
    }

    const outcomeFields = new Set(
        "risk_score risk_reasons resolution resolved_at resolved_by_user_id solved".split(" "),
    );
    const actorFields = new Set(
        (
            "account_id actor_user_id actor_user_name actor_system client_id api_credential_name " +
            "assumed_by_superadmin_or_reseller assuming_acting_user_id"
        ).split(" "),
    );

    /** Keys as they stand in JSON text. They are few and recur; whoever sends others does not fill the memory. */
    const keys = new Map<string, string>();
    function keyOf(key: string): string {
        const known = keys.get(key);
        if (known != null) return known;
        const json = stringify(key) + ":";
        if (keys.size < 500 && json.length < 100) keys.set(key, json);
        return json;
    }

    /** A value of any type as text; "" for what says nothing (absent, null, "", {} and []). */
    function toText(value: unknown, json = toJson(value ?? "")): string {
        if (typeof value === "string" || value == null) return value ?? "";
        return json === "{}" || json === "[]" ? "" : json;
    }

    /** `object` is JSON text without its closing brace. */
    function join(object: string, member: string): string {
        return object + (object.length > 1 ? "," : "") + member;
    }

    /** A field of `eventData`; nothing where there is no text. */
    function field(name: keyof Limits["field"], text: string, cuts: string[]): string {
        return text === "" ? "" : ',"' + name + '":' + stringify(hold(text, limits[name], name, cuts));
    }

    /** A map of strings as a field of `eventData`; nothing where it is empty. It comes as JSON text, not yet closed. */
    function mapField(name: "requestParameters" | "responseElements", open: string, cuts: string[]): string {
        if (open === "{") return "";
        let json = open + "}";
        if (!fits(json, limits[name])) {
            const map = parse(json) as JsonObject;
            fit(map, limits[name], name, "", cuts);
            json = stringify(map);
        }
        return ',"' + name + '":' + json;
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

        const cuts: string[] = [];
        const facts: Record<string, string> = {};
        let rawDetail = "{";
        let parameters = "{";
        let outcome = "{";
        let id = "";
        let type = "";
        let time = "";
        let address = "";
        let agent = "";
        let error = "";
        // JSON text is put together as it goes: a string is written once, for `raw` and for the map it belongs to.
        for (const key in detail) {
            const value = detail[key];
            if (value === null) continue;
            const json = toJson(value);
            if (json === "") {
                cuts.push(rawPath + ".detail." + key);
                continue;
            }
            const jsonKey = keyOf(key);
            rawDetail = join(rawDetail, jsonKey + json);
            const text = toText(value, json);
            if (text === "") continue;
            const member = jsonKey + (text === value ? json : stringify(json));
            if (actorFields.has(key)) facts[key] = text;
            else if (outcomeFields.has(key)) outcome = join(outcome, member);
            else if (key === "uuid") id = text;
            else if (key === "event_type_id" && typeof value !== "object") type = text.trim();
            else if (key === "event_timestamp" && (time = parseTime(text)) !== "") continue;
            // A zone ("%eth0") means something on one machine only.
            else if (key === "ipaddr" && isIP(text) !== 0 && !text.includes("%")) address = text;
            else if (key === "user_agent") agent = text;
            else if (key === "error_description") error = text;
            // Whatever has no place of its own, or does not fit it, is about what was acted upon.
            else parameters = join(parameters, member);
        }
        let raw = "{";
        for (const key in event) {
            const value = event[key];
            const json = key === "detail" ? rawDetail + "}" : value === null ? "null" : toJson(value);
            if (json === "") cuts.push(rawPath + "." + key);
            else if (value !== null) raw = join(raw, keyOf(key) + json);
        }

        if (id === "") id = toText(event.id);
        const uid = id === "" ? hash(body) : toId(id);
        const known = typeNames.get(type);
        const name = known ?? (type === "" ? "ONELOGIN_EVENT" : "ONELOGIN_EVENT_" + type);
        const failed = error !== "" || failures.has(name);
        const eventTime = time || parseTime(event.time) || formatTime(receivedAt);
        let eventData = `{"userIdentity":${stringify(identify(facts, cuts))},"eventSource":${eventSource}`;
        eventData += `,"eventTime":"${eventTime}","UID":"${uid}","recipientAccountId":"${accountId}"`;
        eventData += field("version", toText(event.version) || "0", cuts) + field("eventName", name, cuts);
        eventData +=
            mapField("requestParameters", parameters, cuts) + mapField("responseElements", outcome, cuts);
        eventData += field("errorCode", failed ? name : "", cuts) + field("errorMessage", error, cuts);
        eventData += field("sourceIPAddress", address, cuts) + field("userAgent", agent, cuts);
        eventData += `,"additionalEventData":{"raw":${holdRaw(raw + "}", cuts)}}}`;

        return {
            id: uid,
            eventData,
            bytes: nestedSize(eventData) + uid.length + '{"id":"","eventData":""},'.length,
            eventTime,
            detail,
            truncated: cuts.length > 0,
            unknownEventType: known == null,
        };
    }

    return { map };
};

type Mapper = ReturnType<typeof createMapper>;

export { createMapper };
export type { Mapper, MapperParts };
