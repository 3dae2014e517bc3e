/** Files that GitHub or an editor reads, and ignores without a word where they are wrong. */
import { expect } from "chai";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { devDependencies, peerDependencies, peerDependenciesMeta } from "../../package.json";

const repository = resolve(__dirname, "../..");
const read = (path: string) => readFileSync(join(repository, path), "utf8");

interface Form {
    name?: string;
    description?: string;
    body: { type: string; id?: string; attributes: { label?: string; options?: string[] } }[];
}

describe("issue forms", () => {
    for (const file of readdirSync(join(repository, ".github/ISSUE_TEMPLATE"))) {
        if (file === "config.yml") continue;
        // https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
        it(`${file} is a form that GitHub shows`, () => {
            const { name, description, body } = parse(read(`.github/ISSUE_TEMPLATE/${file}`)) as Form;
            expect([name, description]).not.to.include(undefined);
            const fields = body.filter(({ type }) => type !== "markdown");
            for (const { type, id, attributes } of fields) {
                expect(type).to.be.oneOf(["textarea", "input", "dropdown", "checkboxes"]);
                expect(id).to.match(/^[\w-]+$/);
                expect(attributes.label).to.be.a("string");
                if (type === "dropdown") expect(attributes.options).to.be.an("array").that.is.not.empty;
            }
            expect(new Set(fields.map(({ id }) => id)).size).to.equal(fields.length);
            expect(new Set(fields.map(({ attributes }) => attributes.label)).size).to.equal(fields.length);
        });
    }
});

describe("Dependabot", () => {
    const { updates } = parse(read(".github/dependabot.yml")) as {
        updates: { directories?: string[]; ignore?: { "dependency-name": string; versions?: string[] }[] }[];
    };

    it("looks where a package.json is", () => {
        for (const folder of updates[0].directories ?? [])
            expect(existsSync(join(repository, folder, "package.json")), folder).to.equal(true);
    });

    it("does not propose TypeScript 7, which Pulumi can't serialize a function with", () =>
        expect(updates[0].ignore).to.deep.include({ "dependency-name": "typescript", versions: [">=7"] }));
});

it("TypeScript is a peer that nobody needs, below 7", () => {
    expect(peerDependencies.typescript).to.equal("<7");
    expect(peerDependenciesMeta.typescript).to.deep.equal({ optional: true });
});

it("the Node of .nvmrc is the one that Lambda runs, and that npm scripts run on", () => {
    const [, runtime] = /runtime: "nodejs(\d+)\.x"/.exec(read("components/forwarder.ts")) ?? [];
    expect(read(".nvmrc").trim()).to.equal(runtime);
    expect(devDependencies.node).to.match(new RegExp(`^\\^${runtime}\\.`));
});
