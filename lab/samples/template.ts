/**
 * A sample event as text with slots: the values that change from one playing to the next. Everything between
 * the slots is kept byte for byte, which parsing and writing anew would not do (`3.50`, `\u0007`, lone surrogates).
 */
export interface EventTemplate {
    /** One text more than there are slots: the text before the first, between each two, after the last. */
    texts: string[];
    slots: Slot[];
}

export interface Slot {
    key: SlotKey;
    value: string;
}

type SlotKey =
    "id" | "source" | "account" | "time" | "region" | "uuid" | "_id" | "event_timestamp" | "ipaddr";

// Inside a JSON string every quote follows a backslash, so neither pattern can match within a value.
const envelopeSlots = /"(id|source|account|time|region)":\s*"([^"\\]*)"/g;
const detailSlots = /"(uuid|_id|event_timestamp|ipaddr)":\s*"([^"\\]*)"/g;

/** @param line one event; `detail` is the envelope's last member, as EventBridge writes it */
export function toTemplate(line: string): EventTemplate {
    const detailAt = line.indexOf('"detail":');
    if (detailAt === -1) {
        throw new Error(`An event without "detail": ${line.slice(0, 200)}`);
    }
    const envelope = split(line.slice(0, detailAt), envelopeSlots);
    const detail = split(line.slice(detailAt), detailSlots);
    const seam = `${envelope.texts.pop()}${detail.texts.shift()}`;
    return {
        texts: [...envelope.texts, seam, ...detail.texts],
        slots: [...envelope.slots, ...detail.slots],
    };
}

function split(text: string, pattern: RegExp): EventTemplate {
    const template: EventTemplate = { texts: [], slots: [] };
    let end = 0;
    for (const { 0: found, 1: key, 2: value, index } of text.matchAll(pattern)) {
        const foundEnd = index + found.length;
        template.texts.push(text.slice(end, foundEnd - `"${value}"`.length));
        template.slots.push({ key: key as SlotKey, value });
        end = foundEnd;
    }
    template.texts.push(text.slice(end));
    return template;
}

/** The event's text, with what `valueOf` says in each slot. */
export function fillTemplate(template: EventTemplate, valueOf: (slot: Slot) => string): string {
    let line = template.texts[0];
    template.slots.forEach((slot, index) => {
        line += JSON.stringify(valueOf(slot)) + template.texts[index + 1];
    });
    return line;
}

/** When EventBridge took the event, in whole seconds since 1970: `time` has no fraction. */
export function timeOf(template: EventTemplate): number {
    const slot = template.slots.find(({ key }) => key === "time");
    return Math.floor(Date.parse(slot?.value ?? "") / 1000);
}
