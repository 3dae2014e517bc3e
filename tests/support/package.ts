/** The package as npm makes it, and as a stranger's project has it installed. */
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rename, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const repository = resolve(__dirname, "../..");
const packageName = "onelogin-cloudtrail-lake";
/** What `npm pack` builds from. Copied, so that nobody's `dist` is touched. */
const sources = [
    "package.json",
    "tsconfig.json",
    "tsconfig.build.json",
    "scripts",
    "components",
    "handler",
    "queries",
];
const peers = ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/aws-native"];

/**
 * Packs the package and installs it, without the network, into an empty project outside of the repository: a real
 * folder under `node_modules`, with its peers beside it.
 * @returns The project's folder.
 */
async function installPackage(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "consumer-"));
    const workshop = join(folder, "workshop");
    const project = join(folder, "project");
    const installed = join(project, "node_modules", packageName);
    await mkdir(workshop);
    for (const name of sources) await cp(join(repository, name), join(workshop, name), { recursive: true });
    await symlink(join(repository, "node_modules"), join(workshop, "node_modules"), "junction");
    const shell = process.platform === "win32";
    const { stdout } = await run("npm", ["pack", "--silent"], { cwd: workshop, shell });
    await run("tar", ["-xzf", stdout.trim()], { cwd: workshop });
    await mkdir(join(project, "node_modules/@pulumi"), { recursive: true });
    await rename(join(workshop, "package"), installed);
    await rm(workshop, { recursive: true });
    for (const name of peers) {
        await symlink(
            join(repository, "node_modules", name),
            join(project, "node_modules", name),
            "junction",
        );
    }
    return project;
}

async function removeProject(project: string): Promise<void> {
    await rm(resolve(project, ".."), { recursive: true, force: true });
}

export { installPackage, packageName, removeProject };
