import { expect } from "chai";
import { execFile } from "node:child_process";
import { readFile, realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { readText } from "../golden/files";
import { consumersEnvironment, consumersNode } from "../support/node";
import { installPackage, packageName, removeProject } from "../support/package";

const run = promisify(execFile);

/** A stranger's program, as far as the function is concerned: registers one component, and keeps the zip's files. */
const program = `"use strict";
const pulumi = require("@pulumi/pulumi");
const { writeFileSync } = require("node:fs");
pulumi.runtime.setMocks({
    call: () => ({ accountId: "123456789012", region: "us-east-1", partition: "aws" }),
    newResource({ type, name, inputs }) {
        if (type === "aws:lambda/function:Function") keep(inputs.code);
        const arn = "arn:aws:x:us-east-1:123456789012:x/" + name;
        return { id: name + "-id", state: { ...inputs, arn, channelArn: arn, eventDataStoreArn: arn } };
    },
});
async function keep(code) {
    const files = await Promise.all(
        Object.entries(await code.assets).map(async ([name, asset]) => [name, await asset.text]),
    );
    writeFileSync("zip.json", JSON.stringify(Object.fromEntries(files)));
}
const { OneLoginCloudTrailLake } = require("${packageName}");
new OneLoginCloudTrailLake("onelogin", { eventBusName: "aws.partner/onelogin.com/US-1/abc" });
console.log(require.resolve("${packageName}"));
`;

describe("the forwarder of a packed and installed copy", () => {
    let project: string;
    let main: string;
    let zip: Record<string, string | undefined>;

    before(async function () {
        this.timeout(300_000);
        project = await installPackage();
        await writeFile(join(project, "package.json"), '{"name":"stranger","private":true}');
        await writeFile(join(project, "index.js"), program);
        const { stdout } = await run(consumersNode, ["index.js"], {
            cwd: project,
            env: consumersEnvironment,
        });
        main = stdout.trim();
        zip = JSON.parse(await readFile(join(project, "zip.json"), "utf8")) as typeof zip;
    });
    after(() => removeProject(project));

    it("lies in a stranger's node_modules", async () => {
        expect(main).to.equal(
            join(await realpath(project), "node_modules", packageName, "dist/components/index.js"),
        );
    });

    it("is the one file of the function's zip", () => expect(Object.keys(zip)).to.deep.equal(["__index.js"]));

    it("has the very text that is made in this repository", () => {
        expect(zip["__index.js"]).to.equal(readText("forwarder"));
    });
});
