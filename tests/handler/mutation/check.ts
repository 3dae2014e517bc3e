/** `npm run mutation`, after Stryker: fails when a survivor in its JSON report is not in `survivors.json`, or one there is none. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { judge, type Mutant, type Report, type Survivor } from "./judging";

const list = path.join(__dirname, "survivors.json");

function read(file: string): unknown {
    return JSON.parse(readFileSync(file, "utf8"));
}

function print(title: string, mutants: Mutant[]): void {
    if (mutants.length === 0) return;
    const texts = mutants.map(({ file, line, original, mutator, replacement }) =>
        JSON.stringify({ file, line, original, mutator, replacement }, null, 4),
    );
    console.error([title, ...texts].join("\n"));
}

const [report = ""] = process.argv.slice(2);
if (report === "")
    throw new Error("Say where Stryker's JSON report is: check.ts coverage/mutation/report.json");
const listed = read(list) as Survivor[];
const { unlisted, stale } = judge(read(report) as Report, listed);
const shown = path.relative(process.cwd(), list);
print(
    `No test sees these mutants: write one, or add them to ${shown} with the reason why none can:`,
    unlisted,
);
print(`These do not survive, or are no mutants any more: take them out of ${shown}:`, stale);
if (unlisted.length + stale.length > 0) process.exitCode = 1;
else console.log(`All ${listed.length} survivors are explained in ${shown}.`);
