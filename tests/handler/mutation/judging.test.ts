import { expect } from "chai";
import { judge, type Report, type Survivor } from "./judging";
import survivors from "./survivors.json";

/** `a < b` on the second of two lines, mutated to `a <= b`. */
function reportOf(status: string): Report {
    const location = { start: { line: 2, column: 9 }, end: { line: 2, column: 14 } };
    const mutant = { mutatorName: "EqualityOperator", replacement: "a <= b", status, location };
    return { files: { "handler/x.ts": { source: "{\n    if (a < b) c();\n}", mutants: [mutant] } } };
}

const survivor: Survivor = {
    file: "handler/x.ts",
    line: "if (a < b) c();",
    original: "a < b",
    mutator: "EqualityOperator",
    replacement: "a <= b",
    reason: "c() changes nothing",
};

describe("the list of surviving mutants", () => {
    for (const status of ["Survived", "NoCoverage"]) {
        it(`must have one that ended as ${status}`, () => {
            const { unlisted } = judge(reportOf(status), []);
            expect(unlisted.map((mutant) => ({ ...mutant, reason: survivor.reason }))).to.deep.equal([
                survivor,
            ]);
            expect(judge(reportOf(status), [survivor])).to.deep.equal({ unlisted: [], stale: [] });
        });
    }

    it("must not have one that was killed", () => {
        expect(judge(reportOf("Killed"), [survivor])).to.deep.equal({ unlisted: [], stale: [survivor] });
        expect(judge(reportOf("Killed"), [])).to.deep.equal({ unlisted: [], stale: [] });
    });

    it("may have one that this time took too long", () => {
        expect(judge(reportOf("Timeout"), [survivor])).to.deep.equal({ unlisted: [], stale: [] });
    });

    for (const key of ["file", "line", "original", "mutator", "replacement"] as const) {
        it(`must not have one with another ${key}`, () => {
            const other = { ...survivor, [key]: "other" };
            const { unlisted, stale } = judge(reportOf("Survived"), [other]);
            expect([unlisted.length, stale]).to.deep.equal([1, [other]]);
        });
    }

    it("says why of each, and names none twice", () => {
        const mutants = (survivors as Survivor[]).map(({ reason, ...mutant }) => {
            expect(reason, JSON.stringify(mutant)).to.match(/^.{15,}\.$/);
            return JSON.stringify(mutant);
        });
        expect(new Set(mutants).size).to.equal(mutants.length);
    });
});
