import { setTimeout as after } from "node:timers/promises";
import type { Terminal } from "../terminal";
import { exportLetters } from "./export";
import { look, type Seen } from "./look";
import { moveChosen, type Choice, type Moved } from "./move";
import { moveAll } from "./moveTask";
import { agree, inJson, inWords, report, show, type Aim, type Done, type Plan } from "./report";
import { limitOf, sourcesOf, type RedriveOptions, type Source } from "./sources";

type Wanted = Pick<Choice, "reason" | "limit">;

/** Milliseconds between two looks at the queue, and between two words on how far it is. */
const [betweenLooks, betweenNotes] = [500, 2000];

export interface Times {
    now?: number;
    /** Milliseconds that the queue may take to become empty, before it is said what came back. */
    patience?: number;
}

/** Moves dead letters to where they came from. @returns 0, or 1 if some did not go, or came back. */
export async function redrive(
    options: RedriveOptions,
    terminal: Terminal,
    { now = Date.now(), patience = 60_000 }: Times = {},
): Promise<number> {
    const wanted: Wanted = { reason: options.reason, limit: limitOf(options.limit) };
    const sources = await sourcesOf(options);
    if (options.export !== undefined) return exportAll(options.export, sources, wanted, options, terminal);

    const say = options.json === true ? terminal.note : terminal.print;
    const plans: Plan[] = [];
    for (const source of sources) {
        const seen = await look(source.letters, wanted, undefined, now);
        plans.push({ source, seen, keeps: (await source.letters.retention()) * 1000 });
        show(plans[plans.length - 1], say, terminal.columns, now);
    }
    const chosen = plans.flatMap(aimOf);
    const isDry = options.json === true && options.yes !== true;
    if (chosen.length === 0 || isDry) {
        if (options.json === true) terminal.print(inJson(plans, false));
        else if (plans.some(({ seen }) => seen.letters > 0)) say(whyNone(plans));
        return 0;
    }
    if (!(await agree(chosen, options, terminal))) return 0;
    const done = await untilInterrupted(async (stopped) => {
        const all: Done[] = [];
        for (const plan of chosen) {
            const moved = await move(plan, wanted, terminal, stopped);
            all.push({ plan, moved, since: await comeSince(plan, Date.now() + patience, stopped) });
        }
        return all;
    });
    if (options.json === true) terminal.print(inJson(done, true));
    return report(done, say, terminal.columns) ? 0 : 1;
}

function aimOf(plan: Plan): Aim[] {
    const { target } = plan.source;
    return target !== undefined && plan.seen.chosen > 0 ? [{ ...plan, target }] : [];
}

function whyNone(plans: readonly Plan[]): string {
    return plans.some(({ seen }) => seen.chosen > 0)
        ? "Say where they go: to another queue by --to, to a file by --export."
        : "None has the text of --reason.";
}

async function exportAll(
    file: string,
    sources: readonly Source[],
    wanted: Wanted,
    { json }: RedriveOptions,
    { print, note }: Terminal,
): Promise<number> {
    const { exported, complete } = await exportLetters(file, sources, wanted);
    if (json === true) print(JSON.stringify({ exported, complete, file }));
    else print(`Wrote ${inWords(exported)} to ${file}, and deleted none.`);
    if (!complete) note("There are more than 100,000: the others were not looked at.");
    return complete ? 0 : 1;
}

/** SQS moves all of them by itself; those that are chosen are moved here. */
function move(plan: Aim, wanted: Wanted, terminal: Terminal, stopped: AbortSignal): Promise<Moved> {
    const { client, letters, move: task } = plan.source;
    const onProgress = progress(terminal);
    if (task !== undefined && wanted.reason === undefined && wanted.limit === Infinity)
        return moveAll(client, { ...task, stopped, onProgress });
    const choice = { ...wanted, newest: plan.seen.newest };
    return moveChosen(letters, plan.target, choice, stopped, onProgress);
}

/** What is dead again, once the queue is empty, or when it is time. */
async function comeSince({ source, seen }: Aim, end: number, stopped: AbortSignal): Promise<Seen> {
    const { letters, queue } = source;
    while (queue !== undefined && !stopped.aborted && (await queue.waiting()) > 0) {
        if (Date.now() >= end) break;
        await after(betweenLooks);
    }
    return look(letters, { limit: Infinity }, ({ sent }) => sent > seen.newest);
}

/** Ctrl+C ends what is under way as soon as it is in order. */
async function untilInterrupted<T>(work: (stopped: AbortSignal) => Promise<T>): Promise<T> {
    const interrupt = new AbortController();
    const stop = () => interrupt.abort();
    process.once("SIGINT", stop);
    try {
        return await work(interrupt.signal);
    } finally {
        process.removeListener("SIGINT", stop);
    }
}

function progress({ note }: Terminal): (moved: number) => void {
    let last = Date.now();
    return (moved) => {
        if (Date.now() - last < betweenNotes) return;
        last = Date.now();
        note(`Moved ${inWords(moved)} so far …`);
    };
}
