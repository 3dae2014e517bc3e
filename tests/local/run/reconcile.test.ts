import { expect } from "chai";
import { differencesOf, idOf, reconcile, without } from "../../../local/run/reconcile";

describe("bus and lake, reconciled", () => {
    const ids: [string, string, string | RegExp][] = [
        ["the uuid", '{"id":"e","detail":{"uuid":"u"}}', "u"],
        ["the envelope's id", '{"id":"e","detail":{"uuid":null}}', "e"],
        ["a hash of the text", '{"detail":{}}', /^[0-9a-f]{64}$/],
        ["a number", '{"id":"e","detail":{"uuid":7}}', "7"],
        ["an id made fit", '{"id":"e","detail":{"uuid":"a b"}}', /^a_b-[0-9a-f]{64}$/],
    ];
    for (const [what, event, id] of ids) {
        it(`knows an event by ${what}`, () =>
            expect(idOf(event)).to.match(id instanceof RegExp ? id : new RegExp(`^${id}$`)));
    }

    it("finds what was lost, invented and repeated", () => {
        const found = reconcile(["a", "b", "b", "c", "d"], ["b", "b", "b", "c", "x"], ["d"]);
        expect(found).to.deep.equal({
            lost: ["a"],
            invented: ["x"],
            repeated: ["b"],
            severalRows: ["b"],
            stored: 5,
        });
    });

    it("takes an event that came twice, and is there twice or once, for what it is", () => {
        const sound = { lost: [], invented: [], repeated: [] };
        const [twice, once] = [["a", "a"], ["a"]].map((stored) => reconcile(["a", "a"], stored, []));
        expect(twice).to.deep.equal({ ...sound, severalRows: ["a"], stored: 2 });
        expect(once).to.deep.equal({ ...sound, severalRows: [], stored: 1 });
    });

    it("finds what one destination has alone, unless the other dead-lettered it", () => {
        const lake = {
            destination: "cloudtrail-lake" as const,
            stored: ["a", "b", "b", "x"],
            deadLetters: ["c"],
        };
        const s3 = { destination: "s3" as const, stored: ["a", "c", "x"], deadLetters: [] };
        expect(differencesOf(["a", "b", "c", "d"], [lake, s3])).to.deep.equal([
            { destination: "cloudtrail-lake", common: 1, missing: [] },
            { destination: "s3", common: 1, missing: ["b"] },
        ]);
    });

    it("tells what came since", () => {
        expect(without(["a", "b", "a", "c"], ["a", "z"])).to.deep.equal(["b", "a", "c"]);
    });
});
