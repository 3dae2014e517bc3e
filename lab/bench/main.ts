/**
 * `npm run bench`: measures what the project promises, and fails when a figure is missed.
 * With words, only the measurements whose name has one of them: `npm run bench -- cpu`.
 */
import { table } from "../../cli/table";
import { namesWith, print, runCommand } from "../command";
import { cpu } from "./cpu";
import { endToEnd } from "./endToEnd";
import { evaluate } from "./evaluate";
import type { Figure, Measurement } from "./figures";
import { loading } from "./loading";
import { largestBatch } from "./memory";
import { writing } from "./writing";

/** One after the other: they would disturb each other. */
const measurements: Record<string, Measurement> = {
    cpu,
    writing,
    loading,
    memory: largestBatch,
    evaluate,
    endToEnd,
};

async function main(words: string[]): Promise<boolean> {
    const figures: Figure[] = [];
    for (const name of namesWith(words, Object.keys(measurements))) {
        process.stderr.write(`measuring ${name} …\n`);
        figures.push(...(await measurements[name]()));
    }
    const rows = figures.map(({ what, limit, measured, ok }) => [what, limit, measured, ok ? "yes" : "NO"]);
    print(table(["figure", "limit", "measured", "ok"], rows));
    return figures.every(({ ok }) => ok);
}

void runCommand(main);
