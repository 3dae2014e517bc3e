/**
 * `npm run load`: the pipeline under load; fails when an event is lost.
 * With words, only the cases whose name has one of them: `npm run load -- bulk`. `--write` keeps the results of all cases
 * in `docs/load.json`; `npm run docs` then makes the documents' tables and charts of them.
 */
import { timeScale } from "../../local/run/time";
import { UserError } from "../../local/userError";
import { namesWith, print, runCommand } from "../command";
import { readArguments } from "../options";
import { deployStack } from "../stack";
import { table } from "../../cli/table";
import { cases } from "./cases";
import { findMemory } from "./memory";
import { thisMachine, writeResults } from "./results";
import type { Results } from "./results";
import { processes, runCase } from "./run";
import { tables } from "./tables";

const names = [...Object.keys(cases), "memory"];

function show(results: Results): void {
    const full = Object.keys(results.cases).length > 0;
    const shown = full ? (["measured", "calculated", "costs"] as const) : [];
    for (const name of [...shown, ...(results.memory.length > 0 ? (["memory"] as const) : [])]) {
        const { head, rows } = tables[name](results);
        print(`\n${titles[name]}\n${table(head, rows)}`);
    }
}

const titles: Record<keyof typeof tables, string> = {
    measured: "Measured: in real seconds of this machine",
    calculated: "Calculated for AWS, from this machine's CPU time and docs/prices.json",
    costs: "US dollars for a million events, calculated",
    memory: "Memory of the function's process, and whether its setting holds",
};

async function run(chosen: string[]): Promise<Results> {
    const results: Results = {
        measured: new Date().toISOString().slice(0, 10),
        machine: thisMachine(),
        processes,
        timeScale,
        cases: {},
        memory: [],
    };
    const { processor, cores, node, platform, load } = results.machine;
    print(
        `${processor}, ${cores} cores, Node ${node}, ${platform}, load average ${load}. ${processes} processes of the function, as deployed.\n` +
            `Waiting is ${timeScale} times shorter than in AWS: a minute in which events come is ${60 / timeScale} s here.\n` +
            "Work is not: the function, its calls and the queue take the time that they take.",
    );
    const deployment = await deployStack();
    for (const name of chosen) {
        process.stderr.write(`running ${name} …\n`);
        if (name === "memory") results.memory = await findMemory(deployment);
        else results.cases[name] = await runCase(deployment, cases[name]);
    }
    return results;
}

/** What must never be, in words. */
function faults({ cases: results, memory }: Results): string[] {
    const unsettled = Object.entries(results).flatMap(([name, { lost, deadLettered, leftInQueue }]) =>
        lost + deadLettered + leftInQueue === 0
            ? []
            : [`${name}: ${lost} lost, ${deadLettered} dead-lettered, ${leftInQueue} left in the queue`],
    );
    const none = memory.length > 0 && !memory.some(({ holds }) => holds);
    return none ? [...unsettled, "memory: no size held"] : unsettled;
}

async function main(args: string[]): Promise<boolean> {
    const { values, positionals: words } = readArguments(
        { args, allowPositionals: true, options: { write: { type: "boolean" } } },
        "npm run load takes words of the cases' names, and --write.",
    );
    const chosen = namesWith(words, names);
    if (values.write && chosen.length < names.length)
        throw new UserError("--write keeps all cases.", "Name none.");
    const results = await run(chosen);
    show(results);
    const found = faults(results);
    print(found.length === 0 ? "\nNothing was lost." : `\n${found.join("\n")}`);
    if (values.write && found.length === 0) {
        writeResults(results);
        print("Kept in docs/load.json; npm run docs brings the documents up to date.");
    }
    return found.length === 0;
}

void runCommand(main);
