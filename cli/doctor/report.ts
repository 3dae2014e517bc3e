import { table } from "../table";
import type { Terminal } from "../terminal";
import { plural } from "../words";
import type { Result } from "./check";

const shownState = { ok: "ok", problem: "PROBLEM", skipped: "skipped" };

/** Prints the results; below the table, whole, what is wrong and what mends it. @returns The exit code. */
export function report(results: readonly Result[], { json }: { json?: boolean }, terminal: Terminal): number {
    const problems = results.filter(({ state }) => state === "problem");
    const skipped = results.filter(({ state }) => state === "skipped");
    const code = problems.length > 0 ? 1 : 0;
    if (json) {
        terminal.print(JSON.stringify({ well: code === 0, checks: results }));
        return code;
    }
    const rows = results.map(({ check, state, says }) => [check, shownState[state], says]);
    terminal.print(table(["hop", "state", "what"], rows, terminal.columns));
    for (const { check, says, mend } of problems)
        terminal.print(["", `${check}: ${says}`, ...mend.map((line) => `  ${line}`)].join("\n"));
    terminal.print("");
    if (skipped.length > 0)
        terminal.print(`Skipped: ${skipped.map(({ check, says }) => `${check} (${says})`).join("; ")}.`);
    terminal.print(verdict(problems.length, skipped.length));
    return code;
}

function verdict(problems: number, skipped: number): string {
    if (problems > 0) return `${problems} ${plural(problems, "problem")}.`;
    return skipped > 0 ? "All is well that was looked at." : "All is well.";
}
