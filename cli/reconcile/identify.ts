import { createIdentity } from "../../handler/identity";
import { limits } from "../../handler/limits";
import { createMapper } from "../../handler/mapping";
import { createRaw } from "../../handler/raw";
import { createScalars } from "../../handler/scalars";
import { createShrinker } from "../../handler/shrinking";

/** What an event is in its destination. */
export interface Identity {
    id: string;
    /** `YYYY-MM-DDTHH:mm:ssZ` */
    eventTime: string;
}

export interface Identifier {
    /** Of a `uuid` alone. */
    idOf(uuid: string): string;
    /** Of a message; undefined if it is not an event, and goes to the dead letters. */
    identify(message: string, time: number): Identity | undefined;
}

/** The rule of ids is the forwarder's own. */
export function createIdentifier(): Identifier {
    const scalars = createScalars(limits.idLength);
    const shrinker = createShrinker(scalars);
    const { map } = createMapper({
        scalars,
        identity: createIdentity(scalars, limits.field),
        shrinker,
        raw: createRaw(scalars, shrinker, limits.field.additionalEventData, () => undefined),
        limits: limits.field,
        // What an event is called, and whose it is, has no part in its id.
        eventTypes: { names: new Map(), failures: new Set() },
        eventSource: "",
        accountId: "",
        layOut: () => "",
    });
    return {
        idOf: scalars.toId,
        identify(message, time) {
            const event = map(message, time);
            return typeof event === "string" ? undefined : { id: event.id, eventTime: event.eventTime };
        },
    };
}
