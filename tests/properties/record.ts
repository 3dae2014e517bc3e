/** The mapping, JSON text in, a record or a refusal out; and what holds for every record that it makes, each by its name. */
import { limits } from "../../handler/limits";
import type { AuditEvent } from "../../handler/types";
import { account } from "../../lab/forwarder/events";
import { checkMapped, createForwardersMapper, receivedAt } from "../support/mapper";
import { violations } from "./contract";
import { compareRaw, isCut, listingFaults, withoutDeep } from "./cuts";
import {
    expectedOf,
    rawPath,
    readEvent,
    written,
    type EventFields,
    type Expected,
    type Fields,
} from "./model";

/** An event, and the record that was made of it. */
interface Made {
    body: string;
    event: EventFields;
    expected: Expected;
    record: Pick<AuditEvent, "id" | "text"> & Partial<AuditEvent>;
    data: Fields;
    /** Paths that hold less than the event does, and paths that hold something else. */
    cut: string[];
    wrong: string[];
    listing: { paths: string[]; count: number };
}

const mapper = createForwardersMapper();
const { field } = limits;
const fieldLimits: Record<string, number> = {
    ...field,
    "userIdentity.principalId": field.principalId,
};

function limitOf(path: string): number {
    return path.startsWith("userIdentity.details.") ? field.identityDetail : fieldLimits[path];
}

function bytesOf(text: string): number {
    return Buffer.byteLength(text);
}

const elsewhere = new Set(["userIdentity", "requestParameters", "responseElements", "additionalEventData"]);

/** The record's texts by path, but for its maps and what every record has alike. */
function textsOf(data: Fields): Map<string, unknown> {
    const { details = {}, ...identity } = data.userIdentity as Fields;
    const plain = Object.entries(data).filter(([name]) => !elsewhere.has(name));
    const texts = new Map<string, unknown>(plain);
    for (const [key, text] of Object.entries(identity)) texts.set(`userIdentity.${key}`, text);
    for (const [key, text] of Object.entries(details as Fields))
        texts.set(`userIdentity.details.${key}`, text);
    return texts;
}

/** Compares each text with its source in the event. */
function compareTexts(data: Fields, expected: Expected, cut: string[], wrong: string[]): void {
    const found = textsOf(data);
    const constant = { eventSource: "onelogin.com", recipientAccountId: account, UID: data.UID };
    for (const [path, text] of Object.entries(constant)) {
        if (found.get(path) !== text) wrong.push(path);
        found.delete(path);
    }
    for (const [path, text] of expected.texts) {
        const held = found.get(path);
        found.delete(path);
        if (held === text) continue;
        // Cut because it was too long, and no more than that.
        const most = limitOf(path);
        if (isCut(held, text) && bytesOf(text) > most && bytesOf(held as string) > most - 4) cut.push(path);
        else wrong.push(path);
    }
    wrong.push(...found.keys());
}

function compareMaps(data: Fields, expected: Expected, cut: string[], wrong: string[]): void {
    for (const [name, texts] of Object.entries(expected.maps)) {
        const held = (data[name] ?? {}) as Fields;
        const full = bytesOf(JSON.stringify(Object.fromEntries(texts)));
        const mayCut = full > limits.field[name as keyof typeof limits.field];
        for (const [key, text] of texts) {
            const path = `${name}.${key}`;
            if (held[key] === text && Object.hasOwn(held, key)) continue;
            const less = !Object.hasOwn(held, key) || isCut(held[key], text);
            (less && mayCut ? cut : wrong).push(path);
        }
        for (const key of Object.keys(held)) if (!texts.has(key)) wrong.push(`${name}.${key}`);
        if (texts.size === 0 && name in data) wrong.push(name);
    }
}

/** Reads a record beside its event; the checks then judge it. */
function examine(body: string, event: EventFields, record: Made["record"], receivedAt: number): Made {
    const data = JSON.parse(record.text) as Fields;
    const expected = expectedOf(event, receivedAt);
    const [cut, wrong]: [string[], string[]] = [[], []];
    compareTexts(data, expected, cut, wrong);
    compareMaps(data, expected, cut, wrong);
    const { raw } = data.additionalEventData as { raw: Fields };
    const listing = compareRaw(event, raw, cut, wrong);
    return { body, event, expected, record, data, cut, wrong, listing };
}

/** Each says what is wrong; nothing, when all is well. */
const recordChecks: Record<string, (made: Made) => string[]> = {
    "satisfies the contract of an event, in bytes": ({ data }) => violations(data),

    "is well-formed UTF-8": ({ record }) => (record.text.isWellFormed() ? [] : ["a lone surrogate"]),

    "has one id, which is also its UID": ({ record, data, expected: { id } }) => {
        const fits = /^[-_A-Za-z0-9]{1,128}$/.test(id) && !/-[0-9a-f]{64}$/.test(id);
        const faults = data.UID === record.id ? [] : [`the id is ${record.id}, the UID ${String(data.UID)}`];
        // OneLogin's own wherever it fits: that is how people find the event.
        if (fits ? record.id !== id : record.id === id) faults.push(`the id ${id} becomes ${record.id}`);
        if (id === "" && !/^[0-9a-f]{64}$/.test(record.id))
            faults.push(`an event without an id gets ${record.id}`);
        return faults;
    },

    "holds what the event says, and nothing else": ({ wrong }) =>
        wrong.map((path) => `${path} is not the event's`),

    "lists what was cut": ({ cut, listing }) => listingFaults(cut, listing),

    "is cut only where it is too long, or nested too deeply": ({ cut, record, expected, event, listing }) => {
        const cutOfRaw = cut.filter((path) => path.startsWith(rawPath) && !expected.tooDeep.includes(path));
        const whole =
            listing.paths[0] === "$" || cutOfRaw.length > 0
                ? bytesOf(written(withoutDeep(event), -2) ?? "")
                : 0;
        // Where something else was cut, too, the list of it takes room.
        const others = cut.length > cutOfRaw.length || expected.tooDeep.length > 0;
        const room = field.additionalEventData - '{"raw":}'.length - (others ? 2200 : 0);
        const faults = whole > 0 && whole <= room ? [`raw takes ${whole} bytes, and was cut`] : [];
        if (record.truncated !== undefined && record.truncated !== listing.count > 0)
            faults.push(`truncated is ${record.truncated}, with ${listing.count} cuts`);
        return faults;
    },

    "keeps no value that is nested too deeply": ({ cut, expected, listing }) =>
        expected.tooDeep.filter((path) => !cut.includes(path) && listing.paths[0] !== "$"),
};

/** Throws with the name of the first check that the record fails. */
function checkRecord(made: Made): void {
    checkMapped(made.record);
    for (const [name, check] of Object.entries(recordChecks)) {
        const faults = check(made);
        if (faults.length > 0)
            throw new Error(`Every record ${name}. Here: ${faults.slice(0, 5).join("; ")}`);
    }
}

/** The record that is made of `body`, which every check has passed; `undefined` where it is no event. */
function mapChecked(body: string): Made | undefined {
    const record = mapper.map(body, receivedAt);
    const event = readEvent(body);
    if (typeof record === "string") {
        if (event) throw new Error(`An event was refused: ${record}`);
        return undefined;
    }
    if (!event) throw new Error("What is no event was mapped.");
    const made = examine(body, event, record, receivedAt);
    checkRecord(made);
    return made;
}

export { checkRecord, examine, mapChecked, mapper, type Made };
