/** Keeps the documents true to `docs/load.json`: their charts, their tables, and the lines that hold a figure. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { charts } from "./charts";
import type { Results } from "./results";
import { assumptions, markdown, prices, tables, type Table } from "./tables";

const repository = join(__dirname, "..", "..");

/** Where figures of `npm run load` stand. */
const documents = ["README.md", "docs/load.md"];

/** Lines by how they begin; the rest of each is made anew. */
function lines({ measured, machine, processes, memory }: Results): Record<string, string> {
    const { processor, cores, node, platform } = machine;
    const least = memory.find(({ holds }) => holds)?.memory ?? 0;
    const ordinary = memory.find((trial) => trial.ordinaryMegabytes <= trial.memory)?.memory ?? 0;
    return {
        "Measured on ": `${measured}: ${processor}, ${cores} cores, ${node} on ${platform}, ${processes} processes of the function.`,
        "Ordinary batches need ": `${ordinary} MB; the worst that AWS lets through need ${least} MB.`,
    };
}

/** The table of the same head gets these rows. */
function withTable(text: string, table: Table): string {
    const cells = table.head.map((cell) => cell.replace(/[()$]/g, "\\$&"));
    const head = `^\\| ${cells.join(" +\\| ")} +\\|\\n`;
    return text.replace(new RegExp(`${head}(\\|.*\\n)+`, "m"), () => `${markdown(table)}\n`);
}

/** The text with every figure as the results have it. */
function upToDate(text: string, results: Results): string {
    const made = Object.values(tables).map((make) => make(results));
    const tabled = [...made, prices(), assumptions()].reduce(withTable, text);
    return Object.entries(lines(results)).reduce(
        (all, [begin, rest]) => all.replace(new RegExp(`^${begin}.*$`, "m"), () => `${begin}${rest}`),
        tabled,
    );
}

function writeDocuments(results: Results): void {
    for (const [name, svg] of Object.entries(charts(results)))
        writeFileSync(join(repository, "docs", name), svg);
    for (const name of documents) {
        const file = join(repository, name);
        const text = readFileSync(file, "utf8");
        const now = upToDate(text, results);
        if (now !== text) writeFileSync(file, now);
    }
}

export { documents, upToDate, writeDocuments };
