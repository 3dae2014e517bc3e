import type { DeploymentOptions, Destination } from "../deployment";
import { bold, shown, table } from "../table";
import type { Terminal } from "../terminal";
import type { Window } from "../window";
import type { Detected, Finding } from "./detections";

interface Run {
    window: Window;
    destination: Destination;
    bytesScanned: number;
    dollars: number;
}

/** What of a finding fits a line; all of it is in JSON. */
const columns = {
    "first seen": (finding: Finding) => finding.first_seen?.slice(0, 19) ?? null,
    actor: (finding: Finding) => finding.actor_name ?? finding.actor_id,
    target: (finding: Finding) => finding.target_name ?? finding.target_id,
    address: (finding: Finding) => finding.address,
    events: (finding: Finding) => Number(finding.events),
};

/** Says what was found, the worst first. @returns 1 if there is something, or a detection could not look */
export function report(
    detected: readonly Detected[],
    run: Run,
    { json }: DeploymentOptions,
    terminal: Terminal,
): number {
    const loud = detected.filter(({ findings, error }) => findings.length > 0 || error !== undefined);
    if (json) terminal.print(JSON.stringify({ ...run, detections: detected.map(inJson) }));
    else if (loud.length === 0) terminal.print("Nothing was found.");
    else loud.forEach((one) => say(one, terminal));
    return loud.length > 0 ? 1 : 0;
}

function inJson({ error, ...one }: Detected): object {
    return error === undefined ? one : { ...one, failure: error.message };
}

function say({ name, title, severity, runbook, findings, error }: Detected, terminal: Terminal): void {
    const { print } = terminal;
    print(bold(`${severity}  ${name}: ${title}`));
    if (error !== undefined) print(`  It could not look: ${shown(error.message)}`);
    else {
        const rows = findings.map((finding) => Object.values(columns).map((value) => value(finding)));
        print(table(Object.keys(columns), rows, terminal.columns));
        print(`  ${runbook}`);
    }
    print("");
}
