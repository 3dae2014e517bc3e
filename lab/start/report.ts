import type { Configuration } from "../../local/deploy/configuration";
import type { Deployment } from "../../local/deploy/deployment";
import type { Registered } from "../../local/deploy/program";
import type { Problem } from "../../local/events/input";
import type { Destination } from "../../local/deploy/deployment";
import type { Difference } from "../../local/run/reconcile";
import type { Outcome, RunningUnit } from "../../local/run/unit";
import { timeScale } from "../../local/run/time";
import type { Published, Result } from "./queries";
import type { Span } from "./sources";
import { bold, shown as readable, table } from "../../cli/table";
import { plural } from "../../cli/words";

export function heading(text: string): string {
    return `\n${bold(text)}`;
}

function kilobytes(bytes: number): string {
    return `${(bytes / 1000).toFixed(1)} kB`;
}

/** What the program registers: by provider, because a reader knows the names of services best. */
export function deployed(
    { stack, placeholders }: Pick<Configuration, "stack" | "placeholders">,
    resources: Registered[],
    deployment: Deployment,
    units: readonly Pick<RunningUnit, "unit" | "functions">[],
): string {
    const own = resources.filter(({ type }) => type.startsWith("aws"));
    const kinds = own.map(({ type }) => type.split(":").pop() as string);
    const counts = [...new Set(kinds)].sort().map((kind) => {
        const times = kinds.filter((other) => other === kind).length;
        return times === 1 ? kind : `${kind} ×${times}`;
    });
    const functions = units.map(({ unit, functions: [{ files }] }) => {
        const zip = [...files].map(([name, size]) => `${name} (${kilobytes(size)})`).join(", ");
        return `  Function ${zip}, run in a process of its own: Node ${process.version}, ${unit.function.memorySize} MB`;
    });
    return [
        heading("Deployed"),
        `  index.ts with Pulumi.${stack}.yaml registers ${own.length} resources:`,
        ...wrap(counts.join(", "), 100).map((line) => `    ${line}`),
        ...placeholders.map(
            (key) => `  ${key} is encrypted in Pulumi.${stack}.yaml: a placeholder stands for it here.`,
        ),
        `  Rule     ${deployment.pattern}`,
        ...functions,
        `  Waiting times (visibility timeout, batch window) are ${timeScale} times shorter than in AWS.`,
    ].join("\n");
}

function wrap(text: string, width: number): string[] {
    return text.match(new RegExp(`.{1,${width}}(?:, |$)`, "g")) ?? [text];
}

export interface Sent {
    name: string;
    events: number;
    matched: number;
    /** Every event is known to be OneLogin's. */
    mustMatch: boolean;
    problems: Problem[];
    /** Of a file's events. */
    span?: Span;
    seconds: number;
}

/** How many of a long list are shown. */
const shown = 10;

function some<T>(list: T[], show: (item: T) => string): string[] {
    const lines = list.slice(0, shown).map((item) => `    ${show(item)}`);
    return list.length > shown ? [...lines, `    … and ${list.length - shown} more`] : lines;
}

/** How people call a destination, what it is asked with, and where its events then are. */
const words: Readonly<Record<Destination, { name: string; call: string; place: string }>> = {
    "cloudtrail-lake": { name: "CloudTrail Lake", call: "PutAuditEvents", place: "the lake" },
    s3: { name: "S3", call: "PutObject", place: "the bucket" },
};

function counted(count: number, ...words: [one: string, several?: string]): string {
    return `${count} ${plural(count, ...words)}`;
}

export function sentLines(sent: Sent): string {
    const lines = [
        heading("Sent"),
        `  ${counted(sent.events, "event")} from ${sent.name}; the rule matched ${sent.matched}`,
    ];
    if (sent.matched < sent.events)
        lines.push(`  ${sent.events - sent.matched} do not match the rule: EventBridge would drop them, too`);
    if (sent.problems.length > 0) {
        lines.push(heading(`Lines that are not events, skipped: ${sent.problems.length}`));
        lines.push(...some(sent.problems, ({ line, problem }) => `line ${line} ${readable(problem)}`));
    }
    return lines.join("\n");
}

