import { expect } from "chai";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { consumersEnvironment, consumersNode } from "../support/node";
import { hashesOf, hashFiles, readReviewed, reviewable } from "./files";
import type { FunctionTexts } from "./files";

const run = promisify(execFile);
const root = path.resolve(__dirname, "../..");

const program = `
    const { serializeFunctions } = require("./tests/golden/files");
    serializeFunctions().then((texts) => process.stdout.write(JSON.stringify(texts)));
`;

/** From the first line that is not the same to the last: all of the text would hide the difference. */
function differing(text: string, other: string): string {
    const [lines, others] = [text.split("\n"), other.split("\n")];
    const first = lines.findIndex((line, index) => line !== others[index]);
    const last = lines.findLastIndex((line, index) => line !== others[index - lines.length + others.length]);
    return lines.slice(Math.max(first, 0), last + 1).join("\n");
}

describe("golden files: the functions' texts", function () {
    this.timeout(180_000);
    let texts: FunctionTexts;
    before(async () => {
        const options = { cwd: root, env: consumersEnvironment(), maxBuffer: 2 ** 24 };
        const args = ["-r", "ts-node/register/transpile-only", "-e", program];
        const { stdout } = await run(consumersNode, args, options);
        texts = JSON.parse(stdout) as FunctionTexts;
    });

    it(`are what ${consumersNode} makes of the sources, in a process of its own`, () => {
        for (const [name, text] of Object.entries(reviewable(texts))) {
            const golden = readReviewed(name);
            const message = `tests/golden/${name}.js.txt is not the function's text any more. Is the change wanted? Then: npm run golden`;
            expect(differing(text, golden), message).to.equal(differing(golden, text));
            expect(text).to.equal(golden);
        }
    });

    for (const file of hashFiles)
        it(`have their hashes in ${file}`, () =>
            expect(JSON.parse(readFileSync(path.join(root, file), "utf8"))).to.deep.equal(hashesOf(texts)));
});
