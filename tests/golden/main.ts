/** Writes the golden files anew: `npm run golden`. Refuses what would surprise users who upgrade. */
import * as fs from "node:fs";
import * as path from "node:path";
import { disruptions, objections } from "./compare";
import {
    goldenNames,
    readGraph,
    removeGraph,
    serializeFunctions,
    textOf,
    writeGraph,
    writeTexts,
} from "./files";
import { graphOf } from "./graph";
import { programs } from "./programs";

async function main(): Promise<void> {
    const changelog = fs.readFileSync(path.resolve(__dirname, "../../CHANGELOG.md"), "utf8");
    const texts = await serializeFunctions();
    const graphs = [];
    const refused: string[] = [];
    for (const { golden: name, record } of programs) {
        const graph = graphOf(await record(), texts);
        const before = readGraph(name);
        refused.push(...(before === undefined ? [] : objections(disruptions(before, graph), changelog)));
        graphs.push({ name, graph, before });
    }
    if (refused.length > 0) {
        process.stderr.write(`Nothing was written.\n${[...new Set(refused)].join("\n")}\n`);
        process.exitCode = 1;
        return;
    }
    writeTexts(texts);
    for (const { name, graph, before } of graphs) {
        if (before !== undefined && textOf(before) === textOf(graph)) continue;
        writeGraph(name, graph);
        process.stdout.write(`written: ${name}\n`);
    }
    const current = programs.map(({ golden }) => golden);
    for (const name of goldenNames().filter((one) => !current.includes(one))) {
        removeGraph(name);
        process.stdout.write(`removed: ${name}\n`);
    }
}

void main();
