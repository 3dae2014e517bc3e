/** Runs a consumer's program as Pulumi's language host does: by the `@pulumi/pulumi` that the consumer has installed. */
import { asset } from "@pulumi/pulumi";
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type { Inputs, Registration } from "../../support/pulumi/registration";
import { startEngine } from "./engine";

export interface Ran {
    registrations: Registration[];
    outputs: Inputs;
    code: asset.AssetArchive;
}

/** The variables that a program has from its surroundings: none that would lead it back into this repository. */
const surroundings = Object.fromEntries(
    ["HOME", "PATH", "TMPDIR", "TEMP", "SystemRoot"].map((name) => [name, process.env[name]]),
);

/** The archive with the paths of its files as they are from here; the program's are relative to its own folder. */
async function fromHere(archive: asset.AssetArchive, folder: string): Promise<asset.AssetArchive> {
    const files = await archive.assets;
    const moved = Object.entries(files).map(async ([name, file]) => [
        name,
        file instanceof asset.FileArchive ? new asset.FileArchive(resolve(folder, await file.path)) : file,
    ]);
    return new asset.AssetArchive(Object.fromEntries(await Promise.all(moved)) as asset.AssetMap);
}

/**
 * Runs the program of the project in `folder` to its end.
 * @param node The Node that runs it.
 * @throws Error with what the program printed and logged, where it failed or logged anything.
 */
export async function runProgram(folder: string, node: string): Promise<Ran> {
    const engine = await startEngine();
    try {
        const main = createRequire(join(folder, "package.json")).resolve("@pulumi/pulumi/cmd/run");
        const options = {
            monitor: engine.address,
            engine: engine.address,
            project: "consumer",
            stack: "test",
            pwd: folder,
        };
        const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
        const printed = await new Promise<string>((done) => {
            const environment = {
                ...surroundings,
                PULUMI_CONFIG: "{}",
                // As the language host sets it for every program. The types are checked by the compiler itself, once.
                PULUMI_NODEJS_TYPESCRIPT: "true",
                PULUMI_NODEJS_TRANSPILE_ONLY: "true",
            };
            execFile(
                node,
                [main, ...flags, "."],
                { cwd: folder, env: environment },
                (error, stdout, stderr) => {
                    done([error?.message, stdout, stderr].filter(Boolean).join("\n"));
                },
            );
        });
        const { registrations, outputs, code, messages } = engine;
        if (printed !== "" || messages.length > 0 || outputs === undefined || code === undefined)
            throw new Error(`The program did not run to its end:\n${[printed, ...messages].join("\n")}`);
        return { registrations, outputs, code: await fromHere(code, folder) };
    } finally {
        engine.stop();
    }
}
