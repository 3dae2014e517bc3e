/** The package as npm makes it. */
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { consumersEnvironment } from "./node";

const run = promisify(execFile);
const repository = resolve(__dirname, "../..");
export const packageName = "onelogin-cloudtrail-lake";
/** What `npm pack` builds from. Copied, so that nobody's `dist` is touched. */
const sources = [
    "package.json",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "tsconfig.json",
    "tsconfig.build.json",
    "scripts",
    "components",
    "handler",
    "queries",
    "cli",
    "docs/prices.json",
];

let packed: Promise<string> | undefined;

/**
 * Packs the package as `npm publish` does: once, for that takes long. It is gone with the process.
 * @returns The tarball's path.
 */
export function packPackage(): Promise<string> {
    return (packed ??= pack());
}

async function pack(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "tarball-"));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    const workshop = join(folder, "workshop");
    await mkdir(workshop);
    for (const name of sources) await cp(join(repository, name), join(workshop, name), { recursive: true });
    await symlink(join(repository, "node_modules"), join(workshop, "node_modules"), "junction");
    const shell = process.platform === "win32";
    const { stdout } = await run("npm", ["pack", "--silent", "--pack-destination", folder], {
        cwd: workshop,
        env: consumersEnvironment(),
        shell,
    });
    await rm(workshop, { recursive: true });
    return join(folder, stdout.trim());
}
