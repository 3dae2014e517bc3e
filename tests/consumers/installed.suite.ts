import { expect } from "chai";
import { mkdir, symlink } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { codeAlone, consumes, deliver, filesOf, pinned } from "./support/consumer";
import { copiesOf } from "./support/copies";
import { command, npm, pnpmHoisted, pnpmStrict, temporary, yarn } from "./support/installers";
import type { Install } from "./support/installers";
import { lowest } from "./support/pins";
import type { Selection } from "./support/pins";
import { become, withSdk } from "./support/projects";

/** One folder after another project's, so that npm only changes what differs: an install from nothing takes long. */
let shared: Promise<string> | undefined;

async function project(name: string, selection?: Selection): Promise<string> {
    return become(await (shared ??= temporary("npm-")), name, npm, selection);
}

/** Checks the project's types with its own compiler, or compiles it. */
async function compile(folder: string, ...options: string[]): Promise<{ folder: string }> {
    await command(folder, process.execPath, ["node_modules/typescript/bin/tsc", "-p", ".", ...options]);
    return { folder };
}

describe("installed by npm", () => {
    consumes(
        "a project in JavaScript, without a compiler",
        async () => ({ folder: await project("javascript") }),
        [
            codeAlone,
            pinned,
            (_ran, folder) =>
                it("has no compiler indeed", () =>
                    expect(copiesOf("typescript", folder())).to.deep.equal([])),
        ],
    );

    consumes("a project of ES modules", async () => ({ folder: await project("esm") }));

    consumes("a project with twenty dependencies of its own", async () => ({
        folder: await project("crowd"),
    }));

    consumes("a workspace", async () => {
        const root = await project("workspace");
        return { root, folder: join(root, "infra") };
    });

    consumes("a project in strict TypeScript with exactOptionalPropertyTypes", async () =>
        compile(await project("typescript-exact")),
    );

    consumes("a project in TypeScript 5, which Pulumi itself compiles", async () =>
        compile(await project("typescript-5"), "--noEmit"),
    );

    consumes(
        "a project that packs its own SDK client",
        async () => ({ folder: await project("packed-sdk", await withSdk()) }),
        [
            pinned,
            (ran, folder) => {
                it("has the client and what that needs in the zip, and nothing else", async () => {
                    const client = "@aws-sdk/client-cloudtrail-data";
                    const needed = JSON.parse(
                        await command(folder(), "npm", ["query", `[name="${client}"] *`]),
                    ) as { location: string }[];
                    // A package within another comes along with that.
                    const packages = needed
                        .map(({ location }) => location)
                        .filter((location) => location.lastIndexOf("node_modules/") === 0);
                    expect(packages).to.include("node_modules/@aws-sdk/client-cloudtrail");
                    const files = ["__index.js", `node_modules/${client}`, ...packages];
                    expect(await filesOf(ran())).to.deep.equal(files.sort());
                });

                it("delivers with it, where the runtime has none", () =>
                    deliver(ran(), async (folder) => {
                        const link = join(folder, "node_modules/@aws-sdk/client-sqs");
                        await mkdir(dirname(link), { recursive: true });
                        const root = resolve(__dirname, "../..");
                        await symlink(join(root, "node_modules/@aws-sdk/client-sqs"), link, "junction");
                    }));
            },
        ],
    );

    // The lowest Pulumi takes no TypeScript above 5.
    // Its dependencies are of a day, not of the lockfile.
    consumes(
        "a project with the lowest versions that the package takes",
        async () => compile(await project("typescript-5", lowest), "--noEmit"),
        [codeAlone],
    );
});

async function installed(name: string, install: Install): Promise<{ folder: string }> {
    return { folder: await become(await temporary("consumer-"), name, install) };
}

describe("installed by others", () => {
    consumes("pnpm, where packages reach only what they declare", () => installed("esm", pnpmStrict));
    consumes("pnpm, with everything in one folder", () => installed("javascript", pnpmHoisted));
    consumes("Yarn, with node_modules", () => installed("javascript", yarn));
});
