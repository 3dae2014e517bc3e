import published from "../../queries/publishedDetections.json";
import { Misuse } from "../errors";

export type Severity = "critical" | "high" | "medium" | "low";

interface Detection {
    name: string;
    title: string;
    severity: Severity;
    /** How close together its events lie. */
    window: string;
    /** What to do about a finding. */
    runbook: string;
    sql: string;
}

/** By the columns that every detection answers with. */
export type Finding = Readonly<Record<string, string | null>>;

/** What a detection found, or why it could not look. */
export interface Detected extends Omit<Detection, "sql"> {
    findings: Finding[];
    error?: Error;
}

const severities: readonly Severity[] = ["critical", "high", "medium", "low"];

/** The worst first. */
const detections: readonly Detection[] = Object.entries(published)
    .map(([name, one]) => ({ ...one, name, severity: one.severity as Severity }))
    .sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));

/** @throws Misuse for a name that no detection has */
export function chosenOf(only: readonly string[] | undefined): readonly Detection[] {
    const unknown = only?.find((name) => !detections.some((one) => one.name === name));
    if (unknown !== undefined)
        throw new Misuse(
            `--only ${unknown} is not a detection.`,
            `There is: ${detections.map(({ name }) => name).join(", ")}.`,
        );
    return detections.filter(({ name }) => only === undefined || only.includes(name));
}
