/**
 * What a record must say of an event, before anything is cut: README's "How an event is mapped", written a second
 * time and otherwise than in `handler/`. Every text of a record has its source here, so nothing in it is invented, and every
 * member of the event has its place, so nothing is lost.
 */
import { isIP } from "node:net";
import eventTypes from "../../handler/eventTypes.json";
import { readTime, writeTime } from "./times";

type Fields = Record<string, unknown>;
type EventFields = Fields & { detail: Fields };

/** Texts by their path in the record. */
type Texts = Map<string, string>;

interface Expected {
    texts: Texts;
    /** `requestParameters` and `responseElements`, by key. */
    maps: Record<"requestParameters" | "responseElements", Texts>;
    /** Paths of values that are nested too deeply to be kept. */
    tooDeep: string[];
    /** What the id is made of; "" where the event has none of its own. */
    id: string;
}

const deepest = 100;
const rawPath = "additionalEventData.raw";
const typeById = new Map(eventTypes.map((type) => [String(type.id), type]));

const principals: [field: string, type: string][] = [
    ["actor_user_id", "OneLoginUser"],
    ["client_id", "OneLoginAPICredential"],
    ["api_credential_name", "OneLoginAPICredential"],
    ["actor_system", "OneLoginSystem"],
];
const actorFacts = new Set([
    ...principals.map(([field]) => field),
    "account_id",
    "actor_user_name",
    "assumed_by_superadmin_or_reseller",
    "assuming_acting_user_id",
]);
const outcomes = new Set([
    "risk_score",
    "risk_reasons",
    "resolution",
    "resolved_at",
    "resolved_by_user_id",
    "solved",
]);

function isObject(value: unknown): value is Fields {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** JSON text without the keys whose value is null; `undefined` below the deepest level. */
function written(value: unknown, level = 0): string | undefined {
    if (value === Infinity) return "1e999";
    if (value === -Infinity) return "-1e999";
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    if (level === deepest) return undefined;
    const members: string[] = [];
    for (const [key, one] of Object.entries(value)) {
        if (one === null && !Array.isArray(value)) continue;
        const text = written(one, level + 1);
        if (text === undefined) return undefined;
        members.push(Array.isArray(value) ? text : `${JSON.stringify(key)}:${text}`);
    }
    return Array.isArray(value) ? `[${members.join()}]` : `{${members.join()}}`;
}

/** A value of any type as text; "" for what says nothing, or is nested too deeply. */
function textOf(value: unknown): string {
    if (typeof value === "string") return value;
    const text = value == null ? "" : (written(value) ?? "");
    return text === "{}" || text === "[]" ? "" : text;
}

/** What `detail` says about the actor. */
function identity(texts: Map<string, string>): Texts {
    const [principal, type] = principals.find(([field]) => texts.has(field)) ?? ["nobody", "Unknown"];
    const made: Texts = new Map([["userIdentity.type", type]]);
    made.set("userIdentity.principalId", type === "Unknown" ? "unknown" : (texts.get(principal) ?? ""));
    for (const [key, text] of texts) {
        if (actorFacts.has(key) && key !== principal) made.set(`userIdentity.details.${key}`, text);
    }
    return made;
}

function isAddress(text: string): boolean {
    return isIP(text) > 0 && !text.includes("%");
}

function expectedOf(event: EventFields, receivedAt: number): Expected {
    const tooDeep = [
        ...Object.keys(event.detail)
            .filter((key) => written(event.detail[key]) === undefined)
            .map((key) => `${rawPath}.detail.${key}`),
        ...Object.keys(event)
            .filter((key) => key !== "detail" && written(event[key]) === undefined)
            .map((key) => `${rawPath}.${key}`),
    ];
    const detail = new Map<string, string>();
    for (const [key, value] of Object.entries(event.detail)) {
        const text = textOf(value);
        if (text !== "") detail.set(key, text);
    }
    const typed = event.detail.event_type_id;
    const type = typeof typed === "object" ? "" : (detail.get("event_type_id") ?? "").trim();
    const known = typeById.get(type);
    const name = known?.name ?? (type === "" ? "ONELOGIN_EVENT" : `ONELOGIN_EVENT_${type}`);
    const error = detail.get("error_description") ?? "";
    const texts = identity(detail);
    texts.set("version", textOf(event.version) || "0").set("eventName", name);
    if (known?.failure || error !== "") texts.set("errorCode", name);
    if (error !== "") texts.set("errorMessage", error);
    const address = detail.get("ipaddr") ?? "";
    if (isAddress(address)) texts.set("sourceIPAddress", address);
    const agent = detail.get("user_agent");
    if (agent !== undefined) texts.set("userAgent", agent);

    const placed = new Set(["uuid", "user_agent", "error_description", ...actorFacts]);
    if (typeof typed !== "object") placed.add("event_type_id");
    const timeField = ["event_timestamp", "created_at"].find((field) => readTime(detail.get(field)));
    const time = readTime(detail.get(timeField ?? ""));
    if (timeField !== undefined) placed.add(timeField);
    if (isAddress(address)) placed.add("ipaddr");
    const maps = {
        requestParameters: new Map<string, string>(),
        responseElements: new Map<string, string>(),
    };
    for (const [key, text] of detail) {
        if (!placed.has(key))
            maps[outcomes.has(key) ? "responseElements" : "requestParameters"].set(key, text);
    }
    texts.set("eventTime", time ?? readTime(event.time) ?? writeTime(receivedAt) ?? "");
    return { texts, maps, tooDeep, id: detail.get("uuid") ?? textOf(event.id) };
}

/** The event, where JSON text is one. */
function readEvent(body: string): EventFields | undefined {
    let value: unknown;
    try {
        value = JSON.parse(body);
    } catch {
        return undefined;
    }
    return isObject(value) && Object.hasOwn(value, "detail") && isObject(value.detail)
        ? (value as EventFields)
        : undefined;
}

export {
    expectedOf,
    isObject,
    rawPath,
    readEvent,
    textOf,
    written,
    type EventFields,
    type Expected,
    type Fields,
    type Texts,
};
