import detailKeys from "../../handler/detailKeys.json";
import { createRandom, createUuid } from "./random";
import { readDay, rewrite } from "./samples";

interface LogIn {
    detail: { event_type_id: unknown; notes: string };
}

const logInType = 5;
const filling = " A rule of the policy was looked at and it applied.";
const templates = new Map<number, string>();

/**
 * An ordinary log-in with all the known keys, most of them null: the event of which there are most. All that
 * differs from one index to the next is the ids, so that measurements compare like with like.
 * @param bytes the size of the event's JSON text in UTF-8: 2,000 or more
 */
export function typicalEvent(index: number, bytes = 2900): string {
    const template = templates.get(bytes) ?? createTemplate(bytes);
    templates.set(bytes, template);
    const random = createRandom(index);
    const envelopeId = createUuid(index, random);
    const uuid = createUuid(index, random);
    return rewrite(template, { id: () => envelopeId, uuid: () => uuid, _id: () => uuid });
}

function createTemplate(bytes: number): string {
    const event = readDay()
        .map(({ line }) => JSON.parse(line) as LogIn)
        .find(isFullLogIn) as LogIn;
    const room = bytes - Buffer.byteLength(JSON.stringify(event));
    event.detail.notes += filling.repeat(Math.ceil(room / filling.length)).slice(0, room);
    return JSON.stringify(event);
}

function isFullLogIn({ detail }: LogIn): boolean {
    const isFull = detailKeys.every((field) => Object.hasOwn(detail, field));
    return isFull && detail.event_type_id === logInType && typeof detail.notes === "string";
}
