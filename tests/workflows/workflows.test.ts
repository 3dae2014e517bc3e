import { expect } from "chai";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import * as hashes from "../../components/functionHashes.json";

interface Step {
    uses?: string;
    run?: string;
    env?: Record<string, string>;
    with?: Record<string, unknown>;
}

interface Job {
    if?: string;
    needs?: string | string[];
    environment?: string;
    permissions?: Record<string, string>;
    steps: Step[];
    "timeout-minutes"?: number;
}

interface Workflow {
    on: Record<string, unknown>;
    permissions?: Record<string, string>;
    jobs: Record<string, Job>;
}

const root = path.join(__dirname, "../..");
const folder = path.join(root, ".github/workflows");
const workflows = fs.readdirSync(folder).map((file) => {
    const text = fs.readFileSync(path.join(folder, file), "utf8");
    return { file, text, workflow: parse(text) as Workflow };
});

function workflow(name: string): Workflow {
    const found = workflows.find(({ file }) => file === name);
    if (found === undefined) throw new Error(`there is no workflow ${name}`);
    return found.workflow;
}

describe("the workflows", () => {
    // What zizmor does not see; CI runs it, and the test below looks for that.
    for (const { file, text, workflow } of workflows) {
        const jobs = Object.values(workflow.jobs);
        const steps = jobs.flatMap((job) => job.steps);

        it(`${file}: pins each action to a commit, and says which version it is`, () => {
            const uses = text.split("\n").filter((line) => line.includes("uses:"));
            expect(uses).to.have.lengthOf(steps.filter((step) => step.uses !== undefined).length);
            for (const line of uses)
                expect(line).to.match(/uses: [\w-]+(?:\/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
        });

        it(`${file}: may only read unless a job says otherwise, and every job ends`, () => {
            expect(workflow.permissions).to.deep.equal({ contents: "read" });
            for (const job of jobs) expect(job["timeout-minutes"]).to.be.within(1, 60);
        });

        it(`${file}: puts nothing that a stranger wrote into a shell`, () => {
            for (const { run } of steps) expect(run ?? "").not.to.include("${{");
        });
    }

    it("CI runs the same script as here, on both Nodes", () => {
        const { test } = workflow("ci.yml").jobs;
        expect(test).to.have.nested.property("strategy.matrix.node").that.deep.equals([22, 24]);
        expect(test.steps.map(({ run }) => run)).to.include("bash .ci/run");
    });

    it("the preview skips forks, gets its credentials by OIDC, and may write comments only", () => {
        const { preview } = workflow("preview.yml").jobs;
        expect(preview.if).to.include("github.event.pull_request.head.repo.full_name == github.repository");
        expect(preview.environment).to.equal("preview");
        expect(preview.permissions).to.deep.equal({
            contents: "read",
            "id-token": "write",
            "pull-requests": "write",
        });
        const inputs = preview.steps.flatMap((step) => Object.keys(step.with ?? {}));
        expect(inputs).to.include.members(["role-to-assume", "comment-on-pr"]);
        expect(inputs).not.to.include.members(["aws-access-key-id"]);
        const pulumi = preview.steps.find(({ uses }) => uses?.startsWith("pulumi/actions@"));
        expect(pulumi?.with).to.include({ command: "preview" });
    });

    it("the nightly asks for the newest versions, and the job that opens an issue runs nothing else", () => {
        const { newest, generated, report } = workflow("nightly.yml").jobs;
        const long = generated.steps.filter(({ run }) => run?.includes("properties"));
        expect(long.map(({ run }) => run)).to.deep.equal([
            "npm run properties -- --ignore tests/properties/redaction.test.ts",
            "npx mocha tests/properties/redaction.test.ts",
        ]);
        for (const { env } of long) expect(env).to.have.property("PROPERTY_TIMES");
        expect(report.needs).to.have.members(["newest", "generated"]);
        expect(newest.steps.map(({ run, env }) => [run, env])).to.deep.include([
            "npm run test:consumers",
            { CONSUMERS_VERSIONS: "newest" },
        ]);
        expect(report).to.include({ if: "failure()" });
        expect(report.permissions).to.deep.equal({ issues: "write" });
        expect(report.steps.map(({ uses }) => uses)).to.deep.equal([undefined]);
    });

    describe("a release", () => {
        const { on, jobs } = workflow("release.yml");
        const { pack, publish, announce } = jobs;
        const commands = (job: Job) => job.steps.flatMap(({ run }) => run ?? []);

        it("is tested, packed, published and announced, in this order", () => {
            expect(on).to.deep.equal({ push: { tags: ["v*"] } });
            expect([pack.needs, publish.needs, announce.needs]).to.deep.equal(["test", "pack", "publish"]);
            expect(commands(jobs.test)).to.deep.equal(["bash .ci/run"]);
        });

        it("has provenance, and no token", () => {
            expect(publish).to.deep.include({ environment: "npm", permissions: { "id-token": "write" } });
            expect(JSON.stringify(jobs)).not.to.match(/secrets\./);
        });

        it("gives no right to a job that runs this project's code or its dependencies'", () => {
            for (const job of Object.values(jobs).filter(({ permissions }) => permissions !== undefined)) {
                expect(JSON.stringify(job.steps)).not.to.include("actions/checkout");
                expect(commands(job).join("\n")).not.to.match(/npm (ci|i|install|run|pack|pkg)\b|node /);
            }
            expect(commands(publish)).to.deep.equal([
                "npm publish --ignore-scripts --provenance --access public ./onelogin-cloudtrail-lake-*.tgz",
            ]);
        });

        it("is of a commit on main, and changes nothing once the package is packed", () => {
            const order = commands(pack);
            const at = (part: string) => order.findIndex((command) => command.includes(part));
            const told = order.filter((command) => command.includes("SECURITY-INSIGHTS.yml"));
            expect(told).to.deep.equal([
                'grep -qxF "  url: https://github.com/$GITHUB_REPOSITORY" SECURITY-INSIGHTS.yml',
            ]);
            expect(order).to.include('git merge-base --is-ancestor "$GITHUB_SHA" origin/main');
            expect(at("merge-base")).to.be.below(at("npm ci"));
            expect(at("repository.url")).to.be.above(at("npm ci")).and.below(at("npm pack"));
            expect(order.slice(at("npm pack") + 1).join("\n")).not.to.match(/npm/);
        });

        it("comes with a list of what it needs, and with notes", () => {
            expect(commands(pack)).to.include.members([
                "node scripts/installed.js sbom > release/sbom.cdx.json",
                "node scripts/notes.js > release/notes.md",
            ]);
            const notes = execFileSync(process.execPath, ["scripts/notes.js"], {
                cwd: root,
                encoding: "utf8",
            });
            for (const name of ["forwarder", "writer", "preparingForwarder", "preparingWriter"] as const)
                expect(notes).to.include(`\`${name}Hash\` \`${hashes[name]}\``);
            expect(commands(announce).join()).to.include("--notes-file notes.md ./*.tgz sbom.cdx.json");
        });
    });

    it("CodeQL reads our languages and the workflows, and may write results only", () => {
        const { codeql } = workflow("security.yml").jobs;
        expect(codeql)
            .to.have.nested.property("strategy.matrix.language")
            .that.has.members(["javascript-typescript", "actions"]);
        expect(codeql.permissions).to.deep.equal({ contents: "read", "security-events": "write" });
    });

    it("Scorecard looks at the repository, actionlint and zizmor at the workflows", () => {
        const { scorecard } = workflow("security.yml").jobs;
        expect(scorecard.steps.map(({ uses }) => uses?.split("@")[0])).to.include("ossf/scorecard-action");
        expect(scorecard.permissions).to.deep.equal({ contents: "read", "security-events": "write" });
        const script = fs.readFileSync(path.join(root, ".ci/run"), "utf8");
        expect(script).to.match(/^if .* step go run \S+actionlint@v[\d.]+; fi$/m);
        expect(script).to.match(/^ {4}step \S+pip" install .*--require-hashes .*zizmor\.txt$/m);
        expect(script).to.match(/^ {4}step \S+zizmor" --offline .*\.github$/m);
    });

    it("SECURITY-INSIGHTS.yml is of this package and of its pages", () => {
        const text = fs.readFileSync(path.join(root, "SECURITY-INSIGHTS.yml"), "utf8");
        const { header, project, repository } = parse(text) as Record<
            string,
            { url?: string; name?: string }
        >;
        expect(project.name).to.equal("onelogin-cloudtrail-lake");
        expect(header.url).to.equal(repository.url);
        const pages = text.split(`${repository.url}/blob/main/`).slice(1);
        expect(pages).not.to.deep.equal([]);
        for (const page of pages)
            expect(fs.existsSync(path.join(root, page.split(/[#\s]/)[0])), page).to.equal(true);
    });

    it("the site is published from main only, by the one job that may", () => {
        const { on, jobs } = workflow("pages.yml");
        expect(on).to.deep.equal({ push: { branches: ["main"] } });
        expect(jobs.build.permissions).to.equal(undefined);
        expect(jobs.build.steps.map(({ run }) => run)).to.include("npm run docs:build");
        expect(jobs.publish.permissions).to.deep.equal({ pages: "write", "id-token": "write" });
    });
});
