import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";

interface EventType {
    id: number;
    name: string;
    failure: boolean;
}

const file = path.join(__dirname, "../../../handler/eventTypes.json");
const text = readFileSync(file, "utf8");
const types = JSON.parse(text) as EventType[];

describe("handler/eventTypes.json", () => {
    it("gives each id and each name once, in the order of the ids", () => {
        const [ids, names] = [types.map(({ id }) => id), types.map(({ name }) => name)];
        expect(ids).to.deep.equal([...new Set(ids)].sort((a, b) => a - b));
        expect(new Set(names)).to.have.lengthOf(names.length);
    });

    it("holds nothing but id, name and failure, of one type each", () => {
        for (const type of types) {
            expect(Object.keys(type)).to.deep.equal(["id", "name", "failure"]);
            expect(type.id).to.satisfy(Number.isSafeInteger);
            expect(type.name).to.match(/^[A-Z0-9_]+$/);
            expect(type.failure).to.be.a("boolean");
        }
    });

    it("keeps one type a line, so that a change of one type is a change of one line", () => {
        const lines = text.trimEnd().split("\n");
        expect(lines.shift()).to.equal("[");
        expect(lines.pop()).to.equal("]");
        expect(lines.map((line) => JSON.parse(line.replace(/,$/, "")) as EventType)).to.deep.equal(types);
    });
});
