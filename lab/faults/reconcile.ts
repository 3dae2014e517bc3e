/** Bus, lake and dead-letter queue, compared id by id and word by word. */
import { isDeepStrictEqual } from "node:util";
import { idOf, reconcile as compare } from "../../local/run/reconcile";
import type { DeadLetter } from "../../local/run/unit";
import { isSame } from "./content";
import type { End, FaultCase } from "./types";

export interface Stored {
    id: string;
    eventTime: string;
    raw: unknown;
}

/** What there is when all is quiet. */
export interface Found {
    /** Events that reached the bus. */
    bus: string[];
    lake: Stored[];
    deadLetters: DeadLetter[];
    /** Events still in the queue or in flight. */
    waiting: string[];
}

/** One fault's line in the report. */
export interface Tally {
    lost: number;
    /** Rows in the lake beyond one for each event. */
    duplicated: number;
    deadLettered: number;
    /** All that is not as it was promised. */
    faults: string[];
}

type DeadLetteredBy = "forwarder" | "lambda" | "sqs" | "nobody";

/** Who dead-lettered a message: each leaves its own attributes. SQS itself leaves none of ours. */
function deadLetteredBy({ attributes }: DeadLetter): DeadLetteredBy {
    if (attributes.reason && attributes.errorCode && attributes.errorMessage) return "forwarder";
    if (attributes.ErrorMessage && attributes.RequestID) return "lambda";
    return Object.keys(attributes).length === 0 ? "sqs" : "nobody";
}

/** Who may dead-letter the touched events, and whether they may be in the lake instead. */
const ends: Record<End, { deadLettered: DeadLetteredBy[]; lake: boolean }> = {
    lake: { deadLettered: [], lake: true },
    "dead-letters": { deadLettered: ["forwarder"], lake: false },
    either: { deadLettered: ["forwarder"], lake: true },
    lambda: { deadLettered: ["lambda"], lake: true },
    sqs: { deadLettered: ["sqs"], lake: true },
    any: { deadLettered: ["forwarder", "lambda", "sqs"], lake: true },
};

function detailOf(event: string): string {
    return JSON.stringify((JSON.parse(event) as { detail?: unknown }).detail);
}

function isEqual(event: string, other: string): boolean {
    return isDeepStrictEqual(JSON.parse(event), JSON.parse(other));
}

function idsOf<Found extends { id: string }>(all: Found[], isWrong: (found: Found) => boolean): string[] {
    return all.filter(isWrong).map(({ id }) => id);
}

/** A few of many. */
function list(ids: string[]): string {
    return ids.slice(0, 3).join(", ") + (ids.length > 3 ? `, … (${ids.length})` : "");
}

export function reconcile(
    { bus, lake, deadLetters, waiting }: Found,
    touched: ReadonlySet<string>,
    end: End,
    { duplicates, eventTime }: Pick<FaultCase, "duplicates" | "eventTime">,
): Tally {
    const sent = Map.groupBy(bus, idOf);
    const letters = deadLetters.map((letter) => ({ id: idOf(letter.body), ...letter }));
    const deadLettered = new Set(letters.map(({ id }) => id));
    const left = new Set(waiting.map(idOf));
    const rows = lake.map(({ id }) => id);
    const inLake = new Set(rows);
    const { lost, invented, severalRows } = compare(bus.map(idOf), rows, [...deadLettered, ...left]);
    const faults: string[] = [];
    const none = (wrong: string[], what: string) => {
        if (wrong.length > 0) faults.push(`${what}: ${list(wrong)}`);
    };

    /** Of several events with one id, each has to be there, if their details differ. */
    function isKept(event: string, id: string): boolean {
        if (new Set(sent.get(id)?.map(detailOf)).size < 2) return true;
        return (
            lake.some((row) => row.id === id && isSame(event, row.raw, "detail")) ||
            deadLetters.some(({ body }) => detailOf(body) === detailOf(event)) ||
            waiting.some((other) => detailOf(other) === detailOf(event))
        );
    }

    none(lost, "lost");
    none(
        [...sent].filter(([id, events]) => events.some((event) => !isKept(event, id))).map(([id]) => id),
        "another event with the same id is there, and this one is not",
    );
    none([...left], "still waiting");
    none(invented, "invented");
    none(
        idsOf(lake, ({ id, raw }) => sent.get(id)?.some((event) => isSame(event, raw)) === false),
        "altered in the lake",
    );
    none(
        lake
            .filter(({ id, eventTime: found }) => eventTime && found !== eventTime(sent.get(id)?.[0] ?? ""))
            .map(({ id, eventTime: found }) => `${id} has ${found}`),
        "another eventTime",
    );
    none(
        idsOf(letters, ({ id, body }) => !sent.get(id)?.some((event) => isEqual(event, body))),
        "altered in the dead-letter queue",
    );

    const allowed = ends[end];
    none(
        idsOf(letters, ({ id }) => !touched.has(id)),
        "dead-lettered though nothing touched it",
    );
    none(
        idsOf(letters, (letter) => !allowed.deadLettered.includes(deadLetteredBy(letter))),
        `dead-lettered, but not as it should be (${end})`,
    );
    const accepted = [...touched].filter((id) => inLake.has(id));
    if (!allowed.lake) none(accepted, "delivered though the channel refused it");
    const explained = (id: string) =>
        (duplicates !== undefined && duplicates !== "never") ||
        touched.has(id) ||
        (sent.get(id) ?? []).length > 1;
    none(
        severalRows.filter((id) => !explained(id)),
        "duplicated though nothing touched it",
    );
    if (duplicates === "never") none(severalRows, "stored more than once");
    if (duplicates === "certain" && severalRows.length === 0)
        faults.push("no duplicates: the case was not the ambiguous one");
    if (["dead-letters", "lambda", "sqs"].includes(end) && deadLettered.size === 0)
        faults.push("nothing was dead-lettered");
    return {
        lost: lost.length,
        duplicated: lake.length - inLake.size,
        deadLettered: deadLettered.size,
        faults,
    };
}
