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
    const isArray = Array.isArray;
    const define = Object.defineProperty.bind(Object);
    const eventSource = stringify(parts.eventSource);

    const typeNames = new Map<string, string>();
    const failures = new Set<string>();
    let next = 0;
    for (const word of parts.eventTypes.split(" ")) {
        if (word[0] > "9") {
            typeNames.set(String(next++), word);
        } else if (word[0] === "!") {
            failures.add(word.slice(1));
            typeNames.set(String(next++), word.slice(1));
        } else next = Number(word);
    }

    /** Where fields of OneLogin's event go that are not their own (the switch below); all others are request parameters. */
    const roles = new Map<string, string>();
    for (const [role, fields] of [
        ["outcome", "risk_score risk_reasons resolution resolved_at resolved_by_user_id solved"],
        ["actor", "account_id actor_user_id actor_user_name actor_system client_id api_credential_name"],
        ["actor", "assumed_by_superadmin_or_reseller assuming_acting_user_id"],
        ["own", "uuid event_type_id event_timestamp ipaddr user_agent error_description"],
    ]) {
        for (const field of fields.split(" ")) roles.set(field, role);
    }

    function isObject(value: unknown): value is JsonObject {
        return typeof value === "object" && value !== null && !isArray(value);
    }

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
        let event: unknown;
        try {
            event = parse(body);
        } catch {
            return "the body is not JSON";
        }
        if (!isObject(event)) return "the body is not a JSON object";
        const detail = event.detail;
        if (!isObject(detail)) return "`detail` is not an object";

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
            const role = roles.get(key);
            if (role === "actor") facts[key] = text;
            else if (role === "outcome") put((outcome ??= {}), key, text);
            else if (role !== "own") put((parameters ??= {}), key, text);
            else if (key === "uuid") id = text;
            else if (key === "event_type_id" && typeof value !== "object") type = text.trim();
            else if (key === "event_timestamp" && (time = parseTime(text)) !== "") continue;
            // A zone ("%eth0") means something on one machine only.
            else if (key === "ipaddr" && isIP(text) !== 0 && !text.includes("%")) address = text;
            else if (key === "user_agent") agent = text;
            else if (key === "error_description") error = text;
            else put((parameters ??= {}), key, text);
        }
        for (const key in event) if (key !== "detail") prepare(event, key, ".", cuts);

        if (id === "") id = toText(event.id);
        const uid = id === "" ? hash(body) : toId(id);
        const known = typeNames.get(type);
        const name = known ?? (type === "" ? "ONELOGIN_EVENT" : "ONELOGIN_EVENT_" + type);
        const eventTime = time || parseTime(event.time) || formatTime(receivedAt);
        const eventData =
            '{"userIdentity":' +
            stringify(identify(facts, cuts)) +
            ',"eventSource":' +
            eventSource +
            ',"eventTime":"' +
            eventTime +
            '","UID":"' +
            uid +
            '","recipientAccountId":"' +
            accountId +
            '"' +
            field("version", toText(event.version) || "0", cuts) +
            field("eventName", name, cuts) +
            mapField("requestParameters", parameters, cuts) +
            mapField("responseElements", outcome, cuts) +
            field("errorCode", error !== "" || failures.has(name) ? name : "", cuts) +
            field("errorMessage", error, cuts) +
            (address === "" ? "" : ',"sourceIPAddress":' + stringify(address)) +
            field("userAgent", agent, cuts) +
            ',"additionalEventData":' +
            toJson(event, detail, cuts) +
            "}";

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
