import detailKeys from "../../handler/detailKeys.json";
import { readDay } from "./day";
import { createRandom, createUuid } from "./random";
import { rewrite } from "./rewrite";

export interface TypicalEventOptions {
    /** The size of the event's JSON text in UTF-8. */
    bytes: number;
}

interface LogIn {
    detail: { event_type_id?: unknown; notes?: unknown } & Record<string, unknown>;
}

const logInType = 5;
const filling = " A rule of the policy was looked at and it applied.";
const templates = new Map<number, string>();

/**
 * An ordinary log-in with all the known keys, most of them null: the event of which there are most. All that
 * differs from one index to the next is the ids, so that measurements compare like with like.
 * @throws RangeError when an event with all the keys does not fit into `bytes`
 */
export function typicalEvent(index: number, options: TypicalEventOptions = { bytes: 2900 }): string {
    const template = templates.get(options.bytes) ?? createTemplate(options.bytes);
    templates.set(options.bytes, template);
    const random = createRandom(index);
    const envelopeId = createUuid(index, random);
    const uuid = createUuid(index, random);
    return rewrite(template, (key, value) =>
        key === "id" ? envelopeId : key === "uuid" || key === "_id" ? uuid : value,
    );
}

function createTemplate(bytes: number): string {
    const event = firstFullLogIn();
    const room = bytes - Buffer.byteLength(JSON.stringify(event));
    if (room < 0) {
        throw new RangeError(`A log-in with all keys takes ${bytes - room} bytes: more than ${bytes}.`);
    }
    const notes = typeof event.detail.notes === "string" ? event.detail.notes : "";
    event.detail.notes = notes + filling.repeat(Math.ceil(room / filling.length)).slice(0, room);
    return JSON.stringify(event);
}

function firstFullLogIn(): LogIn {
    for (const { line } of readDay().events) {
        const event = JSON.parse(line) as LogIn;
        const full = detailKeys.every((field) => Object.hasOwn(event.detail, field));
        if (full && event.detail.event_type_id === logInType && typeof event.detail.notes === "string") {
            return event;
        }
    }
    throw new Error(
        "samples/events.jsonl: no log-in (type 5) has all the known keys and a text as its notes.",
    );
}
