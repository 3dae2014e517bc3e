import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { consumersEnvironment } from "../support/node";

const { bundle } = createRequire(__filename)("../../scripts/bundle") as { bundle: (folder: string) => void };

export interface Bundled {
    folder: string;
    /** Runs the file that `npx` runs. */
    start(this: void, ...args: string[]): ChildProcessWithoutNullStreams;
}

/** Bundles the command for the tests of the suite that calls this. */
export function bundled(): Bundled {
    const folder = mkdtempSync(join(tmpdir(), "command-"));
    before(() => bundle(folder));
    after(() => rmSync(folder, { recursive: true }));
    return {
        folder,
        start(...args) {
            const options = { cwd: folder, env: consumersEnvironment() };
            return spawn(process.execPath, [join(folder, "cli.js"), ...args], options);
        },
    };
}
