import { expect } from "chai";
import detailKeys from "../../handler/detailKeys.json";
import { enough, recordLake } from "../support/pulumi/component";
import { quoted, readText, redactionSets, table } from "./documents";

const page = readText("docs/privacy.md");
const sets = redactionSets();
const personal = table(page, "what").flatMap(([, keys]) => quoted(keys));

describe("docs/privacy.md", () => {
    it("has three sets", () =>
        expect(sets.map(([name]) => name)).to.deep.equal(["Without names", "Pseudonyms", "Nobody"]));

    for (const [name, redaction] of sets) {
        it(`has a set that the component takes: ${name}`, async () => {
            expect((await recordLake({ ...enough, redaction })).errors).to.deep.equal([]);
        });
    }

    it("names keys that OneLogin is known to send, each once", () => {
        expect(detailKeys).to.include.members(personal);
        expect(new Set(personal)).to.have.property("size", personal.length);
    });

    it("leaves no personal key untouched in the two sets that hide everybody", () => {
        for (const [, { remove = [], hash = [] }] of sets.slice(1))
            expect([...remove, ...hash]).to.have.members(personal);
        expect(personal).to.include.members(sets[0][1].remove ?? []);
    });
});
