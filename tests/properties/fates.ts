/** What holds for every batch, as seen from outside: what became of each message, and what the log says of it. */
import type { Run } from "../support/forwarder";
import type { Said } from "./channel";
import type { Made } from "./record";

interface Delivery {
    messageId: string;
    body: string;
    /** What the mapping makes of it by itself. */
    made: Made | undefined;
}

function fail(what: string): never {
    throw new Error(what);
}

function forbid(faults: string[]): void {
    if (faults.length > 0) fail(faults.slice(0, 5).join("; "));
}

/** Redeliveries have one key, and one fate. */
function keyOf({ body, record }: Made): string {
    return `${record.id} ${body}`;
}

function count<T>(all: T[], one: (item: T) => boolean): number {
    return all.filter(one).length;
}

/** How many deliveries ended in which way, in all runs. */
const ends = { accepted: 0, returned: 0, deadLettered: 0 };

/** Each record ends in one way, and rightly so. */
function checkFates(deliveries: Delivery[], run: Run, said: Said): void {
    if (run.error) fail(`a batch threw: ${String(run.error)}`);
    const returned = new Set(run.returned);
    if (returned.size !== run.returned.length) fail("a batch item failure is repeated");
    const known = new Map(deliveries.flatMap(({ made }) => (made ? [[made.record.text, keyOf(made)]] : [])));
    for (const { auditEvents } of run.inputs)
        for (const { eventData } of auditEvents)
            if (!known.has(eventData)) fail("what was sent is not what the mapping makes of any event");
    const keys = (all: Set<string>) => new Set([...all].map((eventData) => known.get(eventData)));
    const [accepted, blamed] = [keys(said.accepted), keys(said.blamed)];
    for (const body of new Set(deliveries.map((delivery) => delivery.body))) {
        const same = deliveries.filter((delivery) => delivery.body === body);
        const [{ made }] = same;
        const back = count(same, ({ messageId }) => returned.delete(messageId));
        const deadLettered = count(run.deadLetters, ({ MessageBody }) => MessageBody === body);
        const arrived = same.length - back - deadLettered;
        const key = made && keyOf(made);
        if (arrived < 0) fail("a record went back to the queue, and was dead-lettered");
        if (arrived > 0 && !accepted.has(key)) fail("an event was acknowledged that is nowhere");
        if (made && arrived < same.length && accepted.has(key))
            fail("an event was accepted and not acknowledged");
        if (made && deadLettered > 0 && !blamed.has(key))
            fail("an event was dead-lettered for no fault of its own");
        ends.accepted += arrived;
        ends.returned += back;
        ends.deadLettered += deadLettered;
    }
    if (returned.size > 0) fail(`${[...returned].join()} went back, and never came`);
    const bodies = new Set(deliveries.map(({ body }) => body));
    if (run.deadLetters.some(({ MessageBody }) => !bodies.has(MessageBody)))
        fail("a dead letter is of no message");
}

/** The figures of the log line, against what was seen from outside. */
function checkFigures(deliveries: Delivery[], { log, returned, deadLetters }: Run): void {
    const events = deliveries.flatMap(({ made }) => made ?? []);
    const firsts = new Map<string, Made>();
    for (const made of events) if (!firsts.has(keyOf(made))) firsts.set(keyOf(made), made);
    const expected = {
        received: deliveries.length,
        accepted: deliveries.length - returned.length - deadLetters.length,
        retried: returned.length,
        rejected: deadLetters.length,
        duplicates: events.length - firsts.size,
        truncated: count([...firsts.values()], ({ record }) => record.truncated === true),
    };
    for (const [name, figure] of Object.entries(expected)) {
        if (log[name] !== figure)
            fail(`the log counts ${String(log[name])} ${name}, and there are ${figure}`);
    }
}

export { checkFates, checkFigures, ends, fail, forbid, type Delivery };
