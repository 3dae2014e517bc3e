import { timeScale } from "../../local/run/time";
import { table } from "../../cli/table";
import type { Report } from "./laboratory";
import type { Options } from "./options";
import { usualSpeed } from "./types";

export function opening({ seed, events, mixed, mixedEvents }: Options, faults: number): string {
    return [
        `Seed ${seed}: ${faults} faults with ${events} events each, and ${mixed} mixes with ${mixedEvents}.`,
        `Waiting is shorter than in AWS: ${timeScale} times between deliveries (visibility, windows, Lambda's own retries),`,
        `${usualSpeed} times inside the function (the SDK's pauses, the timeout of 60 s).`,
    ].join("\n");
}

/** As people say it. */
function duration(seconds: number): string {
    if (seconds < 120) return `${Math.round(seconds)} s`;
    return `${Math.round(seconds / 60)} min`;
}

const head = ["fault", "mode", "injected", "touched", "lost", "twice", "dead letters", "recovery", "alarms"];

/** One line for each fault and mode. */
export function lines(reports: readonly Report[]): string {
    const rows = reports.map(
        ({ name, mode, injected, touched, lost, duplicated, deadLettered, ...others }) => {
            const counts = [injected, touched, lost, duplicated, deadLettered];
            return [name, mode, ...counts, duration(others.recovery), others.alarms.join(" ")];
        },
    );
    return table(head, rows);
}

/** What isn't as it was promised, each with the command that runs it again. */
export function failures(
    reports: readonly Report[],
    { seed, events, mixedEvents, outage, destinations }: Options,
): string[] {
    const where = destinations.join() === "cloudtrail-lake" ? "" : ` --destinations ${destinations.join()}`;
    return reports
        .filter(({ faults }) => faults.length > 0)
        .flatMap(({ name, mode, faults }) => {
            const [, mix] = /^mix-(\d+)$/.exec(name) ?? [];
            const again =
                mix === undefined
                    ? `--seed ${seed} --events ${events} --outage ${outage} --only ${name}`
                    : `--seed ${mix} --mixed-events ${mixedEvents} --mixed 1 --only none`;
            return [
                `${name}, ${mode}:`,
                ...faults.map((fault) => `    ${fault}`),
                `    again: npm run faults -- ${again}${where}`,
            ];
        });
}

export function closing(reports: readonly Report[], seconds: number): string {
    const sum = (of: (report: Report) => number) => reports.reduce((total, report) => total + of(report), 0);
    return [
        `${reports.length} runs in ${Math.round(seconds)} s: ${sum(({ injected }) => injected)} faults injected,`,
        `${sum(({ lost }) => lost)} events lost; ${sum(({ snapshots }) => snapshots)} times, while it went on, each event was somewhere.`,
    ].join(" ");
}
