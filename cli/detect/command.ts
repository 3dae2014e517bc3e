import { within } from "../../queries/texts";
import { scanned } from "../costs";
import { readDeployment, type DeploymentOptions } from "../deployment";
import { engineOf, type Engine } from "../engine";
import type { Terminal } from "../terminal";
import { windowOf, type Window, type WindowOptions } from "../window";
import { chosenOf, type Detected } from "./detections";
import { report } from "./report";

/** The options of `detect`, as they are written. */
export interface DetectOptions extends DeploymentOptions, WindowOptions {
    since: string;
    destination?: string;
    only?: string[];
}

/** Events that happened later may be on their way: OneLogin sends them within minutes, and a batch waits for five. */
const late = "15m";

/** So many queries at once: fewer than either service runs for an account, which others share. */
const atOnce = 4;

/** Runs the detections over a window. @returns 1 if one finds something or could not look, else 0 */
export async function detect(options: DetectOptions, terminal: Terminal, now = new Date()): Promise<number> {
    const { since, until = late, only } = options;
    const window = windowOf({ since, until }, now);
    const chosen = chosenOf(only);
    const engine = engineOf(await readDeployment(options), options.destination);
    const begun = chosen.values();
    const detected = new Map<string, Detected>();
    let bytesScanned = 0;
    let dollars = 0;
    const work = async () => {
        for (const { sql, ...detection } of begun) {
            const { bytes, ...found } = await look(engine, sql, window);
            detected.set(detection.name, { ...detection, ...found });
            bytesScanned += bytes;
            dollars += engine.costOf(bytes);
        }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    const all = chosen.map(({ name }) => detected.get(name) as Detected);
    const [first] = all.flatMap(({ error }) => error ?? []);
    if (all.every(({ error }) => error !== undefined)) throw first;
    terminal.note(
        `${all.length} detections from ${engine.title}, from ${minuteOf(window.since)} to ${minuteOf(window.until)} UTC: ${scanned(bytesScanned, dollars)}`,
    );
    const { destination } = engine;
    return report(all, { window, destination, bytesScanned, dollars }, options, terminal);
}

const minuteOf = (moment: Date): string => moment.toISOString().slice(0, 16).replace("T", " ");

/** One that fails must not hide what the others find. */
async function look(
    { run, textOf }: Engine,
    sql: string,
    window: Window,
): Promise<Pick<Detected, "findings" | "error"> & { bytes: number }> {
    try {
        const { columns, rows, bytesScanned } = await run(textOf(within(sql, window)));
        const findings = rows.map((row) => Object.fromEntries(row.map((value, at) => [columns[at], value])));
        return { findings, bytes: bytesScanned };
    } catch (error) {
        return { findings: [], error: error as Error, bytes: 0 };
    }
}
