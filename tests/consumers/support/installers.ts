/** The package managers that consumers use, each as one command in a project's folder. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { newest } from "./pins";
import type { Selection } from "./pins";

const run = promisify(execFile);
const shell = process.platform === "win32";

/** Installs what the package.json in `folder` asks for. */
export type Install = (folder: string, selection: Selection) => Promise<void>;

/** Minutes that an install may take before it counts as failed: registries and disks are slow at times. */
export const patience = 10 * 60_000;

/** npm tells its scripts where *this* package is; a package manager that they start would work here, not in its own folder. */
function environmentWithoutNpm(): NodeJS.ProcessEnv {
    const own = /^(npm_(lifecycle|package|command|execpath|config_(local_)?prefix)|INIT_CWD$)/;
    return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

/** Runs a command in a folder, and answers what it prints. Where it fails, that is in the error. */
export async function command(
    folder: string,
    file: string,
    args: string[],
    more: NodeJS.ProcessEnv = {},
): Promise<string> {
    const env = { ...environmentWithoutNpm(), ...more };
    try {
        const options = { cwd: folder, env, shell, timeout: patience, maxBuffer: 2 ** 26 };
        return (await run(file, args, options)).stdout.trim();
    } catch (error) {
        const { stdout, stderr, message } = error as { stdout?: string; stderr?: string; message: string };
        const lines = [message.split("\n")[0], `in ${folder}`, stdout, stderr].filter(Boolean);
        throw new Error(lines.join("\n"), { cause: error });
    }
}

/** The same, for what can't be done without the network. */
async function online(...call: Parameters<typeof command>): Promise<string> {
    try {
        return await command(...call);
    } catch (error) {
        const need =
            "This suite installs packages, so it needs npm's registry; without a network it can't pass.";
        throw new Error(`${need}\n${(error as Error).message}`, { cause: error });
    }
}

const npmFlags = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];

let toolbox: Promise<string> | undefined;

/** A folder with npm, pnpm, Yarn and the older Node, made once and removed at the end of the run. */
function tool(name: string): Promise<string> {
    toolbox ??= (async () => {
        const folder = await temporary("tools-");
        const manifest = await readFile(join(__dirname, "../tools/package.json"), "utf8");
        // The newest of the same major version; the next one is a change of ours.
        const versions = newest ? manifest.replaceAll(/": "(\d)/g, '": "^$1') : manifest;
        await writeFile(join(folder, "package.json"), versions);
        await online(folder, "npm", ["install", ...npmFlags]);
        return folder;
    })();
    return toolbox.then((folder) => join(folder, "node_modules/.bin", name));
}

export const npm: Install = async (folder, { before }) => {
    const day = before === undefined ? [] : [`--before=${before}`];
    // Without scripts: aws-native's would fetch Pulumi's plugin for it, which nothing here runs.
    await online(folder, await tool("npm"), ["install", "--ignore-scripts", ...day, ...npmFlags]);
    // Fails where a package lacks what it needs, peers included, or has it in a version that it does not take.
    await command(folder, await tool("npm"), ["ls", "--all"]);
};

/** The oldest Node that the package is for. */
export const oldestNode = (): Promise<string> => tool("node");

function pnpmWith(settings: Record<string, unknown>): Install {
    return async (folder, { below }) => {
        const overrides = Object.fromEntries(
            below.map(({ name, range, version }) => [`${name}@${range}`, version]),
        );
        // JSON is YAML, too.
        await writeFile(join(folder, "pnpm-workspace.yaml"), JSON.stringify({ ...settings, overrides }));
        const flags = ["install", "--ignore-scripts", "--no-frozen-lockfile"];
        await online(folder, await tool("pnpm"), flags, { CI: "true" });
    };
}

/** As strict as pnpm gets: a package reaches only what it declares. */
export const pnpmStrict = pnpmWith({ nodeLinker: "isolated", hoist: false });
/** Everything in one node_modules, as npm lays it out. */
export const pnpmHoisted = pnpmWith({ nodeLinker: "hoisted" });

/** Yarn reads nothing of npm's configuration, and in CI it expects a lockfile that is complete. */
export const yarn: Install = async (folder) => {
    await online(folder, await tool("yarn"), ["install"], {
        YARN_NPM_REGISTRY_SERVER: await command(folder, "npm", ["config", "get", "registry"]),
        YARN_NODE_LINKER: "node-modules",
        YARN_ENABLE_SCRIPTS: "false",
        YARN_ENABLE_TELEMETRY: "false",
        YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
    });
};

const folders: string[] = [];

/** A folder outside of the repository, until {@link cleanUp}. */
export async function temporary(prefix: string): Promise<string> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), prefix)));
    folders.push(folder);
    return folder;
}

export async function cleanUp(): Promise<void> {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
}
