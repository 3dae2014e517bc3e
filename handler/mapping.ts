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
function createMapper(parts: MapperParts) {
    const { limits, accountId } = parts;
    const { fits, hold, toText, formatTime, parseTime, hash, toId } = parts.scalars;
    const { identify } = parts.identity;
    const { fit } = parts.fitter;
    const { prepare, toJson } = parts.raw;
    const { isIP } = require("node:net") as typeof import("node:net");
    const parse = JSON.parse;
    const stringify = JSON.stringify;
    const byteLength: (text: string) => number = Buffer.byteLength.bind(Buffer);
    const { isArray } = Array;
    const define = Object.defineProperty.bind(Object);
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

    function put(map: JsonObject, key: string, value: string): void {
        if (key !== "__proto__") map[key] = value;
        else define(map, key, { value, enumerable: true, configurable: true, writable: true });
    }

    /** A field of `eventData`; nothing where there is no text. */
    function field(name: keyof Limits["field"], text: string, cuts: string[]): string {
        return text === "" ? "" : ',"' + name + '":' + stringify(hold(text, limits[name], name, cuts));
    }

    /** A map of strings as a field of `eventData`; nothing where it is empty. */
    function mapField(
        name: "requestParameters" | "responseElements",
        map: JsonObject | null,
        cuts: string[],
    ): string {
        if (map === null) return "";
        let json = stringify(map);
        if (!fits(json, limits[name])) {
            fit(map, limits[name], name, map, name, cuts);
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
        let parameters: JsonObject | null = null;
        let outcome: JsonObject | null = null;
        let id = "";
        let type = "";
        let time = "";
        let address = "";
        let agent = "";
        let error = "";
        for (const key in detail) {
            const value = detail[key];
            if (typeof value !== "string") prepare(detail, key, ".detail.", cuts);
            const text = toText(typeof value === "object" ? detail[key] : value);
            if (text === "") continue;
            if (actorFields.has(key)) facts[key] = text;
            else if (outcomeFields.has(key)) put((outcome ??= {}), key, text);
            else if (key === "uuid") id = text;
            else if (key === "event_type_id" && typeof value !== "object") type = text.trim();
            else if (key === "event_timestamp" && (time = parseTime(text)) !== "") continue;
            // A zone ("%eth0") means something on one machine only.
            else if (key === "ipaddr" && isIP(text) !== 0 && !text.includes("%")) address = text;
            else if (key === "user_agent") agent = text;
            else if (key === "error_description") error = text;
            // Whatever has no place of its own, or does not fit it, is about what was acted upon.
            else put((parameters ??= {}), key, text);
        }
        for (const key in event) if (key !== "detail") prepare(event, key, ".", cuts);

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
        eventData += `,"additionalEventData":${toJson(event, detail, cuts)}}`;

        return {
            id: uid,
            eventData,
            bytes: byteLength(stringify(eventData)) + uid.length + '{"id":"","eventData":},'.length,
            eventTime,
            detail,
            truncated: cuts.length > 0,
            unknownEventType: known == null,
        };
    }

    return { map };
}

type Mapper = ReturnType<typeof createMapper>;

export { createMapper };
export type { Mapper, MapperParts };
