/**
 * `npm run bench`: measures what the project promises, and fails when a figure is missed.
 * With words, only the measurements whose name has one of them: `npm run bench -- cpu`.
 */
import { table } from "../../cli/table";
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

async function main(words: string[]): Promise<void> {
    const chosen = Object.entries(measurements).filter(
        ([name]) => words.length === 0 || words.some((word) => name.includes(word)),
    );
    if (chosen.length === 0)
        throw new Error(`Nothing to measure. There are: ${Object.keys(measurements).join(", ")}.`);
    const figures: Figure[] = [];
    for (const [name, measure] of chosen) {
        process.stderr.write(`measuring ${name} …\n`);
        figures.push(...(await measure()));
    }
    const rows = figures.map(({ what, limit, measured, ok }) => [what, limit, measured, ok ? "yes" : "NO"]);
    console.log(table(["figure", "limit", "measured", "ok"], rows));
    if (figures.some(({ ok }) => !ok)) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
