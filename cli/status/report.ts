import type { DeploymentOptions, Destination } from "../deployment";
import { isSkipped, type Skipped } from "../permissions";
import type { Held } from "../sqs";
import { table, type Cell } from "../table";
import type { Terminal } from "../terminal";
import type { Counted, UnitCounts } from "./metrics";

/** From OneLogin to the destinations. */
export interface Flow {
    time: string;
    region: string;
    oneLogin: Counted | Skipped;
    destinations: (UnitCounts & {
        destination: Destination;
        title: string;
        /** Undefined without a queue. */
        waiting?: Held | Skipped;
        deadLetters: Held | Skipped;
    })[];
}

const head = ["events", "last hour", "last day", "now", "latest"];

/** Says where the events are. @returns 1 if some are dead letters */
export function report(flow: Flow, { json }: DeploymentOptions, { print, columns }: Terminal): number {
    const { oneLogin, destinations } = flow;
    const full = destinations.filter(
        ({ deadLetters }) => "messages" in deadLetters && deadLetters.messages > 0,
    );
    if (json) print(JSON.stringify(flow));
    else {
        const now = new Date(flow.time);
        const rows = [
            counted("from OneLogin", oneLogin, now),
            ...destinations.flatMap((one) => rowsOf(one, now)),
        ];
        print(table(head, rows, columns));
        const parts = destinations.flatMap(({ delivered, rejected, waiting, deadLetters }) =>
            [delivered, rejected, waiting, deadLetters].filter((part) => part !== undefined),
        );
        for (const skipped of new Set(
            [oneLogin, ...parts].flatMap((part) => (isSkipped(part) ? part.skipped : [])),
        ))
            print(`skipped: ${skipped}`);
        for (const { title } of full)
            print(`${title} has dead letters: \`redrive\` says why, and delivers them.`);
    }
    return full.length > 0 ? 1 : 0;
}

type Row = [what: string, lastHour: Cell, lastDay: Cell, now: Cell, latest: Cell];

function rowsOf(
    { title, delivered, rejected, waiting, deadLetters }: Flow["destinations"][number],
    now: Date,
): Row[] {
    return [
        [title, null, null, null, null],
        counted(" delivered", delivered, now),
        counted(" rejected", rejected, now),
        waiting ? held(" waiting", waiting) : [" waiting", null, null, null, "unknown"],
        held(" dead letters", deadLetters),
    ];
}

function counted(what: string, count: Counted | Skipped, now: Date): Row {
    if (isSkipped(count)) return [what, null, null, null, "skipped"];
    const { lastHour, lastDay, latest } = count;
    return [what, lastHour, lastDay, null, latest === undefined ? "none" : ago(latest, now)];
}

function held(what: string, queue: Held | Skipped): Row {
    return isSkipped(queue) ? [what, null, null, null, "skipped"] : [what, null, null, queue.messages, null];
}

/** How long ago a minute began. */
function ago(time: string, now: Date): string {
    const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(time)) / 60_000));
    return minutes < 100 ? `${minutes} min ago` : `${Math.floor(minutes / 60)} h ago`;
}
