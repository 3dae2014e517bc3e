import { expect } from "chai";
import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { packPackage } from "../support/package";

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
