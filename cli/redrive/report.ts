import { confirm } from "../confirm";
import { table } from "../table";
import type { Terminal } from "../terminal";
import { oneDay } from "../time";
import { plural } from "../words";
import type { Group } from "./letters";
import type { Seen } from "./look";
import type { Moved } from "./move";
import type { RedriveOptions, Source } from "./sources";
import type { Target } from "../targets";

type Say = (line: string) => void;

/** What of a source there is. */
export interface Plan {
    source: Source;
    seen: Seen;
    /** Milliseconds that a dead letter is kept. */
    keeps: number;
}

/** That of which some are chosen, and go somewhere. */
export interface Aim extends Plan {
    target: Target;
}

/** What became of it. */
export interface Done {
    plan: Aim;
    moved: Moved;
    /** Dead letters that came after those that were shown. */
    since: Seen;
}

const head = ["by", "reason", "age", "letters"];

export function inWords(count: number): string {
    return `${count} ${plural(count, "dead letter")}`;
}

function groupsTable(groups: readonly Group[], columns: number): string {
    const rows = groups.map(({ by, reason, code, age, letters, example }) => {
        const why = [reason, code, example].filter((part) => part !== "").join(": ");
        return [by, why, age, letters];
    });
    return table(head, rows, columns);
}

/** Says what there is. */
export function show({ source, seen, keeps }: Plan, say: Say, columns: number, now: number): void {
    const { title, letters } = source;
    if (seen.letters === 0) return say(`${title}: no dead letters.`);
    const left = Math.max(0, Math.floor((seen.oldest + keeps - now) / oneDay));
    const count = `${seen.complete ? "" : "more than "}${inWords(seen.letters)}`;
    say(`${title}: ${count} in ${letters.name}. The oldest is kept for ${left} more ${plural(left, "day")}.`);
    say(groupsTable(seen.groups, columns));
}

/** Says what would be done, and asks. @throws Misuse if nobody is there to answer. */
export async function agree(
    plans: readonly Aim[],
    { yes, json }: RedriveOptions,
    terminal: Terminal,
): Promise<boolean> {
    const say = json === true ? terminal.note : terminal.print;
    for (const { source, seen, target } of plans)
        say(`To move: ${inWords(seen.chosen)} of ${source.title}, to ${target.title}.`);
    const question = "Move them? Unless their reason is mended, they come back.";
    const answer = await confirm(question, ["move", "moved"], yes, terminal);
    if (!answer) terminal.print("Nothing was moved.");
    return answer;
}

/** @returns Whether all went well. */
export function report(done: readonly Done[], say: Say, columns: number): boolean {
    for (const { plan, moved, since } of done) {
        const { target } = plan;
        say(`${plan.source.title}: moved ${inWords(moved.moved)} to ${target.title}.`);
        for (const [why, count] of Object.entries(moved.refused))
            say(`${inWords(count)} stayed: ${target.title} refused them (${why}). Keep them by --export.`);
        if (moved.twice > 0)
            say(
                `${inWords(moved.twice)} could not be deleted: what is in both places has the same id. Run it again.`,
            );
        if (!moved.complete) say("Not all were moved: run it again.");
        if (since.letters === 0) continue;
        say(`${inWords(since.letters)} came since. What comes back is not mended:`);
        say(groupsTable(since.groups, columns));
    }
    return done.every(
        ({ moved: { refused, twice, complete }, since }) =>
            Object.keys(refused).length === 0 && twice === 0 && complete && since.letters === 0,
    );
}

export function inJson(all: readonly (Plan | Done)[], isDone: boolean): string {
    const queues = all.map((one) => {
        const { source, seen } = "plan" in one ? one.plan : one;
        const { letters, chosen, complete, groups } = seen;
        return {
            ...{ title: source.title, queue: source.letters.name, to: source.target?.title },
            ...{ letters, chosen, complete, groups },
            ...("plan" in one && { result: one.moved, since: one.since.groups }),
        };
    });
    return JSON.stringify({ queues, done: isDone });
}
