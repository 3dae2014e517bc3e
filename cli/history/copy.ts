import { createHash } from "node:crypto";
import { setTimeout as after } from "node:timers/promises";
import type { Objects } from "../../handler/objects";
import type { AuditEvent, EventGroup, JsonObject, Outcome } from "../../handler/types";
import { Failure } from "../errors";
import type { Day } from "./days";
import { dayAfter } from "../time";
import { createSpool, type Spool } from "./spool";

export interface CopyParts {
    /** Gives each record of a day's export, as JSON text. */
    read: (day: string, take: (record: string) => void) => Promise<void>;
    /** A record as a row; undefined if it is not an event. */
    toRow: (record: JsonObject) => AuditEvent | undefined;
    plan: Objects["plan"];
    dayOf: Objects["dayOf"];
    /** Writes one object. */
    send: (events: AuditEvent[], deadline: number) => Promise<Outcome[]>;
    /** So many rows are in an object, about: the more, the faster and cheaper they are read; but they are all in memory. */
    rowsPerObject: number;
    /** The ids that Athena has in these days of its table. */
    idsIn: (days: readonly string[]) => Promise<ReadonlySet<string>>;
}

export interface Copied {
    day: string;
    /** Distinct ids in CloudTrail Lake. */
    events: number;
    /** Ids that Athena had not, and that were written. */
    copied: number;
    /** Of all ids, those that Athena does not have even now. */
    missing: string[];
    /** The ids, by CloudTrail, of records that are not events. */
    unreadable: string[];
}

/** Milliseconds that a call may take. */
const longestCall = 60_000;
const mostTries = 6;

/**
 * Copies a day's events that Athena does not have. Which events share an object depends on nothing but the day, so that
 * the command can be killed and run again: what was written is known by its ids, or is the same object once more.
 */
export async function copyDay({ day, rows }: Day, parts: CopyParts): Promise<Copied> {
    const unreadable: string[] = [];
    const spools = Array.from({ length: Math.max(1, Math.ceil(rows / parts.rowsPerObject)) }, createSpool);
    let read = 0;
    await parts.read(day, (json) => {
        read++;
        const record = JSON.parse(json) as JsonObject;
        const event = parts.toRow(record);
        if (event === undefined) unreadable.push(String(record.eventID));
        else spools[shareOf(event.id, spools.length)].add(JSON.stringify(record));
    });
    if (read < rows)
        throw new Failure(
            `CloudTrail Lake counted ${rows} rows on ${day}, and delivered ${read}.`,
            "Run the command again: nothing of this day was written.",
        );

    const copier = { ...parts, known: remembered(parts.idsIn) };
    const ids = new Map<string, readonly string[]>();
    const written = new Set<string>();
    for (const spool of spools) {
        const events = distinct(spool, parts.toRow);
        for (const event of events) ids.set(event.id, daysOf(event, parts.dayOf));
        for (const id of await copyEvents(events, ids, copier)) written.add(id);
    }
    return {
        day,
        events: ids.size,
        copied: written.size,
        missing: await missing(ids, parts.idsIn),
        unreadable,
    };
}

/** Writes those that are new to Athena; a call, and an object, for each day of the table. */
async function copyEvents(
    events: readonly AuditEvent[],
    days: ReadonlyMap<string, readonly string[]>,
    { known, plan, send }: CopyParts & { known: CopyParts["idsIn"] },
): Promise<string[]> {
    const fresh: EventGroup[] = [];
    for (const event of events) {
        if ((await known(days.get(event.id) as string[])).has(event.id)) continue;
        fresh.push({ event, deliveries: [], outcome: { kind: "retry", reason: "NotSent" } });
    }
    for (const group of plan(fresh))
        await put(
            send,
            group.map(({ event }) => event),
        );
    return fresh.map(({ event }) => event.id);
}

/** All rows of an id are in one object: it is there with all of them, or with none. */
function shareOf(id: string, shares: number): number {
    return createHash("sha256").update(id).digest().readUInt32BE() % shares;
}

/** The events of a spool. What CloudTrail Lake has twice is here once, as it came first. */
function distinct(spool: Spool, toRow: CopyParts["toRow"]): AuditEvent[] {
    const events = new Map<string, AuditEvent>();
    for (const json of spool.lines()) {
        const record = JSON.parse(json) as JsonObject;
        const event = toRow(record) as AuditEvent;
        const key = JSON.stringify(record.eventData);
        const twin = events.get(key);
        if (twin === undefined || event.receivedAt < twin.receivedAt) events.set(key, event);
    }
    return [...events.values()];
}

/**
 * In which days of the table an event may be: that of its time; or, because the table does not show every time, about
 * that of its receipt, which the writer, with a queue of its own, may have seen a day earlier or later.
 */
function daysOf(event: AuditEvent, dayOf: Objects["dayOf"]): string[] {
    const day = dayOf(event);
    return event.eventTime.startsWith(day) ? [day] : [-1, 0, 1].map((days) => dayAfter(day, days));
}

function remembered(idsIn: CopyParts["idsIn"]): CopyParts["idsIn"] {
    const found = new Map<string, Promise<ReadonlySet<string>>>();
    return (days) => {
        const key = days.join();
        const ids = found.get(key) ?? idsIn(days);
        found.set(key, ids);
        return ids;
    };
}

async function missing(
    ids: ReadonlyMap<string, readonly string[]>,
    idsIn: CopyParts["idsIn"],
): Promise<string[]> {
    const now = remembered(idsIn);
    const absent: string[] = [];
    for (const [id, days] of ids) if (!(await now(days)).has(id)) absent.push(id);
    return absent;
}

async function put(send: CopyParts["send"], events: AuditEvent[]): Promise<void> {
    for (let tries = 1; ; tries++) {
        const [outcome] = await send(events, Date.now() + longestCall);
        if (outcome.kind === "accepted") return;
        const { reason, noRetryInInvocation } = outcome as Extract<Outcome, { kind: "retry" }>;
        if (tries === mostTries || noRetryInInvocation)
            throw new Failure(
                `S3 did not take an object of ${events.length} events: ${reason}.`,
                "If access is denied, add the role that calls this to `s3.writerArns`, and let it `s3:PutObject` below `events/`. Then run the command again.",
            );
        await after(500 * 2 ** (tries - 1) * Math.random());
    }
}
