import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { consumersEnvironment } from "../node";

const root = path.resolve(__dirname, "../../..");

export interface Package {
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

const program = `
    const { recordLake, enough } = require(${JSON.stringify(path.join(__dirname, "component"))});
    recordLake({ ...enough, forwarder: { packSdk: process.argv[1] === "true" } }).then(({ registrations, errors }) => {
        const made = registrations.find(({ name }) => name === "lake-function");
        const files = made === undefined ? [] : Object.keys(made.inputs.code.assets).sort();
        console.log(JSON.stringify({ files, errors }));
    });
`;

/** Runs the component with the consumer's project as the working directory, as \`pulumi up\` does. */
export async function packIn(folder: string, packSdk: boolean): Promise<Packed> {
    const { stdout } = await promisify(execFile)(
        process.execPath,
        ["-r", path.join(root, "scripts/register"), "-e", program, String(packSdk)],
        { cwd: folder, env: { ...consumersEnvironment, TS_NODE_PROJECT: path.join(root, "tsconfig.json") } },
    );
    return JSON.parse(stdout) as Packed;
}
