/**
 * The versions that consumers' projects get of what their package.json leaves open. They are those of this repository's
 * lockfile, so that what a registry serves today does not decide whether a commit passes. A lockfile of a project's own would
 * hold the integrity of our tarball, which changes with each commit.
 */
import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { copiesIn } from "./copies";
import type { Copy } from "./copies";

/** Names, and the versions, ranges or files to install. */
export type Versions = Record<string, string>;

export interface Manifest {
    name: string;
    version: string;
    dependencies?: Versions;
    devDependencies?: Versions;
    optionalDependencies?: Versions;
    peerDependencies?: Versions;
    peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/** A dependency as a package declares it, and the version that it gets. */
export interface Pin {
    name: string;
    range: string;
    version: string;
}

export const repository = resolve(__dirname, "../../..");

/** Set by the nightly workflow, which asks whether the newest versions still fit. */
export const newest = process.env.CONSUMERS_VERSIONS === "newest";

const { packages: locked } = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")) as {
    packages: Record<string, Manifest>;
};

/** What the SDK client of the project `packed-sdk` needs, as the real one needs others. */
export const sdkSister = "@aws-sdk/client-cloudtrail";

/** Where Node finds the package of that name from the one at `path`: beside it, or further up. */
function find(path: string, name: string): string | undefined {
    for (
        let folder = path;
        ;
        folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1))
    ) {
        const candidate = join(folder, "node_modules", name);
        if (locked[candidate] !== undefined) return candidate;
        if (folder === "") return undefined;
    }
}

/** What a package needs in order to be installed: an optional peer is nobody's need. */
function needsOf({ dependencies, optionalDependencies, peerDependencies = {}, ...rest }: Manifest): Versions {
    const isOptional = (name: string) => rest.peerDependenciesMeta?.[name]?.optional === true;
    const peers = Object.entries(peerDependencies).filter(([name]) => !isOptional(name));
    return { ...dependencies, ...optionalDependencies, ...Object.fromEntries(peers) };
}

/** All that is installed for these needs, with the version that the lockfile has for each range. */
function pinsBelow(needs: Versions): Pin[] {
    const pins: Pin[] = [];
    const seen = new Set<string>();
    const visit = (path: string, wanted: Versions) => {
        for (const [name, range] of Object.entries(wanted)) {
            const found = find(path, name);
            if (found === undefined) continue;
            const manifest = locked[found];
            pins.push({ name, range, version: manifest.version });
            if (seen.has(found)) continue;
            seen.add(found);
            visit(found, needsOf(manifest));
        }
    };
    visit("", needs);
    return pins;
}

const { devDependencies = {}, peerDependencies = {} } = locked[""];
const required = needsOf(locked[""]);

/** What a project's package manager is to install. */
export interface Selection {
    /** In place of `*` in the project's package.json. */
    named: Versions;
    /** What the project does not name. */
    below: Pin[];
    /** A day: what is younger isn't there. */
    before?: string;
}

/** The versions of the lockfile; or with {@link newest} all that package.json takes, the package's own for its peers. */
export const current: Selection = newest
    ? { named: { ...devDependencies, ...required }, below: [] }
    : {
          named: Object.fromEntries(
              Object.keys(devDependencies).map((name) => [name, locked[`node_modules/${name}`].version]),
          ),
          below: pinsBelow({ ...required, [sdkSister]: devDependencies[sdkSister] }),
      };

const lowestPeers = Object.fromEntries(
    Object.entries(peerDependencies).map(([name, range]) => [name, range.replace("^", "")] as const),
);

/** The lowest versions that the package says it takes. The lockfile knows little of what those need. */
export const lowest: Selection = {
    named: { ...lowestPeers, "@types/node": "22.20.0" },
    below: [],
    before: "2026-11-01",
};

const known = new Set(
    Object.entries(locked).map(([path, { version }]) => `${path.split("node_modules/").pop()}@${version}`),
);

/** What is installed in a version that neither the lockfile nor the project names. */
export function unpinned(project: string): string[] {
    const own = manifestsIn(project).map(
        (file) => JSON.parse(readFileSync(join(project, file), "utf8")) as Manifest,
    );
    const named = own.flatMap(({ dependencies, devDependencies }) =>
        Object.entries({ ...dependencies, ...devDependencies }),
    );
    const isNamed = ({ name, version }: Copy) =>
        own.some((manifest) => manifest.name === name) ||
        named.some(([other, spec]) => other === name && (spec === version || spec.startsWith("file:")));
    return copiesIn(project)
        .filter((copy) => !known.has(`${copy.name}@${copy.version}`) && !isNamed(copy))
        .map(({ name, version }) => `${name}@${version}`);
}

/** The package.json of the project, and those of a workspace's packages. */
export function manifestsIn(project: string): string[] {
    return globSync("{,*/}package.json", { cwd: project }).filter((file) => !file.startsWith("node_modules"));
}
