import { expect } from "chai";
import { execFile } from "node:child_process";
import { readFile, realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { readText } from "../golden/files";
import { consumersEnvironment, consumersNode } from "../support/node";
import { installPackage, packageName, removeProject } from "../support/package";

const run = promisify(execFile);

/** A stranger's program, as far as the functions are concerned: registers one component, and keeps the zips' files. */
const program = `"use strict";
const pulumi = require("@pulumi/pulumi");
const { writeFileSync } = require("node:fs");
pulumi.runtime.setMocks({
    call: () => ({ accountId: "123456789012", region: "us-east-1", partition: "aws" }),
    newResource({ type, name, inputs }) {
        if (type === "aws:lambda/function:Function") keep(name, inputs.code);
        const arn = "arn:aws:x:us-east-1:123456789012:x/" + name;
        return { id: name + "-id", state: { ...inputs, arn, channelArn: arn, eventDataStoreArn: arn } };
    },
});
const zips = {};
async function keep(name, code) {
    const files = await Promise.all(
        Object.entries(await code.assets).map(async ([file, asset]) => [file, await asset.text]),
    );
    zips[name] = Object.fromEntries(files);
    writeFileSync("zips.json", JSON.stringify(zips));
}
const { OneLoginCloudTrailLake } = require("${packageName}");
new OneLoginCloudTrailLake("onelogin", {
    eventBusName: "aws.partner/onelogin.com/US-1/abc",
    destinations: ["cloudtrail-lake", "s3"],
});
console.log(require.resolve("${packageName}"));
`;

describe("the functions of a packed and installed copy", () => {
    let project: string;
    let main: string;
    let zips: Record<string, Record<string, string>>;

    before(async function () {
        this.timeout(300_000);
        project = await installPackage();
        await writeFile(join(project, "package.json"), '{"name":"stranger","private":true}');
        await writeFile(join(project, "index.js"), program);
        const { stdout } = await run(consumersNode, ["index.js"], {
            cwd: project,
            env: consumersEnvironment(),
        });
        main = stdout.trim();
        zips = JSON.parse(await readFile(join(project, "zips.json"), "utf8")) as typeof zips;
    });
    after(() => removeProject(project));

    it("lie in a stranger's node_modules", async () => {
        expect(main).to.equal(
            join(await realpath(project), "node_modules", packageName, "dist/components/index.js"),
        );
    });

    it("are the forwarder and the writer", () =>
        expect(Object.keys(zips)).to.have.members(["onelogin-function", "onelogin-s3-function"]));

    for (const [name, file] of [
        ["forwarder", "onelogin-function"],
        ["writer", "onelogin-s3-function"],
    ] as const) {
        it(`have one file each in their zips, whose text is that of the ${name} that is made in this repository`, () =>
            expect(zips[file]).to.deep.equal({ "__index.js": readText(name) }));
    }
});
