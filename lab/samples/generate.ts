import { readDay } from "./day";
import { moveAddress, moveTimestamp } from "./moving";
import { createRandom, createUuid } from "./random";
import { placed, rewrite } from "./rewrite";
import type { Place } from "./rewrite";

export interface GenerateOptions extends Place {
    /** The same seed and `now` give the same events. Default 1. */
    seed?: number;
    /** The time of the last event. Default: the present. */
    now?: Date;
}

/**
 * `count` events, all different, made from the samples: the sample day over and over in its own order, so that the
 * awkward events keep their proportion and a story (five failed log-ins, then the lock) keeps its sequence. Each has ids
 * of its own (a re-delivery among the samples becomes an event like any other), each round moves the IP
 * addresses, and the times are spread evenly over one day's length that ends at `now`.
 * @returns the events as JSON text, one at a time, the oldest first
 */
export function* generateEvents(
    count: number,
    options: GenerateOptions = {},
): Generator<string, void, undefined> {
    const day = readDay();
    const random = createRandom(options.seed ?? 1);
    const end = Math.floor((options.now ?? new Date()).getTime() / 1000);
    const secondsApart = (day.end - day.start) / count;
    let addressShift = 0;
    for (let index = 0; index < count; index++) {
        const position = index % day.events.length;
        if (position === 0) addressShift = random() % 254;
        const event = day.events[position];
        const time = end - Math.floor((count - 1 - index) * secondsApart);
        const seconds = time - event.time;
        const envelopeId = createUuid(index, random);
        const uuid = createUuid(index, random);
        yield rewrite(event.line, (key, value) => {
            switch (key) {
                case "id":
                    return envelopeId;
                case "uuid":
                case "_id":
                    return renewId(value, uuid);
                case "time":
                case "event_timestamp":
                    return moveTimestamp(value, seconds);
                case "ipaddr":
                    return moveAddress(value, addressShift);
                default:
                    return placed(key, value, options);
            }
        });
    }
}

const plainUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id that is awkward in the sample stays awkward: only its end is new. An empty one stays empty. */
function renewId(value: string, uuid: string): string {
    if (value === "") return "";
    return plainUuid.test(value) ? uuid : value + uuid;
}
