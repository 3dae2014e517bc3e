import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { enough, recordLake } from "./component";
import type { Inputs } from "./registration";

export interface Package {
    version?: string;
    dependencies?: Record<string, string>;
    optionalDependencies?: Record<string, string>;
}

/** A consumer's project outside the repository, with packages installed under the names (and folders) given. */
export function makeConsumer(manifest: Package, installed: Record<string, Package> = {}): string {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "consumer-")));
    write(folder, { name: "consumer", version: "1.0.0", ...manifest });
    for (const [where, own] of Object.entries(installed)) {
        const name = where.split("node_modules/").at(-1);
        write(path.join(folder, "node_modules", where), { name, version: "1.0.0", ...own });
    }
    return folder;
}

function write(folder: string, manifest: object): void {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
    fs.writeFileSync(path.join(folder, "index.js"), "");
}

/** What a program in that project gets: the names of the function's files, and the errors. */
export interface Packed {
    files: string[];
    errors: string[];
}

/** Records the component with the consumer's project as the working directory, as `pulumi up` runs it. */
export async function packIn(folder: string, packSdk: boolean): Promise<Packed> {
    const before = process.cwd();
    process.chdir(folder);
    try {
        const { registrations, errors } = await recordLake({ ...enough, forwarder: { packSdk } });
        const made = registrations.find(({ name }) => name === "lake-function");
        return { files: made === undefined ? [] : filesOf(made.inputs), errors };
    } finally {
        process.chdir(before);
    }
}

function filesOf({ code }: Inputs): string[] {
    return Object.keys((code as { assets: object }).assets).sort();
}
