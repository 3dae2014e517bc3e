import { expect } from "chai";
import { code, readText, section, table } from "./documents";

const readme = readText("README.md");
const component = readText("components/oneLoginCloudTrailLake.ts");
const outputs = [...component.matchAll(/^ {4}public readonly (\w+): pulumi\.Output</gm)].map(
    ([, name]) => name,
);

describe("README: the outputs", () => {
    it("are the component's, in their order", () => {
        const named = table(section(readme, "Outputs"), "output").map(([name]) => name);
        expect(outputs).to.have.length.above(10);
        expect(named).to.deep.equal(outputs.map((name) => `\`${name}\``));
    });

    it("are what the stack program exports", () => {
        const exported = [...component.matchAll(/^ {12}(\w+): this\.(\w+),$/gm)];
        expect(exported.map(([, name]) => name)).to.deep.equal(outputs);
        for (const [, name, property] of exported) expect(property).to.equal(name);
    });

    it("that commands read exist", () => {
        const read = [...readme.matchAll(/(?:\$\(out|stack output) (\w+)/g)].map(([, name]) => name);
        expect(read).to.have.length.above(10);
        expect(outputs).to.include.members(read);
    });

    it("that the program reads exist", () => {
        const read = [...code(readme, "ts").matchAll(/lake\.(\w+)/g)].map(([, name]) => name);
        expect(read).to.have.length.above(1);
        expect(outputs).to.include.members(read);
    });
});
