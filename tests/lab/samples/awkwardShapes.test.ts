import { expect } from "chai";
import { isIP, isIPv6 } from "node:net";
import detailFields from "../../../samples/detailFields.json";
import eventTypes from "../../../handler/eventTypes.json";
import { readSamples } from "../../../lab/samples/samples";
import { groupBy, knownBy, parse, SampleEvent } from "./parse";

type Detail = SampleEvent["detail"];

const lines = readSamples();
const events = lines.map(parse);
const knownIds = new Set(eventTypes.map((type) => type.id));
const has = (key: string, detail: Detail) => Object.hasOwn(detail, key);
const text = (value: unknown) => (typeof value === "string" ? value : "");
const stamp = (detail: Detail) => text(detail.event_timestamp);
const isSet = (value: unknown) => value != null && value !== "";

/** Each shape that has broken, or could break, a consumer of these events; the samples hold every one. */
const shapes: Record<string, (detail: Detail) => boolean> = {
    "an unknown event type": (d) => typeof d.event_type_id === "number" && !knownIds.has(d.event_type_id),
    "an event type as a string": (d) => d.event_type_id === "5",
    "no event type": (d) => Object.keys(d).length > 5 && !has("event_type_id", d),
    "a null event type": (d) => d.event_type_id === null,
    "an empty event type": (d) => d.event_type_id === "",
    "an event type that is no number": (d) => Number.isNaN(Number(d.event_type_id ?? 0)),
    "a risk score": (d) => typeof d.risk_score === "number" && d.risk_score > 80 && isSet(d.risk_reasons),
    "a risk score of 0": (d) => d.risk_score === 0,
    "a risk score as a string": (d) => d.risk_score === "83.5",
    "a risk score of 0 as a string": (d) => d.risk_score === "0",
    "ids as strings": (d) => typeof d.user_id === "string" && typeof d.account_id === "string",
    "all known keys": (d) => detailFields.every((field) => has(field, d)),
    "few keys": (d) => Object.keys(d).length < 10,
    "an empty detail": (d) => Object.keys(d).length === 0,
    "null fields": (d) => Object.values(d).filter((value) => value === null).length > 50,
    "empty fields": (d) => Object.values(d).filter((value) => value === "").length > 5,
    "a field that is not among the known": (d) => has("totally_new_field", d),
    "an IPv6 address": (d) => isIPv6(text(d.ipaddr)),
    "an invalid address": (d) => isSet(d.ipaddr) && isIP(text(d.ipaddr)) === 0,
    "a list of addresses": (d) => text(d.ipaddr).includes(", "),
    "a timestamp with a numeric offset": (d) => /\+0530$/.test(stamp(d)),
    "a timestamp with a negative offset": (d) => / -0400$/.test(stamp(d)),
    "an ISO 8601 timestamp": (d) => /T\d\d:\d\d:\d\dZ$/.test(stamp(d)),
    "an ISO 8601 timestamp with a fraction": (d) => /\.276Z$/.test(stamp(d)),
    "an ISO 8601 timestamp with an offset": (d) => /T.*\+09:00$/.test(stamp(d)),
    "a timestamp of no calendar": (d) => stamp(d) === "2026-02-31 25:61:00 UTC",
    "a timestamp in words": (d) => stamp(d) === "Tuesday morning",
    "a timestamp as a number": (d) => typeof d.event_timestamp === "number",
    "an empty timestamp": (d) => d.event_timestamp === "",
    "no timestamp": (d) => has("uuid", d) && !has("event_timestamp", d),
    "a name in Latin letters beyond ASCII": (d) => d.user_name === "Łukasz Żółtowski",
    "a name in Chinese": (d) => d.user_name === "李娜",
    "a name written from right to left": (d) => d.user_name === "نور رحیمی",
    "a name with emoji of several code points": (d) => text(d.user_name).includes("👩🏽‍💻"),
    "notes beyond 28 kB": (d) => Buffer.byteLength(text(d.notes)) > 28_000,
    "an error description beyond 256 bytes": (d) => Buffer.byteLength(text(d.error_description)) > 256,
    "a user agent beyond 1024 bytes": (d) => Buffer.byteLength(text(d.user_agent)) > 1024,
    "a nested object": (d) => typeof d.param === "object" && d.param !== null,
    "a nested list": (d) => Array.isArray(d.entity),
    "a boolean": (d) => typeof d.solved === "boolean",
    "an id with characters that an audit event's may not have": (d) => /[^-_A-Za-z0-9]/.test(text(d.uuid)),
    "an id of more than 128 characters": (d) => text(d.uuid).length > 128,
    "no id": (d) => isSet(d.event_type_id) && has("account_id", d) && !has("uuid", d),
    "a null id": (d) => d.uuid === null,
    "an empty id": (d) => d.uuid === "",
    "the system as the actor": (d) => isSet(d.actor_system),
    "an API credential as the actor": (d) => isSet(d.client_id),
    "an API credential known by name alone": (d) =>
        isSet(d.api_credential_name) && !isSet(d.client_id) && !isSet(d.actor_user_id),
    "no actor": (d) =>
        isSet(d.uuid) &&
        [d.actor_user_id, d.client_id, d.api_credential_name, d.actor_system].every((field) => !isSet(field)),
    "an assumed user": (d) => isSet(d.assuming_acting_user_id) && d.actor_user_id !== d.user_id,
    "notes with line breaks": (d) => text(d.notes).includes("\r\n"),
    "notes with quotes and backslashes": (d) => text(d.notes).includes('"') && text(d.notes).includes("\\"),
    "notes that look like an event": (d) => text(d.notes).includes('"time": "2020-01-01T00:00:00Z"'),
    "control characters": (d) => text(d.notes).includes("\u0007"),
    "a NUL and half a surrogate pair": (d) => /\0.*\ud83d$/s.test(text(d.login_name)),
    "an attempt at SQL injection": (d) => text(d.login_name).includes("' OR '1'='1' --"),
    "__proto__ as a key": (d) => has("__proto__", d),
    "constructor, toString and hasOwnProperty as keys": (d) =>
        ["constructor", "toString", "hasOwnProperty"].every((key) => has(key, d)),
};

describe("samples/events.jsonl: awkward shapes", () => {
    for (const [shape, holds] of Object.entries(shapes)) {
        it(`has ${shape}`, () => {
            expect(events.filter(({ detail }) => holds(detail))).not.to.be.empty;
        });
    }

    it("has an event that arrived hours late", () => {
        const delays = events.map(({ time, detail }) => {
            const happened = Date.parse(stamp(detail).replace(" UTC", "Z").replace(" ", "T"));
            return Date.parse(time) - happened;
        });
        expect(delays.some((delay) => delay > 4 * 3600_000)).to.be.true;
    });

    const twins = [...groupBy(events, knownBy).values()].filter((group) => group.length > 1);
    const details = (group: SampleEvent[]) => new Set(group.map(({ detail }) => JSON.stringify(detail))).size;
    const envelopes = (group: SampleEvent[]) => new Set(group.map(({ id }) => id)).size;

    it("has one event delivered twice, byte for byte", () => {
        expect(twins.filter((group) => envelopes(group) === 1)).to.have.lengthOf(1);
        expect(lines.length - new Set(lines).size).to.equal(1);
    });

    it("has one event sent twice, in different envelopes", () => {
        expect(twins.filter((group) => envelopes(group) === 2 && details(group) === 1)).to.have.lengthOf(1);
    });

    it("has one id given to two different events", () => {
        expect(twins.filter((group) => details(group) === 2)).to.have.lengthOf(1);
    });
});
