/** Projects of strangers, from the folders in `projects/`. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { packageName, packPackage } from "../../support/package";
import { command, temporary } from "./installers";
import type { Install } from "./installers";

const repository = resolve(__dirname, "../../..");
const sdkName = "@aws-sdk/client-cloudtrail-data";

/** What stands for `*` in a project's package.json: names, and the versions or files to install. */
export type Versions = Record<string, string>;

interface Manifest {
    version: string;
    dependencies?: Versions;
    devDependencies?: Versions;
    peerDependencies?: Versions;
}

async function manifestIn(folder: string): Promise<Manifest> {
    return JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
}

/** The versions that this repository is developed with. */
export async function currentVersions(): Promise<Versions> {
    const { devDependencies } = await manifestIn(repository);
    return { ...devDependencies, [packageName]: `file:${await packPackage()}` };
}

/** The lowest versions that the package says it takes. */
export async function lowestVersions(): Promise<Versions> {
    const { peerDependencies = {} } = await manifestIn(repository);
    const lowest = Object.entries(peerDependencies).map(([name, range]): [string, string] => [
        name,
        range.replace("^", ""),
    ]);
    return { ...(await currentVersions()), ...Object.fromEntries(lowest) };
}

/** A package of the SDK client's name, which needs others as the real one does: the stand-in, made installable. */
export async function sdkVersions(): Promise<Versions> {
    const folder = await temporary("sdk-");
    await cp(join(repository, "local/sdk/client-cloudtrail-data"), folder, { recursive: true });
    const { devDependencies = {} } = await manifestIn(repository);
    const sister = "@aws-sdk/client-cloudtrail";
    const dependencies = { [sister]: devDependencies[sister] };
    const manifest = { name: sdkName, version: "3.0.0", main: "index.js", dependencies };
    await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
    const file = await command(folder, "npm", ["pack", "--silent"]);
    return { ...(await currentVersions()), [sdkName]: `file:${join(folder, file)}` };
}

async function pin(file: string, versions: Versions): Promise<void> {
    const manifest = JSON.parse(await readFile(file, "utf8")) as Manifest;
    for (const group of [manifest.dependencies ?? {}, manifest.devDependencies ?? {}])
        for (const name of Object.keys(group)) if (group[name] === "*") group[name] = versions[name];
    await writeFile(file, JSON.stringify(manifest, null, 2));
}

/**
 * Makes `folder` the project of that name, and installs it. What is there of packages stays, so that a package manager
 * only changes what differs from the project before.
 * @returns The folder.
 */
export async function become(
    folder: string,
    name: string,
    install: Install,
    versions: Versions,
): Promise<string> {
    await mkdir(folder, { recursive: true });
    for (const entry of await readdir(folder))
        if (entry !== "node_modules") await rm(join(folder, entry), { recursive: true });
    await cp(join(__dirname, "../projects", name), folder, { recursive: true });
    const files = await readdir(folder, { recursive: true });
    const manifests = files.filter((file) => /^([^/\\]+[/\\])?package\.json$/.test(file));
    for (const file of manifests)
        if (!file.startsWith("node_modules")) await pin(join(folder, file), versions);
    await install(folder);
    return folder;
}
