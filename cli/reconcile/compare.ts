import { dayAt, oneDay } from "../time";
import type { Identifier } from "./identify";
import type { EventLog, Message, Sighting } from "./log";
import { createTally, type Comparison, type Logged, type Tally, type Target } from "./tally";

export interface Source {
    log: EventLog;
    identifier: Identifier;
    /** Whether `eventTypes` leaves it out; of a message, or of one that has nothing but this type. */
    isExcluded(this: void, message: string): boolean;
}

/** Compares the log with each destination, from one time to another, in milliseconds. @returns As many as there are targets. */
export async function compare(
    source: Source,
    targets: readonly Target[],
    { since, until }: { since: number; until: number },
    progress: (day: string) => void,
): Promise<Comparison[]> {
    const tallies = targets.map(createTally);
    for (let from = since; from < until;) {
        const day = dayAt(from);
        const to = Math.min(Date.parse(day) + oneDay, until);
        progress(day);
        await compareDay(source, tallies, day, from, to);
        from = to;
    }
    return tallies.map((tally) => tally.result());
}

async function compareDay(
    source: Source,
    tallies: readonly Tally[],
    day: string,
    from: number,
    to: number,
): Promise<void> {
    let events = await eventsBetween(source, from, to);
    if (events.length === 0) return;
    const around = await Promise.all(tallies.map((tally) => tally.around(day)));
    const suspect = ({ id, excluded, eventTime }: Logged) =>
        id !== undefined && !excluded && eventTime === undefined && around.some((rows) => rows(id) === 0);
    // Whatever seems to be missing is looked at as the function does, in its whole message, before that is said.
    const suspects = new Set(events.filter(suspect).map(({ received }) => received));
    if (suspects.size > 0) {
        const whole = await wholeEvents(source, suspects);
        // What was seen and cannot be read again is missing all the same.
        const read = new Set(whole.map(({ received }) => received));
        events = [...events.filter(({ received }) => !read.has(received)), ...whole];
    }
    for (const [at, tally] of tallies.entries())
        for (const event of events) await tally.add(event, day, around[at]);
}

/** Most are known by what Logs Insights says; what that cannot say is read. */
async function eventsBetween(source: Source, from: number, to: number): Promise<Logged[]> {
    const sightings = await source.log.sightings(from, to);
    const unclear = new Set(
        sightings
            .filter(({ uuid, type }) => uuid === undefined || type === undefined)
            .map(({ time }) => time),
    );
    const clear = sightings.filter(({ time }) => !unclear.has(time)).map((one) => eventSeen(source, one));
    return [...clear, ...(await wholeEvents(source, unclear))];
}

function eventSeen({ identifier, isExcluded }: Source, { time, uuid = "", type }: Sighting): Logged {
    return {
        received: time,
        id: identifier.idOf(uuid),
        excluded: isExcluded(JSON.stringify({ detail: { event_type_id: type } })),
    };
}

async function wholeEvents(
    { log, identifier, isExcluded }: Source,
    times: ReadonlySet<number>,
): Promise<Logged[]> {
    const read = ({ time, text }: Message): Logged => ({
        received: time,
        excluded: isExcluded(text),
        ...(identifier.identify(text, time) ?? { id: undefined, eventTime: "" }),
    });
    const events: Logged[] = [];
    for await (const message of log.messages(times)) events.push(read(message));
    return events;
}
