import { expect } from "chai";
import { buildSync } from "esbuild";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

/** Says of an audit what npm says, and ends as npm does; whatever else it is asked works. */
interface Npm {
    says: string;
    code: number;
}

const clean: Npm = { says: "found 0 vulnerabilities", code: 0 };
const vulnerable: Npm = { says: "3 vulnerabilities (1 moderate, 2 high)", code: 1 };
const unasked: Npm = { says: "npm error audit endpoint returned an error", code: 1 };
/** Such as a proxy that answers everything. */
const mute: Npm = { says: "", code: 0 };

/** The packages that a program imports, as its bundler sees it. */
function importedBy(entry: string): string[] {
    const { metafile } = buildSync({
        entryPoints: [entry],
        absWorkingDir: resolve(__dirname, "../.."),
        bundle: true,
        platform: "node",
        packages: "external",
        write: false,
        metafile: true,
    });
    const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
    const names = imports.filter(({ external }) => external).map((one) => one.path);
    return [...new Set(names.filter((name) => !isBuiltin(name)))];
}

describe("the audit of what users install", () => {
    let folder: string;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "npm-"));
    });
    after(() => rmSync(folder, { recursive: true }));

    function run(command: string, npm: string, onGitHub: boolean): { status: number | null; stdout: string } {
        const file = join(folder, "npm");
        writeFileSync(file, `#!/bin/sh\n[ "$1" = ${command} ] || exit 0\n${npm}\n`);
        chmodSync(file, 0o755);
        const env = {
            ...process.env,
            PATH: `${folder}${delimiter}${process.env.PATH}`,
            GITHUB_ACTIONS: String(onGitHub),
        };
        const script = resolve(__dirname, "../../scripts/installed.js");
        return spawnSync(process.execPath, [script, command], { env, encoding: "utf8" });
    }

    const audit = ({ says, code }: Npm, onGitHub: boolean) =>
        run("audit", `echo '${says}'\nexit ${code}`, onGitHub);

    for (const onGitHub of [true, false]) {
        const place = onGitHub ? "on GitHub" : "elsewhere";
        it(`ends as npm does, ${place}`, () => {
            expect(audit(clean, onGitHub)).to.include({ status: 0, stdout: `${clean.says}\n` });
            expect(audit(vulnerable, onGitHub)).to.include({ status: 1, stdout: `${vulnerable.says}\n` });
        });
    }

    it("is of the peers, and of what is bundled into the command", () => {
        const { stdout } = audit({ says: "no vulnerability'; cat package.json; echo '", code: 0 }, true);
        const { dependencies } = JSON.parse(/\{[^]*\}/.exec(stdout)?.[0] ?? "") as {
            dependencies: Record<string, string>;
        };
        const command = importedBy("cli/main.ts");
        expect(command).to.include.members(["@aws-sdk/client-s3", "commander"]);
        const peers = ["@pulumi/aws", "@pulumi/aws-native", "@pulumi/pulumi"];
        expect(dependencies).to.have.all.keys(...peers, ...command);
        for (const name of command) expect(dependencies[name]).to.match(/^\d+\.\d+\.\d+$/);
    });

    it("is listed (CycloneDX) by the package's own name, which npm takes from the folder", () => {
        expect(run("sbom", 'basename "$PWD"; echo "$@"', true)).to.include({
            status: 0,
            stdout: "onelogin-cloudtrail-lake\nsbom --sbom-format=cyclonedx --sbom-type=library --package-lock-only\n",
        });
    });

    it("fails on GitHub if there was no verdict, and says so elsewhere", () => {
        for (const npm of [unasked, mute]) {
            expect(audit(npm, true)).to.include({ status: 1 });
            const { status, stdout } = audit(npm, false);
            expect(status).to.equal(0);
            expect(stdout).to.include("Not audited").and.to.include(npm.says);
        }
    });
});
