import type { Answer } from "../answer";
import { scanned } from "../costs";
import { readDeployment, type DeploymentOptions } from "../deployment";
import { engineOf } from "../engine";
import { Misuse } from "../errors";
import { progressTo } from "../progress";
import { table } from "../table";
import type { Terminal } from "../terminal";
import type { WindowOptions } from "../window";
import { inWindow, queries, readQuery } from "./text";

/** The options of `query`, as they are written. */
export interface QueryOptions extends DeploymentOptions, WindowOptions {
    destination?: string;
    csv?: boolean;
    print?: boolean;
}

/** Runs a query, or lists those that there are. @returns 0 */
export async function query(
    name: string | undefined,
    options: QueryOptions,
    terminal: Terminal,
    now = new Date(),
): Promise<number> {
    const { json, csv, print } = options;
    if (json && csv) throw new Misuse("--json and --csv are two forms of one answer.", "Choose one.");
    if (name === undefined) return list(json, terminal);
    const text = inWindow(await readQuery(name), options, now);
    const engine = engineOf(await readDeployment(options), options.destination);
    const sql = engine.textOf(text);
    if (print) {
        terminal.print(sql);
        return 0;
    }
    const answer = await engine.run(sql, progressTo(terminal, engine.title));
    const { columns, rows, bytesScanned } = answer;
    const dollars = engine.costOf(bytesScanned);
    if (json) {
        const { destination } = engine;
        terminal.print(JSON.stringify({ destination, columns, rows, bytesScanned, dollars }));
        return 0;
    }
    if (csv) terminal.print(csvOf(answer));
    else if (rows.length > 0) terminal.print(table(columns, rows, terminal.columns));
    const count = rows.length === 1 ? "1 row" : `${rows.length || "no"} rows`;
    terminal.note(`${count} from ${engine.title}, ${scanned(bytesScanned, dollars)}`);
    return 0;
}

function list(json: boolean | undefined, { print, columns }: Terminal): number {
    const all = Object.entries(queries).map(([name, { title }]) => ({ name, title }));
    if (json) print(JSON.stringify(all));
    else
        print(
            table(
                ["query", "answers"],
                all.map(({ name, title }) => [name, title]),
                columns,
            ),
        );
    return 0;
}

/** RFC 4180. NULL is nothing at all, and an empty text is in quotes. */
function csvOf({ columns, rows }: Answer): string {
    const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
    const cell = (value: string | null) =>
        value === null ? "" : value === "" || /[",\r\n]/.test(value) ? quoted(value) : value;
    return [columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}
