import { expect } from "chai";
import * as path from "node:path";
import { anchorOf } from "../../docs/.vitepress/anchors";
import { exists, pages, readText } from "./documents";

/** Anchors of headings, a second one of a name with its number; and those that the page names itself. */
function anchorsOf(file: string): string[] {
    const text = readText(file).replace(/^```[^]*?^```/gm, "");
    const seen = new Map<string, number>();
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => {
        const anchor = anchorOf(heading);
        const before = seen.get(anchor) ?? 0;
        seen.set(anchor, before + 1);
        return before === 0 ? anchor : `${anchor}-${before}`;
    });
    return [...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id)];
}

for (const page of pages) {
    const text = readText(page);
    const links = [...text.matchAll(/\]\(([^)\s]+)\)|<a href="([^"]+)"/g)].map(
        ([, link, href]) => link ?? href,
    );

    describe(`${page}: what it points to`, () => {
        for (const link of new Set(links.filter((target) => !target.startsWith("https://")))) {
            it(link, () => {
                const [file, anchor] = link.split("#");
                const found = file === "" ? page : path.join(path.dirname(page), file);
                expect(found, "inside of this repository").not.to.match(/^\.\./);
                expect(exists(found), `the file ${found}`).to.equal(true);
                if (anchor !== undefined) expect(anchorsOf(found)).to.include(anchor);
            });
        }

        it("files and folders of this repository", () => {
            const file =
                /`((?:components|handler|lab|local|queries|samples|scripts|tests|\.ci|index\.ts|Pulumi\.yaml)(?:\/[\w.-]+)*\/?)`/g;
            for (const [, path] of text.matchAll(file)) expect(exists(path), path).to.equal(true);
        });

        it("nothing outside of this repository", () =>
            expect(text, "an absolute path").not.to.match(/(?:^|[\s`(])\/(?!aws\/)\w+\//m));
    });
}
