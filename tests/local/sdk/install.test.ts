import { expect } from "chai";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { provideSdk } from "../../../local/sdk/install";

const run = promisify(execFile);

describe("provideSdk", () => {
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), "function-"));
    });
    afterEach(() => rm(folder, { recursive: true }));

    /** Runs a program in the folder, in a process that sees nothing of this repository. */
    async function evaluate(program: string): Promise<unknown> {
        await writeFile(join(folder, "index.js"), program);
        const { stdout } = await run(process.execPath, ["index.js"], { cwd: folder, env: {} });
        return JSON.parse(stdout);
    }

    const names = ["client-cloudtrail-data", "client-s3", "client-secrets-manager", "client-sqs"];

    it("lets a folder outside the repository require the four clients, and nothing else, however often it is asked", async () => {
        const provided = await provideSdk(folder);
        expect(await provideSdk(folder)).to.deep.equal(provided);
        expect(provided.map((line) => line.replace(/ \d.*$/, ""))).to.deep.equal(
            names.map((name) => `@aws-sdk/${name}`),
        );
        const found = await evaluate(`
            const { CloudTrailDataClient, PutAuditEventsCommand } = require("@aws-sdk/client-cloudtrail-data");
            const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3");
            const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
            let other = "found";
            try { require("@aws-sdk/client-cloudtrail"); } catch (error) { other = error.code; }
            const kinds = [CloudTrailDataClient, PutAuditEventsCommand, S3Client, PutObjectCommand, SQSClient, SendMessageCommand].map((c) => typeof c);
            console.log(JSON.stringify({ kinds, other }));
        `);
        expect(found).to.deep.equal({ kinds: Array(6).fill("function"), other: "MODULE_NOT_FOUND" });
        expect(await readdir(join(folder, "node_modules"))).to.deep.equal(["@aws-sdk"]);
        expect(await readdir(join(folder, "node_modules/@aws-sdk"))).to.have.members(names);
    });

    it("prefers the real client where it is installed", async () => {
        const root = join(folder, "project");
        for (const name of names) {
            const target = join(root, "node_modules/@aws-sdk", name);
            await mkdir(target, { recursive: true });
            await writeFile(join(target, "package.json"), JSON.stringify({ name, version: "9.9.9" }));
            await writeFile(join(target, "index.js"), "module.exports = 'installed';");
        }
        expect(await provideSdk(folder, root)).to.deep.equal(names.map((name) => `@aws-sdk/${name} 9.9.9`));
        const program = 'console.log(JSON.stringify(require("@aws-sdk/client-cloudtrail-data")));';
        expect(await evaluate(program)).to.equal("installed");
    });
});
