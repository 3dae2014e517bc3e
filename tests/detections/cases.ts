import { readFileSync } from "node:fs";
import { join } from "node:path";
import eventTypes from "../../handler/eventTypes.json";
import { bodyWith, type Fields } from "../../lab/forwarder/events";
import { detections, type Detection } from "../../scripts/docs/detections";
import { lineOf } from "../queries/tables";

/** An event of a fixture: fields of `detail`, and how often, when and as how many rows it comes. */
interface Repeated extends Fields {
    /** The name of an event type, or what stands as its id. */
    readonly type?: string;
    /** On the case's day; noon unless given. */
    readonly at?: string;
    readonly times?: number;
    /** Seconds. */
    readonly every?: number;
    /** What stands for `#` the first time; then comes the next number. */
    readonly first?: number;
    /** One unless given, and two in a case that has to be found: ids are what counts. */
    readonly rows?: number;
}

/** The columns of a finding that a fixture names. */
export type Finding = Readonly<Record<string, string | null>>;

interface Fixture {
    /** Fields of every event that does not have them; null takes one out. */
    readonly each?: Repeated;
    readonly match: Readonly<Record<string, { readonly events: Repeated[]; readonly finding: Finding }>>;
    readonly miss: Readonly<Record<string, Repeated[]>>;
}

export interface Case {
    readonly title: string;
    /** Which no other case has: its events lie on that day, and its users and addresses are its own. */
    readonly number: number;
    /** Lines of JSON. */
    readonly rows: readonly string[];
    /** What has to be found; nothing if the case is a near miss. */
    readonly finding?: Finding;
}

export interface DetectionWithCases extends Detection {
    readonly cases: readonly Case[];
}

const typeIds = new Map(eventTypes.map(({ name, id }) => [name, id]));
/** Of the cases; the sample events have a day of another year. */
const firstDay = Date.parse("2025-01-01T00:00:00Z");

/** The day of a case. */
export function dayOf(number: number): string {
    return new Date(firstDay + number * 86_400_000).toISOString().slice(0, 10);
}

const ownIds = (number: number): number => (number + 1) * 1_000_000;

/** Every user and address of a case is its own. */
function owned(field: string, value: unknown, number: number): unknown {
    const isUser = /^(actor_)?user_id$/.test(field) && /^\d+$/.test(String(value));
    if (isUser) return Number(value) + ownIds(number);
    return typeof value === "string" ? value.replace(/^192\.0\.2\./, `198.18.${number}.`) : value;
}

/** A value of a finding as the fixture writes it, without what makes it the case's own. */
export function disowned(value: string | null, number: number): string | null {
    const text = value?.replaceAll(/\b\d{7,9}\b/g, (id) => String(Number(id) - ownIds(number)));
    return text?.replaceAll(`198.18.${number}.`, "192.0.2.") ?? null;
}

let events = 0;

function rowsOf(repeated: Repeated, number: number): string[] {
    const { type = "", at = "12:00:00", times = 1, every = 0, first = 1, rows = 1, ...fields } = repeated;
    return Array.from({ length: times }, (_, i) => {
        const detail: Fields = {};
        for (const [field, value] of Object.entries(fields)) {
            const text = typeof value === "string" ? value.replace("#", String(first + i)) : value;
            detail[field] = owned(field, text, number);
        }
        const time = new Date(Date.parse(`${dayOf(number)}T${at}Z`) + i * every * 1000);
        const body = bodyWith({
            ...detail,
            uuid: `${number}-${(events += 1)}`,
            event_type_id: typeIds.get(type) ?? type,
            event_timestamp: time.toISOString().replace("T", " ").replace(".000Z", " UTC"),
        });
        // Each time it is delivered it arrives at another time.
        return Array.from({ length: rows }, (_, copy) => lineOf(body, +time, +time + copy * 1000) ?? []);
    }).flat(2);
}

let cases = 0;

function caseOf(title: string, all: readonly Repeated[], finding?: Finding): Case {
    const number = cases++;
    const rows = finding === undefined ? 1 : 2;
    return { title, number, rows: all.flatMap((event) => rowsOf({ rows, ...event }, number)), finding };
}

/** Every detection, with what must be found and the nearest misses. */
export const detectionsWithCases: readonly DetectionWithCases[] = detections.map((detection) => {
    const path = join("detections", `${detection.name}.json`);
    const { each, match, miss } = JSON.parse(readFileSync(path, "utf8")) as Fixture;
    const all = (some: readonly Repeated[]): Repeated[] => some.map((event) => ({ ...each, ...event }));
    return {
        ...detection,
        cases: [
            ...Object.entries(match).map(([title, { events, finding }]) =>
                caseOf(title, all(events), finding),
            ),
            ...Object.entries(miss).map(([title, events]) => caseOf(title, all(events))),
        ],
    };
});
