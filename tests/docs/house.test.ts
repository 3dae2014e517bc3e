import { expect } from "chai";
import * as fs from "node:fs";
import { quoted, readText, repository, table } from "./documents";

describe("CONTRIBUTING.md: the house", () => {
    it("has a row for each folder", () => {
        const ignored = readText(".gitignore").split("\n");
        const folders = fs
            .readdirSync(repository, { withFileTypes: true })
            .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
            .map(({ name }) => `${name}/`)
            .filter((name) => !ignored.includes(name));
        const rows = table(readText("CONTRIBUTING.md"), "where").flatMap(([where]) => quoted(where));
        expect(rows.filter((row) => row.endsWith("/"))).to.have.members(folders);
    });
});
