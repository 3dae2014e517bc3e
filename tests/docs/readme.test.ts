import { expect } from "chai";
import { readText } from "./documents";

it("README.md is a page, not a manual", () => {
    const readme = readText("README.md");
    expect(readme.split("\n")).to.have.length.at.most(200);
    expect(Buffer.byteLength(readme)).to.be.at.most(12 * 1024);
});
