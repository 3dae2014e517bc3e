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
    it("lists 539 event types, sorted by id", () => {
        const ids = types.map((type) => type.id);
        expect(ids).to.have.lengthOf(539);
        expect(ids).to.deep.equal([...ids].sort((a, b) => a - b));
    });

    it("gives each id and each name once", () => {
        expect(new Set(types.map((type) => type.id))).to.have.lengthOf(539);
        expect(new Set(types.map((type) => type.name))).to.have.lengthOf(539);
    });

    it("names types in capitals, digits and underscores", () => {
        const odd = types.map((type) => type.name).filter((name) => !/^[A-Z0-9_]+$/.test(name));
        expect(odd).to.deep.equal([]);
    });

    it("holds nothing but id, name and failure, of one type each", () => {
        for (const type of types) {
            expect(Object.keys(type)).to.deep.equal(["id", "name", "failure"]);
            expect(type.id).to.satisfy(Number.isSafeInteger);
            expect(type.failure).to.be.a("boolean");
        }
    });

    it("marks 155 types as failures", () => {
        expect(types.filter((type) => type.failure)).to.have.lengthOf(155);
    });

    it("knows the types that the documents mention", () => {
        const name = (id: number) => types.find((type) => type.id === id)?.name;
        expect(name(5)).to.equal("USER_LOGGED_INTO_ONELOGIN");
        expect(name(6)).to.equal("USER_FAILED_ONELOGIN_LOGIN");
        expect(name(3)).to.equal("USER_ASSUMED_USER");
    });

    it("keeps one type a line, so that a change of one type is a change of one line", () => {
        const lines = text.trimEnd().split("\n");
        expect(lines.shift()).to.equal("[");
        expect(lines.pop()).to.equal("]");
        expect(lines.map((line) => JSON.parse(line.replace(/,$/, "")) as EventType)).to.deep.equal(types);
    });
});
