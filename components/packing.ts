import * as fs from "node:fs";
import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";

/** The client that the forwarder calls PutAuditEvents with. */
export const sdkPackage = "@aws-sdk/client-cloudtrail-data";

interface Manifest {
    dependencies?: Record<string, string>;
    optionalDependencies?: Record<string, string>;
}

function manifestIn(folder: string): Manifest | undefined {
    const file = path.join(folder, "package.json");
    return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as Manifest) : undefined;
}

function ancestors(folder: string): string[] {
    const parent = path.dirname(folder);
    return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

/** The folder of an installed package as Node finds it from `from`; a package's `exports` may hide its manifest from `require`. */
function packageFolder(name: string, from: string): string | undefined {
    const found = ancestors(from)
        .map((folder) => path.join(folder, "node_modules", name))
        .find((folder) => fs.existsSync(path.join(folder, "package.json")));
    return found && fs.realpathSync(found);
}

/** The names of a package and of all that it needs. */
function closureOf(name: string, from: string, seen = new Set<string>()): Set<string> {
    const folder = packageFolder(name, from);
    if (seen.has(name) || folder === undefined) return seen;
    seen.add(name);
    for (const dependency of Object.keys(manifestIn(folder)?.dependencies ?? {}))
        closureOf(dependency, folder, seen);
    return seen;
}

const hoisted =
    "install it into plain folders: npm's --install-strategy=hoisted, Yarn's nodeLinker node-modules, bun's --linker hoisted";

/** Why the consumer's SDK client cannot be packed, and what to do; undefined if it can. */
export function packingProblem(from = process.cwd(), { pnp } = process.versions): string | undefined {
    if (pnp !== undefined)
        return `true packs your installed ${sdkPackage}, and Plug'n'Play installs no folder to pack; ${hoisted}`;
    const folder = packageFolder(sdkPackage, from);
    if (folder === undefined)
        return `true packs your installed ${sdkPackage}, and there is none; run: npm install ${sdkPackage}`;
    const isPlain = folder.endsWith(path.join("node_modules", sdkPackage));
    const store = /[\\/](\.store|\.bun)[\\/]/.exec(folder)?.[1];
    if (isPlain && store === undefined) return undefined;
    // Pulumi packs what is beside the client, and follows pnpm's links alone.
    return `true packs your installed ${sdkPackage}, which lies behind a link, in ${store ?? folder}, without what it needs; ${hoisted}`;
}

/**
 * What goes into the function's zip besides its code: nothing, or with `packSdk` the consumer's own SDK client.
 *
 * Pulumi packs all `dependencies` of the program that is running, and excludes by exact name only: so each is named,
 * but for those that the client itself needs. A new object for each call, for Pulumi changes it.
 */
export function codePaths(packSdk: boolean, from = process.cwd()): pulumi.runtime.CodePathOptions {
    const project = ancestors(from).find((folder) => manifestIn(folder) !== undefined);
    const manifest = project === undefined ? undefined : manifestIn(project);
    const dependencies = Object.keys({ ...manifest?.dependencies, ...manifest?.optionalDependencies });
    const packed = packSdk ? closureOf(sdkPackage, from) : new Set<string>();
    return {
        extraIncludePackages: packSdk ? [sdkPackage] : [],
        extraExcludePackages: dependencies.filter((name) => !packed.has(name)),
    };
}
