import { expect } from "chai";
import { exists, readText, table } from "./documents";

const text = readText("SECURITY.md");
const linkForm = /\[([^\]]+)\]\((tests\/[^)]+\.ts)\)/g;

describe("SECURITY.md", () => {
    const rows = table(text, "threat");

    for (const [threat, control, limits, test] of rows) {
        it(`has a control, its limits and a test: ${threat}`, () => {
            expect([control, limits]).not.to.include("");
            const links = [...test.matchAll(linkForm)];
            expect(links).not.to.deep.equal([]);
            // Nothing else stands in the cell.
            expect(test.replace(linkForm, "").replace(/[ ·]/g, "")).to.equal("");
        });
    }

    for (const [, title, file] of text.matchAll(linkForm)) {
        it(`names a test of ${file}: ${title}`, () => {
            expect(exists(file)).to.equal(true);
            expect(readText(file)).to.include(title);
        });
    }
});
