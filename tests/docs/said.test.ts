import { expect } from "chai";
import * as fs from "node:fs";
import { quoted, readText, repository, table } from "./documents";

/** What people have to be told, because nothing else does, or too late. */
const said: [page: string, what: string, words: RegExp][] = [
    ["README.md", "in its first lines, which TypeScript", /^(?:.*\n){1,25}.*TypeScript below 7/],
    [
        "README.md",
        "how the store and the bucket are called, before the destroy",
        /pulumi stack output eventDataStoreArns\npulumi stack output s3BucketName\npulumi destroy\n/,
    ],
    [
        "docs/queries.md",
        "that put-events is local",
        /`put-events` is for this\s+local bus alone: in AWS nobody/,
    ],
    ["SECURITY.md", "which versions are supported", /^## Supported versions$/m],
    ["SECURITY.md", "within which time one is answered", /within three working days, .* within ten\./],
    [
        "docs/pull-requests.md",
        "both forms of the OIDC subject",
        /^repo:my-company\/my-repository:.*\nrepo:my-company@\d+\/my-repository@\d+:/m,
    ],
    ["docs/pull-requests.md", "that the environment has reviewers", /\*\*required\s+reviewers\*\*/],
    ["docs/pull-requests.md", "how the policy pack is installed", /its own lockfile\..*`run: npm ci`/],
    [
        "docs/pull-requests.md",
        "that a first preview exceeds a comment",
        /\*\*The first preview does not fit into a comment\.\*\* With `diff: true`/,
    ],
];

describe("the documents say", () => {
    for (const [page, what, words] of said)
        it(`${page}: ${what}`, () => expect(words.test(readText(page))).to.equal(true));
});

it("README.md is a page, not a manual", () => {
    const readme = readText("README.md");
    expect(readme.split("\n")).to.have.length.at.most(200);
    expect(Buffer.byteLength(readme)).to.be.at.most(12 * 1024);
});

it("CONTRIBUTING.md has a row for each folder of the house", () => {
    const ignored = readText(".gitignore").split("\n");
    const folders = fs
        .readdirSync(repository, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
        .map(({ name }) => `${name}/`)
        .filter((name) => !ignored.includes(name));
    const rows = table(readText("CONTRIBUTING.md"), "where").flatMap(([where]) => quoted(where));
    expect(rows.filter((row) => row.endsWith("/"))).to.have.members(folders);
});
