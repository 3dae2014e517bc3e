import { expect } from "chai";
import { execFile } from "node:child_process";
import { readdir, readFile, realpath, stat, writeFile } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { promisify } from "node:util";
import hashes from "../../components/functionHashes.json";
import { consumersEnvironment, consumersNode } from "../support/node";
import { installPackage, packageName, packPackage, removeProject } from "../support/package";

const run = promisify(execFile);
const repository = resolve(__dirname, "../..");

/** Reviewed: what is published besides the compiled code. npm adds the first three by itself. */
const documents = ["LICENSE", "README.md", "package.json", "CHANGELOG.md", "SECURITY.md"];

async function namesIn(folder: string, extension: string): Promise<string[]> {
    const files = await readdir(join(repository, folder), { recursive: true });
    return files
        .filter((file) => extname(file) === extension)
        .map((file) => file.slice(0, -extension.length).replaceAll("\\", "/"));
}

/** Each source compiled, with its types; data as it is; the command in one file, with the licences of what is in it; and nothing else. */
async function expected(): Promise<string[]> {
    const compiled = await Promise.all(
        ["components", "handler", "queries"].map(async (folder) =>
            (await namesIn(folder, ".ts")).flatMap((name) => [
                `dist/${folder}/${name}.js`,
                `dist/${folder}/${name}.d.ts`,
            ]),
        ),
    );
    const data = [
        "dist/handler/detailKeys.json",
        "dist/handler/eventTypes.json",
        "dist/queries/publishedQueries.json",
        "dist/queries/publishedDetections.json",
        "dist/components/functionHashes.json",
    ];
    const command = ["dist/cli.js", "dist/cli.licences.txt"];
    return [...documents, ...compiled.flat(), ...data, ...command].sort();
}

describe("the package as it is published", function () {
    this.timeout(300_000);
    let tarball: string;

    before(async () => {
        tarball = await packPackage();
    });

    /** A checker's own words are the failure's. */
    async function passes(bin: string, ...args: string[]): Promise<void> {
        const shell = process.platform === "win32";
        const file = join(repository, "node_modules/.bin", bin);
        await run(file, args, { shell }).catch((error: { stdout?: string; message: string }) => {
            expect.fail(`${error.message}\n${error.stdout ?? ""}`);
        });
    }

    it("holds what is on the list, and nothing else", async () => {
        const { stdout } = await run("tar", ["-tzf", tarball]);
        const files = stdout.trim().split("\n");
        expect(files.map((file) => file.replace(/^package\//, "")).sort()).to.deep.equal(await expected());
    });

    it("is smaller than 600 kB", async () => expect((await stat(tarball)).size).to.be.below(600_000));

    it("is what publint calls good, its suggestions included", () =>
        passes("publint", "run", tarball, "--strict"));

    it("has types that fit however it is resolved (Are the types wrong?)", () => passes("attw", tarball));
});

/** A stranger's program, as far as the functions are concerned: registers one component, and keeps the hashes of the zips' files. */
const program = `"use strict";
const pulumi = require("@pulumi/pulumi");
const { createHash } = require("node:crypto");
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
    const hash = (text) => createHash("sha256").update(text).digest("hex");
    const files = await Promise.all(
        Object.entries(await code.assets).map(async ([file, asset]) => [file, hash(await asset.text)]),
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

describe("the functions of a packed and installed copy", function () {
    this.timeout(300_000);
    let project: string;
    let main: string;
    let zips: Record<string, Record<string, string>>;

    before(async () => {
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

    it("are the forwarder and the writer, each with one file in its zip, whose text is the one that was reviewed", () =>
        expect(zips).to.deep.equal({
            "onelogin-function": { "__index.js": hashes.forwarder },
            "onelogin-s3-function": { "__index.js": hashes.writer },
        }));
});
