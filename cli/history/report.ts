import { confirm } from "../confirm";
import { table } from "../table";
import type { Terminal } from "../terminal";
import { plural } from "../words";
import type { Copied } from "./copy";
import type { Day } from "./days";
import type { HistoryOptions } from "./options";

/** Says what there is to do, and asks. */
export async function agree(
    days: readonly Day[],
    inLake: readonly Day[],
    inAthena: readonly Day[],
    { json, yes, staging }: HistoryOptions,
    { print, note, ask, columns }: Terminal,
): Promise<boolean> {
    const there = new Map(inAthena.map(({ day, events }) => [day, events]));
    const rows = days.map(({ day, events }) => [day, events, there.get(day) ?? 0]);
    const alike = inLake.length - days.length;
    const say = json === true ? note : print;
    if (alike > 0)
        say(`${daysInWords(alike, "has", "have")} the same events in CloudTrail Lake and in Athena.`);
    if (days.length === 0) {
        if (json === true) print(JSON.stringify({ alike, days: [], done: true }));
        else print("There is nothing to copy.");
        return false;
    }
    if (json === true && yes !== true) {
        print(
            JSON.stringify({
                alike,
                days: rows.map(([day, lake, athena]) => ({ day, lake, athena })),
                done: false,
            }),
        );
        return false;
    }
    say(table(["day", "CloudTrail Lake", "Athena"], rows, columns));
    const question = `Have CloudTrail export ${daysInWords(days.length)} to ${staging}, and write to S3 what Athena does not have? An object that is locked cannot be deleted.`;
    const answer = await confirm(question, ["copy", "written"], yes, { ask });
    if (!answer) print("Nothing was written.");
    return answer;
}

export function report(
    copied: readonly Copied[],
    { json }: HistoryOptions,
    { print, columns }: Terminal,
): number {
    const bad = copied.some(({ missing, unreadable }) => missing.length + unreadable.length > 0);
    if (json === true) {
        print(JSON.stringify({ days: copied, done: true }));
        return bad ? 1 : 0;
    }
    const rows = copied.map((day) => [
        day.day,
        day.events,
        day.copied,
        day.missing.length,
        day.unreadable.length,
    ]);
    print(table(["day", "events", "copied", "missing", "unreadable"], rows, columns));
    for (const { day, missing, unreadable } of copied) {
        if (missing.length > 0)
            print(
                `${day}: Athena does not find ${some(missing)}. Run the command again, and look at the table's objects.`,
            );
        if (unreadable.length > 0)
            print(
                `${day}: these records of CloudTrail Lake are not events, and were left: ${some(unreadable)}.`,
            );
    }
    return bad ? 1 : 0;
}

function daysInWords(count: number, one = "", more = ""): string {
    return `${count} ${plural(count, "day")} ${plural(count, one, more)}`.trimEnd();
}

function some(ids: readonly string[]): string {
    const most = 10;
    return ids.slice(0, most).join(", ") + (ids.length > most ? ` and ${ids.length - most} more` : "");
}
