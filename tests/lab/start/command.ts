import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

export interface Ran {
    code: number;
    stdout: string;
    stderr: string;
}

/** Where `npm start` and the other commands run, and its program. */
export const root = path.join(__dirname, "..", "..", "..");
export const program = ["-r", "./scripts/register", "lab/start/main.ts"];

/** Runs Node with these arguments to its end, whatever that is. */
export function run(args: string[]): Promise<Ran> {
    return new Promise((resolve) => {
        execFile(process.execPath, args, { cwd: root }, (error, stdout, stderr) => {
            resolve({ code: typeof error?.code === "number" ? error.code : error ? 1 : 0, stdout, stderr });
        });
    });
}

/** Runs what `npm start -- ...args` runs. */
export function start(...args: string[]): Promise<Ran> {
    return run([...program, ...args]);
}

/** A file with these lines, in a folder that goes with the process. */
export function fileOf(lines: string[]): string {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "onelogin-events-"));
    process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
    const file = path.join(folder, "events.jsonl");
    fs.writeFileSync(file, lines.join("\n"));
    return file;
}
