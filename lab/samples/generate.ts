import { moveAddress } from "./moving";
import { createRandom, createUuid } from "./random";
import { moves, readDay, rewrite, secondsOf } from "./samples";
import type { SampleOptions } from "./samples";

/**
 * `count` events, all different, made from the samples: the sample day over and over in its own order, so that the
 * awkward events keep their proportion and a story (five failed log-ins, then the lock) keeps its sequence. Each has ids
 * of its own (a re-delivery among the samples becomes an event like any other), each round moves the IP
 * addresses, and the times are spread evenly over one day's length that ends at `now`.
 * @param options the same seed (1 by default) and `now` give the same events
 * @returns the events as JSON text, one at a time, the oldest first
 */
export function* generateEvents(
    count: number,
    { seed = 1, now, place }: SampleOptions & { seed?: number } = {},
): Generator<string, void, undefined> {
    const day = readDay();
    const random = createRandom(seed);
    const end = secondsOf(now);
    const secondsApart = (day[day.length - 1].time - day[0].time) / count;
    let addressShift = 0;
    for (let index = 0; index < count; index++) {
        const position = index % day.length;
        if (position === 0) addressShift = random() % 254;
        const event = day[position];
        const time = end - Math.floor((count - 1 - index) * secondsApart);
        const envelopeId = createUuid(index, random);
        const uuid = createUuid(index, random);
        yield rewrite(event.line, {
            ...moves(time - event.time, place),
            id: () => envelopeId,
            uuid: (value) => renewId(value, uuid),
            _id: (value) => renewId(value, uuid),
            ipaddr: (value) => moveAddress(value, addressShift),
        });
    }
}

const plainUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id that is awkward in the sample stays awkward: only its end is new. An empty one stays empty. */
function renewId(value: string, uuid: string): string {
    if (value === "") return "";
    return plainUuid.test(value) ? uuid : value + uuid;
}
