import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";
import types from "../../../handler/eventTypes.json";

const file = path.join(__dirname, "../../../handler/eventTypes.json");

describe("handler/eventTypes.json", () => {
    it("gives each name once", () =>
        expect(new Set(types.map(({ name }) => name))).to.have.lengthOf(types.length));

    it("keeps one type a line, in the order of the ids, so that a change of one type is a change of one line", () => {
        const inOrder = [...types].sort((one, other) => one.id - other.id);
        const lines = inOrder.map(({ id, name, failure }) => JSON.stringify({ id, name, failure }));
        const compact = readFileSync(file, "utf8").replace(/(?<=[{:,]) +| +(?=[{}])/g, "");
        expect(compact).to.equal(`[\n${lines.join(",\n")}\n]\n`);
    });
});
