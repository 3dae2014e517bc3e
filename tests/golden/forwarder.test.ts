import { expect } from "chai";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { consumersEnvironment, consumersNode } from "../support/node";
import { hashFiles, hashOf, readForwarder } from "./files";

const run = promisify(execFile);
const root = path.resolve(__dirname, "../..");

const program = `
    const { serializeForwarder } = require("./lab/forwarder/closure");
    serializeForwarder().then((text) => process.stdout.write(text));
`;

/** From the first line that is not the same to the last: all of the text would hide the difference. */
function differing(text: string, other: string): string {
    const [lines, others] = [text.split("\n"), other.split("\n")];
    const first = lines.findIndex((line, index) => line !== others[index]);
    const last = lines.findLastIndex((line, index) => line !== others[index - lines.length + others.length]);
    return lines.slice(Math.max(first, 0), last + 1).join("\n");
}

describe("golden file: the function's text", function () {
    this.timeout(180_000);

    it(`is what ${consumersNode} makes of the sources, in a process of its own`, async () => {
        const { stdout } = await run(
            consumersNode,
            ["-r", "ts-node/register/transpile-only", "-e", program],
            { cwd: root, env: consumersEnvironment },
        );
        const message =
            "tests/golden/forwarder.js.txt is not the function's text any more. Is the change wanted? Then: npm run golden";
        const golden = readForwarder();
        expect(differing(stdout, golden), message).to.equal(differing(golden, stdout));
        expect(stdout).to.equal(golden);
    });

    for (const file of hashFiles)
        it(`has its hash in ${file}`, () =>
            expect(JSON.parse(readFileSync(path.join(root, file), "utf8"))).to.deep.equal(
                hashOf(readForwarder()),
            ));
});
