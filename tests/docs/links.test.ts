import { expect } from "chai";
import * as path from "node:path";
import { help } from "../../lab/start/options";
import { exists, names, readText } from "./documents";

/** As GitHub makes anchors: lower case, no punctuation, dashes for spaces. */
function anchorsOf(text: string): string[] {
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
        heading
            .toLowerCase()
            .replace(/[^\w\s-]/g, "")
            .replaceAll(" ", "-"),
    );
    const named = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id);
    return [...headings, ...named];
}

for (const name of names) {
    const text = readText(name);
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);

    describe(`${name}: what it points to`, () => {
        for (const link of new Set(links.filter((target) => !target.startsWith("https://")))) {
            it(link, () => {
                const [file, anchor] = link.split("#");
                const found = path.join(path.dirname(name), file);
                expect(found, "inside of this repository").not.to.match(/^\.\./);
                expect(exists(found), `the file ${found}`).to.equal(true);
                if (anchor === undefined) return;
                expect(anchorsOf(file === "" ? text : readText(found))).to.include(anchor);
            });
        }

        it("scripts of package.json", () => {
            const { scripts } = JSON.parse(readText("package.json")) as { scripts: Record<string, string> };
            const used = [...text.matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g)];
            expect(scripts).to.include.all.keys("start", ...used.map((match) => match[1] ?? match[2]));
        });

        it("options of npm start", () => {
            const options = [...text.matchAll(/npm start -- (--\w+)/g)].map(([, option]) => option);
            for (const option of options) expect(help).to.include(option);
        });

        it("files and folders of this repository", () => {
            const file =
                /`((?:components|handler|local|queries|samples|tests|\.ci|index\.ts|Pulumi\.yaml)(?:\/[\w.-]+)*\/?)`/g;
            for (const [, path] of text.matchAll(file)) expect(exists(path), path).to.equal(true);
        });

        it("nothing outside of this repository", () => {
            const elsewhere = [...text.matchAll(/(?<!\]\()(?:\.\.\/)+[\w.-]+/g)].map(([where]) =>
                path.join(path.dirname(name), where),
            );
            for (const where of elsewhere) expect(where).not.to.match(/^\.\./);
            expect(text, "an absolute path").not.to.match(/(?:^|[\s`(])\/(?!aws\/)\w+\//m);
        });
    });
}

describe("README: the queries", () => {
    const readme = readText("README.md");

    it("are those that are published", () => {
        const linked = [...readme.matchAll(/\[`([\w-]+)`\]\(queries\/([\w-]+)\.sql\)/g)];
        expect(linked.map(([, name]) => name)).to.deep.equal(["validation", "events-by-type", "risk-scores"]);
        for (const [, name, file] of linked) expect(file).to.equal(name);
    });
});
