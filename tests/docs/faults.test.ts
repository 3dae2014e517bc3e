import { expect } from "chai";
import { faultCases } from "../../lab/faults/table";
import { readText, section } from "./documents";

/** What the README gives as evidence: parts of faults' names, as `npm run faults -- --only` takes them. */
const evidence = section(readText("README.md"), "Reliability")
    .split("\n")
    .filter((line) => line.startsWith("|") && !line.includes("| --"))
    .flatMap((line) => [...(line.split("|").at(-2) as string).matchAll(/`([^`]+)`/g)])
    .map(([, name]) => name);

describe("the README's table of faults", () => {
    it("names only faults that there are", () => {
        const unknown = evidence.filter((part) => !faultCases.some(({ name }) => name.includes(part)));
        expect(unknown).to.deep.equal([]);
    });

    it("has a row for each fault of the laboratory", () => {
        const missing = faultCases.filter(({ name }) => !evidence.some((part) => name.includes(part)));
        expect(missing.map(({ name }) => name)).to.deep.equal([]);
        expect(evidence.length).to.be.above(20);
    });
});
