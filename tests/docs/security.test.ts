import { expect } from "chai";
import { exists, readText, section, table } from "./documents";

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

    it("knows the threats that the project set out with", () => {
        const threats = rows.map(([threat]) => threat).join("\n");
        for (const words of [
            "leaked OneLogin credential",
            "tampered broadcaster",
            "confused deputy on a shared channel",
            "curious reader of logs",
            "compromised dependency",
            "destroyed stack",
        ])
            expect(threats).to.include(words);
    });

    it("says how to report", () => {
        expect(section(text, "Reporting a vulnerability")).to.include("Report a vulnerability");
    });
});
