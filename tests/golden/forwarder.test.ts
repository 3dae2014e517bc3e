import { expect } from "chai";
import { execFile } from "node:child_process";
import * as path from "node:path";
import { promisify } from "node:util";
import { readForwarder } from "./files";

const run = promisify(execFile);
const root = path.resolve(__dirname, "../..");

/** CI runs this with the other Node, too: `OTHER_NODE=/path/to/node npx mocha tests/golden/forwarder.test.ts`. */
const node = process.env.OTHER_NODE ?? process.execPath;

const program = `
    const { serializeForwarder } = require("./tests/support/closure");
    serializeForwarder().then((text) => process.stdout.write(text));
`;

describe("golden file: the function's text", function () {
    this.timeout(60_000);

    it(`is what ${node} makes of the sources, in a process of its own`, async () => {
        const { stdout } = await run(node, ["-r", "ts-node/register/transpile-only", "-e", program], {
            cwd: root,
        });
        const message =
            "tests/golden/forwarder.js.txt is not the function's text any more. Is the change wanted? Then: npm run golden";
        expect(stdout, message).to.equal(readForwarder());
    });
});
