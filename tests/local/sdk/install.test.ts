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
    async function evaluate(program: string, env: Record<string, string> = {}): Promise<unknown> {
        await writeFile(join(folder, "index.js"), program);
        const { stdout } = await run(process.execPath, ["index.js"], { cwd: folder, env });
        return JSON.parse(stdout);
    }

    async function fakePackage(root: string, name: string): Promise<void> {
        const target = join(root, "node_modules", name);
        await mkdir(target, { recursive: true });
        await writeFile(join(target, "package.json"), JSON.stringify({ name, version: "9.9.9" }));
        await writeFile(join(target, "index.js"), "module.exports = 'installed';");
    }

    it("lets a folder outside the repository require the four clients, and nothing else", async () => {
        const provided = await provideSdk(folder);
        expect(provided[0]).to.match(/^@aws-sdk\/client-cloudtrail-data \d/);
        expect(provided[1]).to.match(/^@aws-sdk\/client-s3 \d+\.\d+\.\d+$/);
        expect(provided[2]).to.match(/^@aws-sdk\/client-secrets-manager \d+\.\d+\.\d+$/);
        expect(provided[3]).to.match(/^@aws-sdk\/client-sqs \d+\.\d+\.\d+$/);
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
        expect(await readdir(join(folder, "node_modules/@aws-sdk"))).to.have.members([
            "client-cloudtrail-data",
            "client-s3",
            "client-secrets-manager",
            "client-sqs",
        ]);
    });

    it("can be asked twice for the same folder", async () => {
        expect(await provideSdk(folder)).to.deep.equal(await provideSdk(folder));
    });

    it("prefers the real client where it is installed", async () => {
        const root = join(folder, "project");
        const names = ["client-cloudtrail-data", "client-s3", "client-secrets-manager", "client-sqs"].map(
            (name) => `@aws-sdk/${name}`,
        );
        for (const name of names) await fakePackage(root, name);
        expect(await provideSdk(folder, root)).to.deep.equal(names.map((name) => `${name} 9.9.9`));
        const program = 'console.log(JSON.stringify(require("@aws-sdk/client-cloudtrail-data")));';
        expect(await evaluate(program)).to.equal("installed");
    });
});
