import { expect } from "chai";
import { build } from "esbuild";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { promisify } from "node:util";
import hashes from "../../components/functionHashes.json";
import { forLake } from "../../queries/texts";
import { consumersEnvironment, consumersNode } from "../support/node";
import { packageName, packPackage } from "../support/package";

const execute = promisify(execFile);
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
        await execute(file, args, { shell }).catch((error: { stdout?: string; message: string }) => {
            expect.fail(`${error.message}\n${error.stdout ?? ""}`);
        });
    }

    it("holds what is on the list, and nothing else", async () => {
        const { stdout } = await execute("tar", ["-tzf", tarball]);
        const files = stdout.trim().split("\n");
        expect(files.map((file) => file.replace(/^package\//, "")).sort()).to.deep.equal(await expected());
    });

    it("is smaller than 600 kB", async () => expect((await stat(tarball)).size).to.be.below(600_000));

    it("is what publint calls good, its suggestions included", () =>
        passes("publint", "run", tarball, "--strict"));

    it("has types that fit however it is resolved (Are the types wrong?)", () => passes("attw", tarball));
});

/** A stranger's program under Pulumi's own mocks, as JSON: the queries that it exports, and the functions' files. */
const program = `
const pulumi = require("@pulumi/pulumi");
const { OneLoginCloudTrailLake } = require("${packageName}");
const archives = {};
pulumi.runtime.setMocks({
    call: () => ({ accountId: "123456789012", region: "us-east-1", partition: "aws" }),
    newResource({ type, name, inputs }) {
        if (type === "aws:lambda/function:Function") archives[name] = inputs.code;
        const arn = "arn:aws:cloudtrail:us-east-1:123456789012:eventdatastore/" + name;
        return { id: name, state: { ...inputs, name, arn, channelArn: arn, eventDataStoreArn: arn } };
    },
});
const lake = new OneLoginCloudTrailLake("onelogin", {
    eventBusName: "aws.partner/onelogin.com/US-1/abc",
    destinations: ["cloudtrail-lake", "s3"],
});
pulumi.all([lake.queries, lake.functionName, lake.s3FunctionName]).apply(async ([queries]) => {
    const zips = {};
    for (const [name, archive] of Object.entries(archives)) {
        zips[name] = {};
        for (const [file, asset] of Object.entries(await archive.assets)) zips[name][file] = await asset.text;
    }
    console.log(JSON.stringify({ queries, zips }));
});
`;

interface Printed {
    queries: Record<string, string>;
    zips: Record<string, Record<string, string>>;
}

describe("a packed and installed copy in a stranger's project", function () {
    this.timeout(300_000);
    let folder: string;
    let project: string;
    const run = async (file: string) => {
        const options = { cwd: project, env: consumersEnvironment(), maxBuffer: 2 ** 24 };
        return JSON.parse((await execute(consumersNode, [file], options)).stdout) as Printed;
    };

    before(async () => {
        folder = await mkdtemp(join(tmpdir(), "consumer-"));
        project = join(folder, "project");
        await execute("tar", ["-xzf", await packPackage()], { cwd: folder });
        await mkdir(join(project, "node_modules/@pulumi"), { recursive: true });
        await rename(join(folder, "package"), join(project, "node_modules", packageName));
        for (const peer of ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/aws-native"])
            await symlink(
                join(repository, "node_modules", peer),
                join(project, "node_modules", peer),
                "junction",
            );
        await writeFile(join(project, "package.json"), '{"name":"stranger","private":true}');
        await writeFile(join(project, "index.js"), program);
    });
    after(() => rm(folder, { recursive: true }));

    it("makes the forwarder and the writer, each with one file in its zip, whose text is the one that was reviewed", async () => {
        const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
        const made = Object.entries((await run("index.js")).zips).map(([name, files]) => [
            name,
            Object.entries(files).map(([file, text]) => [file, sha256(text)]),
        ]);
        expect(Object.fromEntries(made)).to.deep.equal({
            "onelogin-function": [["__index.js", hashes.forwarder]],
            "onelogin-s3-function": [["__index.js", hashes.writer]],
        });
    });

    it("in one bundled file needs no file of ours, and has the function and the queries that people read", async () => {
        await build({
            entryPoints: [join(project, "index.js")],
            bundle: true,
            platform: "node",
            external: ["@pulumi/*", "@aws-sdk/*"],
            outfile: join(project, "bundle.js"),
        });
        await rm(join(project, "node_modules", packageName), { recursive: true });
        const { queries, zips } = await run("bundle.js");
        expect(Object.keys(zips["onelogin-function"])).to.deep.equal(["__index.js"]);
        expect(zips["onelogin-function"]["__index.js"]).to.include("PutAuditEventsCommand");
        expect(queries).not.to.deep.equal({});
        for (const [name, sql] of Object.entries(queries)) {
            const text = await readFile(join(repository, "queries", `${name}.sql`), "utf8");
            expect(forLake(text, "onelogin-store"), name).to.contain(sql);
        }
    });
});
