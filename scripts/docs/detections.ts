import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { code, markdown, type Region } from "./markdown";
import { root } from "./pages";

export const severities = ["critical", "high", "medium", "low"] as const;
export const fields = [
    "title",
    "severity",
    "attack",
    "eventTypes",
    "window",
    "falsePositives",
    "runbook",
] as const;

export interface Detection extends Record<(typeof fields)[number], string> {
    readonly name: string;
    /** Without the comments. */
    readonly sql: string;
}

/** Reads `-- field: value`, which goes on in lines that begin with `--   `. @throws Error for a field too few or too many */
export function parseDetection(name: string, text: string): Detection {
    const [, front, sql] = /^((?:--.*\n)+)([^-][^]*)$/.exec(text) ?? [];
    const [matter] = (front ?? "").split(/^--\n/m);
    const entries = matter
        .replaceAll(/\n-- {3}/g, " ")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => /^-- (\w+): (.+)$/.exec(line)?.slice(1, 3) ?? [line, ""]);
    const found = entries.map(([field]) => field).join(", ");
    if (found !== fields.join(", ")) {
        throw new Error(
            `detections/${name}.sql begins with ${found || "nothing"}, not with ${fields.join(", ")}.`,
        );
    }
    return { ...(Object.fromEntries(entries) as Record<(typeof fields)[number], string>), name, sql };
}

const rank = ({ severity }: Detection): number => severities.findIndex((one) => one === severity);

function namesIn(folder: string): string[] {
    const files = readdirSync(join(root, folder)).filter((file) => file.endsWith(".sql"));
    return files.map((file) => basename(file, ".sql"));
}

/** The worst first. */
export const detections: readonly Detection[] = namesIn("detections")
    .map((name) => parseDetection(name, readFileSync(join(root, "detections", `${name}.sql`), "utf8")))
    .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));

/** Writes queries/publishedDetections.json: the detections as they are compiled in. */
export function writeDetections(): void {
    const published = detections.map(({ name, title, severity, window, runbook, sql }): [string, object] => [
        name,
        { title, severity, window, runbook, sql },
    ]);
    const text = JSON.stringify(Object.fromEntries(published.sort()), undefined, 2);
    writeFileSync(join(root, "queries/publishedDetections.json"), `${text}\n`);
}

/** The table, and a section a detection: what a person reads who has a finding. */
export const detectionRegions: Record<string, Region> = {
    detections: () =>
        markdown({
            head: ["severity", "detection", "finds", "ATT&CK", "within"],
            rows: detections.map(({ name, title, severity, attack, window }) => [
                severity,
                `[${code(name)}](#${name})`,
                title,
                techniques(attack),
                window,
            ]),
        }),
    "detections-one-by-one": () => detections.map(section).join("\n\n"),
};

/** The queries that a runbook may name. */
const queryNames = new RegExp(`\\b(${namesIn("queries").join("|")})\\b`, "g");

function section({ name, title, eventTypes, falsePositives, runbook }: Detection): string {
    const types = eventTypes === "any" ? "every type of event" : eventTypes.split(", ").map(code).join(", ");
    return [
        `### ${name}`,
        `${title}: [the query](../detections/${name}.sql), [what it must find and the nearest misses](../detections/${name}.json).`,
        [
            `- Reads ${types}.`,
            `- False positives: ${falsePositives}`,
            `- **What to do:** ${runbook.replaceAll(queryNames, "[`$&`](queries.md)")}`,
        ].join("\n"),
    ].join("\n\n");
}

/** https://attack.mitre.org/techniques/T1098/003/ */
function techniques(attack: string): string {
    const links = attack
        .split(", ")
        .map((id) => `[${id}](https://attack.mitre.org/techniques/${id.replace(".", "/")}/)`);
    return links.join(", ");
}
