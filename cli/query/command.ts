import { readDeployment, type DeploymentOptions } from "../deployment";
import { engineOf } from "../engine";
import { Misuse } from "../errors";
import { progressTo } from "../progress";
import { table } from "../table";
import type { Terminal } from "../terminal";
import type { WindowOptions } from "../window";
import { report } from "./report";
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
    report(await engine.run(sql, progressTo(terminal, engine.title)), engine, options, terminal);
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
