/** Commands of the laboratory, as people run them, or called: loading Pulumi in a process of its own takes seconds. */
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { exitCodeOf } from "../../lab/command";
import type { Command } from "../../lab/command";

interface Ran {
    code: number;
    stdout: string;
    stderr: string;
}

export const root = path.join(__dirname, "../..");

/** Node's arguments for a command of the laboratory. */
export function program(command: string): string[] {
    return ["-r", "./scripts/register", `lab/${command}/main.ts`];
}

/** Runs what `npm run <command> -- ...args` runs. */
export function spawned(command: string, ...args: string[]): Promise<Ran> {
    return new Promise((resolve) => {
        execFile(process.execPath, [...program(command), ...args], { cwd: root }, (error, stdout, stderr) =>
            resolve({ code: typeof error?.code === "number" ? error.code : error ? 1 : 0, stdout, stderr }),
        );
    });
}

/** Calls a command in this process, and takes what it writes. */
export async function called(command: Command, ...args: string[]): Promise<Ran> {
    const written = { stdout: "", stderr: "" };
    const streams = ["stdout", "stderr"] as const;
    for (const name of streams) {
        process[name].write = (text: string | Uint8Array) => {
            written[name] += String(text);
            return true;
        };
    }
    try {
        return { code: await exitCodeOf(command, args), ...written };
    } finally {
        // What remains is the stream's own.
        for (const name of streams) Reflect.deleteProperty(process[name], "write");
    }
}

/** Gone with the process, with all the files that are in it. */
const files = fs.mkdtempSync(path.join(os.tmpdir(), "onelogin-events-"));
process.once("exit", () => fs.rmSync(files, { recursive: true, force: true }));

/** A file with these lines, in a folder of its own. */
export function fileOf(lines: string[]): string {
    const file = path.join(fs.mkdtempSync(path.join(files, "file-")), "events.jsonl");
    fs.writeFileSync(file, lines.join("\n"));
    return file;
}
