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

/** JSON text, and its bytes inside another JSON string: a request's body holds `eventData` as one. */
interface Measured {
    json: string;
    bytes: number;
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
    const actorFields = new Set([
        ..."account_id actor_user_id actor_user_name actor_system client_id api_credential_name".split(" "),
        ..."assumed_by_superadmin_or_reseller assuming_acting_user_id".split(" "),
    ]);

    function measure(json: string): Measured {
        return { json, bytes: nestedSize(json) };
    }

    /** Keys as they stand in JSON text. They are few and recur; whoever sends others does not fill the memory. */
    const keys = new Map<string, Measured>();
    function keyOf(key: string): Measured {
        const known = keys.get(key);
        if (known != null) return known;
        const made = measure(stringify(key) + ":");
        if (keys.size < 500 && key.length < 100) keys.set(key, made);
        return made;
    }

    /** A value of any type as text; "" for what says nothing (absent, null, "", {} and []). */
    function toText(value: unknown, json = toJson(value)): string {
        if (typeof value === "string" || value == null) return value ?? "";
        return json === "{}" || json === "[]" ? "" : json;
    }

    function open(): Measured {
        return { json: "{", bytes: 1 };
    }

    /** Adds a member to an object that is not closed yet. */
    function add(object: Measured, key: string, value: Measured): void {
        const { json, bytes } = keyOf(key);
        const comma = object.bytes > 1;
        object.json += (comma ? "," : "") + json + value.json;
        object.bytes += (comma ? 1 : 0) + bytes + value.bytes;
    }

    function close(object: Measured): Measured {
        object.json += "}";
        object.bytes++;
        return object;
    }

    /** A field of `eventData`; nothing where there is no text. */
    function field(name: keyof Limits["field"], text: string, cuts: string[]): string {
        return text === "" ? "" : ',"' + name + '":' + stringify(hold(text, limits[name], name, cuts));
    }

    /** Adds a map of strings, not closed yet, as a field of `eventData`; nothing where it is empty. */
    function addMap(record: Measured, name: keyof Limits["field"], map: Measured, cuts: string[]): void {
        if (map.bytes === 1) return;
        close(map);
        if (!fits(map.json, limits[name])) {
            const held = parse(map.json) as JsonObject;
            fit(held, limits[name], name, "", cuts);
            map = measure(stringify(held));
        }
        add(record, name, map);
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
        const raw = open();
        const rawDetail = open();
        const parameters = open();
        const outcome = open();
        let id = "";
        let type = "";
        let time = "";
        let address = "";
        let agent = "";
        let error = "";
        // JSON text is put together as it goes: a string is written and measured once, for `raw` and for its map.
        for (const key in detail) {
            const value = detail[key];
            if (value === null) continue;
            const json = toJson(value);
            if (json === "") {
                cuts.push(rawPath + ".detail." + key);
                continue;
            }
            const measured = measure(json);
            add(rawDetail, key, measured);
            const text = toText(value, json);
            if (text === "") continue;
            if (actorFields.has(key)) facts[key] = text;
            else if (key === "uuid") id = text;
            else if (key === "event_type_id" && typeof value !== "object") type = text.trim();
            else if (key === "event_timestamp" && (time = parseTime(text)) !== "") continue;
            // A zone ("%eth0") means something on one machine only.
            else if (key === "ipaddr" && isIP(text) !== 0 && !text.includes("%")) address = text;
            else if (key === "user_agent") agent = text;
            else if (key === "error_description") error = text;
            // Whatever has no place of its own, or does not fit it, is about what was acted upon.
            else {
                const map = outcomeFields.has(key) ? outcome : parameters;
                add(map, key, text === value ? measured : measure(stringify(text)));
            }
        }
        close(rawDetail);
        for (const key in event) {
            const value = event[key];
            if (value === null) continue;
            const member = key === "detail" ? rawDetail : measure(toJson(value));
            if (member.json === "") cuts.push(rawPath + "." + key);
            else add(raw, key, member);
        }
        close(raw);

        const own = id || toText(event.id);
        const uid = own === "" ? hash(body) : toId(own);
        const known = typeNames.get(type);
        const name = known ?? "ONELOGIN_EVENT" + (type && "_" + type);
        const failed = error !== "" || failures.has(name);
        const eventTime = time || parseTime(event.time) || formatTime(receivedAt);
        let texts = `{"userIdentity":${stringify(identify(facts, cuts))},"eventSource":${eventSource}`;
        texts += `,"eventTime":"${eventTime}","UID":"${uid}","recipientAccountId":"${accountId}"`;
        texts += field("version", toText(event.version) || "0", cuts) + field("eventName", name, cuts);
        texts += field("errorCode", failed ? name : "", cuts) + field("errorMessage", error, cuts);
        texts += field("sourceIPAddress", address, cuts) + field("userAgent", agent, cuts);
        const record = measure(texts);
        addMap(record, "requestParameters", parameters, cuts);
        addMap(record, "responseElements", outcome, cuts);
        // Last, for it says what was cut in all fields.
        const heldRaw = holdRaw(raw.json, cuts);
        const additional = open();
        add(additional, "raw", heldRaw === raw.json ? raw : measure(heldRaw));
        add(record, "additionalEventData", close(additional));
        close(record);

        return {
            id: uid,
            eventData: record.json,
            bytes: record.bytes + uid.length + '{"id":"","eventData":""},'.length,
            eventTime,
            detail: rawDetail.json,
            truncated: cuts.length > 0,
            unknownEventType: known == null,
        };
    }

    return { map };
};

type Mapper = ReturnType<typeof createMapper>;

export { createMapper };
export type { Mapper, MapperParts };
