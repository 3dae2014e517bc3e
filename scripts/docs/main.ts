/** `npm run docs`: writes what the documentation takes from the code. CI runs it, and fails if anything changes. */
import { execFileSync } from "node:child_process";
import { codeRegions, versions } from "./code";
import { detectionRegions, writeDetections } from "./detections";
import { faults } from "./faults";
import { writeInputs } from "./inputs";
import { costInWords, drawCharts, loadRegions } from "./load";
import { fillPages, root } from "./pages";
import { queriesTable, writeQueries } from "./queries";

async function main(): Promise<void> {
    // The code first, because the reference is made from it.
    await writeInputs();
    writeQueries();
    writeDetections();
    execFileSync("npx", ["typedoc"], { cwd: root, stdio: "inherit" });
    drawCharts();
    const requirements = () => `${versions()}\n${costInWords()} ([details](docs/cost.md)).`;
    await fillPages({
        ...codeRegions,
        ...loadRegions,
        ...detectionRegions,
        faults,
        queries: queriesTable,
        requirements,
    });
}

main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