export function delivered(sent: Sent, outcome: Outcome): string {
    const { metrics, calls, reconciliation, destination } = outcome;
    const { name, call, place } = words[destination];
    const perCall = calls === 0 ? 0 : (metrics.accepted - metrics.duplicates) / calls;
    const merged = counted(metrics.duplicates, "redelivery", "redeliveries");
    const lines = [
        heading(`Delivered to ${name}`),
        `  ${metrics.accepted} accepted, ${metrics.rejected} dead-lettered, in ${sent.seconds.toFixed(1)} s and ${counted(calls, `${call} call`)} (${counted(Math.round(perCall), "event")} a call)`,
        `  among them ${merged} merged, ${metrics.truncated} too long and cut, ${metrics.unknownEventType} of a type that nobody knows`,
        ...(metrics.excluded > 0 ? [`  ${metrics.excluded} left out by their type`] : []),
        `  in ${place} now: ${outcome.kept}`,
    ];
    const { severalRows } = reconciliation;
    if (severalRows.length > 0)
        lines.push(`  of these events, ${place} holds ${counted(severalRows.length, "id")} more than once`);
    if (outcome.deadLetters.length > 0) {
        lines.push(heading(`In the dead-letter queue: ${outcome.deadLetters.length}`));
        lines.push(
            ...some(outcome.deadLetters, ({ attributes }) =>
                Object.values(attributes).map(readable).join(" · "),
            ),
        );
    }
    return lines.join("\n");
}

/** Why a run is not what it promises, or nothing. */
export function failures(
    { events, matched, mustMatch }: Sent,
    { destination, reconciliation, leftInQueue, denied, log }: Outcome,
): string[] {
    const { name, place } = words[destination];
    const faults: string[] = [];
    if (mustMatch && matched < events)
        faults.push(`The rule did not match ${events - matched} of OneLogin's events.`);
    const say = (ids: string[], what: string) => {
        if (ids.length > 0) faults.push(`${ids.length} ${what}:`, ...some(ids, readable));
    };
    say(reconciliation.lost, `events were lost on their way to ${name}`);
    say(reconciliation.invented, `events are in ${place} that were never sent`);
    say(reconciliation.repeated, `events are in ${place} more often than they were sent`);
    if (leftInQueue > 0) faults.push(`${leftInQueue} messages are still in the queue to ${name}.`);
    say(denied, "calls were refused by the registered policies");
    if (faults.length > 0 && log.length > 0) faults.push("The function's log:", ...some(log, (line) => line));
    return faults;
}

/** What one destination has, and the other neither has nor dead-lettered. */
export function differing(differences: readonly Difference[]): string[] {
    return differences.flatMap(({ destination, missing }) =>
        missing.length === 0
            ? []
            : [
                  `${missing.length} events are not in ${words[destination].name} alone:`,
                  ...some(missing, readable),
              ],
    );
}

/** How much they have in common. */
export function alike([{ common }]: readonly Difference[]): string {
    return `${heading("Compared")}  ${common} ids are in both, and none in one alone that the other did not dead-letter`;
}

/** Why the published queries are not run as they are published. */
export function widened({ days, since }: Published, span: Span | undefined): string {
    const yours = span === undefined ? "" : `Your events are from ${span.first} to ${span.last}. `;
    return `\n${yours}The published queries look back ${days} days; here they look back to ${since} (--since).`;
}

/** @param several Whether it is worth saying where. */
export function queried({ destination, name, title, columns, rows }: Result, several = false): string {
    const texts = rows.slice(0, shown).map((row) => row.map((value, at) => textOf(value, columns[at].type)));
    const head = columns.map((column) => column.name);
    const more = rows.length > shown ? `\n  … and ${rows.length - shown} rows more` : "";
    const drawn = rows.length === 0 ? "  (no rows)" : table(head, texts, process.stdout.columns);
    const where = several ? ` in ${words[destination].name}` : "";
    return `${heading(`Query ${name}${where}`)}  ${title}\n${drawn}${more}`;
}

/** JSON's texts without their quotes and escapes. */
function textOf(value: string | null, type: string): string | null {
    if (value === null || type !== "json") return value;
    const read: unknown = JSON.parse(value);
    return typeof read === "string" ? read : value;
}

/** How to open the lake with DuckDB itself: with --serve, once it is stopped. */
export function kept(file: string): string {
    const sql = "SELECT eventtime, eventdata.eventname, eventdata.uid FROM events ORDER BY 1 DESC LIMIT 10";
    const quoted = `'${file.replaceAll("'", "'\\''")}'`;
    return `${heading("Kept")}  ${file}\n  duckdb -readonly ${quoted} '${sql}'`;
}
