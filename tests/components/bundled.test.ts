import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { buildSync } from "esbuild";
import { forLake } from "../../queries/texts";

const root = path.resolve(__dirname, "../..");

/** Pulumi's own mocks, and what came of the function and the queries, as JSON. */
const program = `
    import * as pulumi from "@pulumi/pulumi";
    import { OneLoginCloudTrailLake } from "${root}/components";
    const arn = (name: string) => "arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/" + name;
    let archive: pulumi.asset.AssetArchive;
    pulumi.runtime.setMocks({
        newResource: ({ type, name, inputs }) => {
            if (type === "aws:lambda/function:Function") archive = inputs.code;
            return { id: name, state: { ...inputs, name, arn: arn(name), eventDataStoreArn: arn(name), channelArn: arn(name) } };
        },
        call: () => ({ accountId: "111122223333", region: "us-east-1", partition: "aws" }),
    });
    const lake = new OneLoginCloudTrailLake("onelogin", { eventSourceName: "aws.partner/onelogin.com/US-1/abc" });
    pulumi.all([lake.queries, lake.functionName]).apply(async ([queries]) => {
        const files = (await archive.assets) as Record<string, pulumi.asset.StringAsset>;
        console.log(JSON.stringify({ queries, files: Object.keys(files), text: await files["__index.js"].text }));
    });
`;

describe("a program in one bundled file", function () {
    this.timeout(60_000);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "onelogin-bundle-"));
    after(() => fs.rmSync(folder, { recursive: true }));

    it("needs no file of ours, and has the function and the queries that people read", () => {
        buildSync({
            stdin: { contents: program, loader: "ts", resolveDir: root },
            bundle: true,
            platform: "node",
            external: ["@pulumi/*", "@aws-sdk/*"],
            outfile: path.join(folder, "index.js"),
        });
        fs.writeFileSync(path.join(folder, "package.json"), "{}");
        fs.symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
        const output = execFileSync(process.execPath, ["index.js"], { cwd: folder, encoding: "utf8" });
        const { queries, files, text } = JSON.parse(output) as {
            queries: Record<string, string>;
            files: string[];
            text: string;
        };
        expect(files).to.deep.equal(["__index.js"]);
        expect(text).to.include("PutAuditEventsCommand");
        for (const [name, sql] of Object.entries(queries)) {
            const file = fs.readFileSync(path.join(root, "queries", `${name}.sql`), "utf8");
            expect(forLake(file, "onelogin-store"), name).to.contain(sql);
        }
    });
});
