import { expect } from "chai";
import { configurationKey, leaves } from "../../components/inputs/settings";
import { readText } from "./documents";

describe("README: the configuration", () => {
    it("names keys that there are", () => {
        const set = /^pulumi config set(?: --secret| --path)* '?([\w:-]+)/gm;
        const keys = [...readText("README.md").matchAll(set)].map((match) => match[1]);
        expect(keys).to.have.length.above(2);
        const known = [
            ...leaves().map(({ path }) => configurationKey(path)),
            "aws:region",
            "aws-native:region",
        ];
        expect(known).to.include.members(keys);
    });
});
