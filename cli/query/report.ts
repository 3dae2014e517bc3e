import type { Answer } from "../answer";
import { scanned } from "../costs";
import type { Engine } from "../engine";
import { table } from "../table";
import type { Terminal } from "../terminal";

/** Prints an answer in the form that was asked for. Beside a table or CSV it says how much was scanned, and what that costs. */
export function report(
    answer: Answer,
    { destination, title, costOf }: Pick<Engine, "destination" | "title" | "costOf">,
    { json, csv }: { json?: boolean; csv?: boolean },
    terminal: Terminal,
): void {
    const { columns, rows, bytesScanned } = answer;
    const dollars = costOf(bytesScanned);
    if (json) {
        terminal.print(JSON.stringify({ destination, columns, rows, bytesScanned, dollars }));
        return;
    }
    if (csv) terminal.print(csvOf(answer));
    else if (rows.length > 0) terminal.print(table(columns, rows, terminal.columns));
    const count = rows.length === 1 ? "1 row" : `${rows.length || "no"} rows`;
    terminal.note(`${count} from ${title}, ${scanned(bytesScanned, dollars)}`);
}

/** RFC 4180. NULL is nothing at all, and an empty text is in quotes. */
function csvOf({ columns, rows }: Answer): string {
    const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
    const cell = (value: string | null) =>
        value === null ? "" : value === "" || /[",\r\n]/.test(value) ? quoted(value) : value;
    return [columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}
