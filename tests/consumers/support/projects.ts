/** Projects of strangers, from the folders in `projects/`. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packageName, packPackage } from "../../support/package";
import { command, temporary } from "./installers";
import type { Install } from "./installers";
import { current, manifestsIn, repository, sdkSister } from "./pins";
import type { Manifest, Selection, Versions } from "./pins";

const sdkName = "@aws-sdk/client-cloudtrail-data";

/** A package of the SDK client's name, which needs others as the real one does: the stand-in, made installable. */
export async function withSdk(): Promise<Selection> {
    const folder = await temporary("sdk-");
    await cp(join(repository, "local/sdk/client-cloudtrail-data"), folder, { recursive: true });
    const dependencies = { [sdkSister]: current.named[sdkSister] };
    const manifest = { name: sdkName, version: "3.0.0", main: "index.js", dependencies };
    await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
    const file = await command(folder, "npm", ["pack", "--silent"]);
    return { ...current, named: { ...current.named, [sdkName]: `file:${join(folder, file)}` } };
}

/** Puts the versions where a package.json has `*`, and the pins, in the words of npm and Yarn: they read them at the root. */
async function pin(file: string, { named, below }: Selection): Promise<void> {
    const manifest = JSON.parse(await readFile(file, "utf8")) as Manifest;
    for (const group of [manifest.dependencies ?? {}, manifest.devDependencies ?? {}])
        for (const name of Object.keys(group)) if (group[name] === "*") group[name] = named[name];
    const pins = (separator: string): Versions =>
        Object.fromEntries(below.map(({ name, range, version }) => [name + separator + range, version]));
    const pinned = { ...manifest, overrides: pins("@"), resolutions: pins("@npm:") };
    await writeFile(file, JSON.stringify(pinned, null, 2));
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
    selection: Selection = current,
): Promise<string> {
    await mkdir(folder, { recursive: true });
    for (const entry of await readdir(folder))
        if (entry !== "node_modules") await rm(join(folder, entry), { recursive: true });
    await cp(join(__dirname, "../projects", name), folder, { recursive: true });
    const named = { ...selection.named, [packageName]: `file:${await packPackage()}` };
    for (const file of manifestsIn(folder)) await pin(join(folder, file), { ...selection, named });
    await install(folder, selection);
    return folder;
}
