/** A process of its own: evaluates the program named with this repository's stack `dev`, and prints its CPU milliseconds. */
import * as path from "node:path";
import { readConfiguration } from "../../local/deploy/configuration";
import { evaluateProgram } from "../../local/deploy/program";
import type { Program } from "../../local/deploy/program";

async function main(program: string, root: string): Promise<void> {
    const configuration = readConfiguration(root, "dev", {});
    // Loaded by the program's own first line, as the engine does: loading is most of the cost.
    const load = async () => ((await import(path.resolve(program))) as { default: Program }).default;
    await evaluateProgram(async () => (await load())(), configuration);
    const { user, system } = process.cpuUsage();
    console.log((user + system) / 1000);
}

void main(process.argv[2], process.argv[3]);
