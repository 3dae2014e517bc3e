/** The mutants that no test sees, against `survivors.json`, which says of each why it changes nothing that matters. */

/** A mutant by the text that it changes, so that it is still found when lines move. */
interface Mutant {
    file: string;
    /** The line on which it begins, without its indentation. */
    line: string;
    /** What it replaces. */
    original: string;
    mutator: string;
    replacement: string;
}

interface Survivor extends Mutant {
    reason: string;
}

/** What is read of Stryker's JSON report (mutation-testing-report-schema): lines and columns count from 1. */
interface Report {
    files: Record<string, { source: string; mutants: ReportedMutant[] }>;
}

interface ReportedMutant {
    mutatorName: string;
    replacement: string;
    status: string;
    location: Record<"start" | "end", { line: number; column: number }>;
}

const keyOf = ({ file, line, original, mutator, replacement }: Mutant) =>
    JSON.stringify([file, line, original, mutator, replacement]);

/** The report's mutants that ended in one of these ways. */
function mutantsOf(report: Report, statuses: string[]): Mutant[] {
    return Object.entries(report.files).flatMap(([file, { source, mutants }]) => {
        const lines = source.split("\n");
        return mutants
            .filter(({ status }) => statuses.includes(status))
            .map(({ mutatorName: mutator, replacement, location: { start, end } }) => {
                const text = lines.slice(start.line - 1, end.line);
                // The end first: both may be on one line.
                text[text.length - 1] = text[text.length - 1].slice(0, end.column - 1);
                text[0] = text[0].slice(start.column - 1);
                const line = lines[start.line - 1].trim();
                return { file, line, original: text.join("\n"), mutator, replacement };
            });
    });
}

/** Survivors that are not listed, and those that are listed in vain: they are killed, or there is no such mutant. */
function judge(report: Report, listed: Survivor[]): { unlisted: Mutant[]; stale: Survivor[] } {
    const known = new Set(listed.map(keyOf));
    const survivors = mutantsOf(report, ["Survived", "NoCoverage"]);
    // On a slow machine a survivor that costs time may end as a timeout.
    const open = new Set([...survivors, ...mutantsOf(report, ["Timeout"])].map(keyOf));
    return {
        unlisted: survivors.filter((mutant) => !known.has(keyOf(mutant))),
        stale: listed.filter((mutant) => !open.has(keyOf(mutant))),
    };
}

export { judge };
export type { Mutant, Report, Survivor };
