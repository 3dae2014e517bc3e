import { insightsCostOf, scanned } from "../costs";
import { isSkipped, type Skipped } from "../permissions";
import type { UnitQueues } from "../sqs";
import { table } from "../table";
import type { Terminal } from "../terminal";
import { plural } from "../words";
import type { Comparison } from "./tally";
import type { Destination } from "./destinations";
import type { Window } from "./options";

/** What there is to say of a destination. */
export interface Found extends Comparison {
    destination: Destination;
    waiting: UnitQueues;
    /** Why it is not known what `eventTypes` leaves out, if so. */
    unknownExclusion?: string;
}

/** What becomes of the events that a destination lacks. */
export interface Resent {
    destination: string;
    title: string;
    /** Messages that were sent: of events that have one id there may be several. */
    sent: number;
    /** Events that are left, and why. */
    left: number;
    because?: string;
}

export interface Report {
    window: Window;
    found: readonly Found[];
    /** What could not be looked at, and why. */
    skipped: readonly string[];
    /** By Logs Insights. */
    bytesScanned: number;
    /** Undefined if nobody asked for it. */
    resent?: readonly Resent[];
}

const iso = (time: number): string => new Date(time).toISOString().replace(/(:00)?\.000Z$/, "Z");
const hourText = (time: number): string => new Date(time).toISOString().slice(0, 16).replace("T", " ");
const number = (value: number): string => value.toLocaleString("en-US");
/** `1 event`, `1,200 events`. */
export const inWords = (count: number, one: string): string => `${number(count)} ${plural(count, one)}`;

/** For people. */
export function say(
    { window, found, skipped, bytesScanned: bytes }: Report,
    { print, columns }: Terminal,
): void {
    for (const one of found) {
        const events = [...one.hours.values()].reduce((sum, hour) => sum + hour.events, 0);
        print(
            `${one.destination.unit.title}: the raw event log has ${inWords(events, "event")} of ${iso(window.since)} to ${iso(window.until)}.`,
        );
        const differing = [...one.hours].filter(([, { missing, double }]) => missing + double > 0);
        if (differing.length > 0) {
            const rows = differing.map(([time, { events, excluded, missing, double }]) => [
                ...[hourText(time), events, excluded, missing, double],
            ]);
            print(table(["hour (UTC)", "events", "excluded", "missing", "double"], rows, columns));
        }
        for (const sentence of sentences(one, differing.length)) print(`  ${sentence}`);
        print("");
    }
    for (const what of skipped) print(`Skipped: ${what}.`);
    print(`CloudWatch Logs Insights: ${scanned(bytes, insightsCostOf(bytes))}.`);
    for (const { destination } of found) {
        const { bytes, dollars } = destination.stored.spent();
        print(`${destination.unit.title}: ${scanned(bytes, dollars)}.`);
    }
}

function sentences(found: Found, differing: number): string[] {
    const { hours, missing, doubles, notEvents, expired, waiting } = found;
    const excluded = [...hours.values()].reduce((sum, hour) => sum + hour.excluded, 0);
    const agreeing = hours.size - differing;
    return [
        agreeing > 0 ? `Nothing differs in ${inWords(agreeing, differing > 0 ? "other hour" : "hour")}.` : "",
        missing.length > 0 ? `Missing: ${some(missing)}.` : "",
        doubles.length > 0 ? `Double: ${some(doubles)}.` : "",
        excluded > 0 ? `Left out by eventTypes: ${inWords(excluded, "event")}.` : "",
        notEvents > 0 ? `Dead-lettered, because it is not an event: ${inWords(notEvents, "message")}.` : "",
        expired > 0 ? `Not kept any more, because it is too old: ${inWords(expired, "event")}.` : "",
        ...unknown(found),
        `Waiting: ${waitingText(waiting)}.`,
    ].filter((sentence) => sentence !== "");
}

function unknown({ destination: { unknownRetention }, unknownExclusion }: Found): string[] {
    return [
        unknownExclusion === undefined
            ? ""
            : `What eventTypes leaves out is not known, and counts as missing: ${unknownExclusion}.`,
        unknownRetention === undefined
            ? ""
            : `How long events are kept is not known, and what is not kept counts as missing: ${unknownRetention}.`,
    ];
}

function waitingText({ queue, deadLetters }: UnitQueues): string {
    const count = (answer: { messages: number } | Skipped) =>
        isSkipped(answer) ? `an unknown number (${answer.skipped})` : number(answer.messages);
    const first = queue === undefined ? "" : `${count(queue)} in the queue, `;
    return `${first}${count(deadLetters)} in the dead-letter queue`;
}

function some(events: readonly { id: string }[]): string {
    const most = 5;
    const ids = events.slice(0, most).map(({ id }) => id);
    return ids.join(", ") + (events.length > most ? ` and ${number(events.length - most)} more` : "");
}

/** For programs: all of it. */
export function inJson({ window, found, skipped, bytesScanned, resent }: Report, { print }: Terminal): void {
    const dated = <T extends { received: number }>(one: T) => ({
        ...one,
        received: new Date(one.received).toISOString(),
    });
    const destinations = found.map(({ destination, hours, missing, doubles, ...rest }) => ({
        destination: destination.unit.destination,
        hours: [...hours].map(([time, counts]) => ({ hour: new Date(time).toISOString(), ...counts })),
        missing: missing.map(dated),
        double: doubles.map(dated),
        ...rest,
        unknownRetention: destination.unknownRetention,
        bytesScanned: destination.stored.spent().bytes,
    }));
    print(
        JSON.stringify({
            since: new Date(window.since).toISOString(),
            until: new Date(window.until).toISOString(),
            destinations,
            skipped,
            bytesScanned,
            resent,
        }),
    );
}
