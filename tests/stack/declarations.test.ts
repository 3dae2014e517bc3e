import { expect } from "chai";
import { configurationKey, leaves } from "../../components/inputs/settings";
import { declaredKeys, stackFile } from "../support/pulumi/stack";

const keys = declaredKeys();

describe("Pulumi.yaml", () => {
    for (const { path, input } of leaves()) {
        const key = configurationKey(path);
        it(`${key} is described, with the component's own default or what stands for "not given"`, () => {
            const { type, default: defaultValue, description } = keys[key];
            expect(description).to.be.a("string").and.not.equal("");
            // The engine has no type for numbers with a fraction, and takes any value of a key without one.
            expect(type).to.equal(input.type === "number" ? undefined : input.type);
            if (input.default !== undefined) expect(defaultValue).to.deep.equal(input.default);
            // What means "not given" must not be a value that somebody wants.
            else expect(input.accepts(defaultValue) && type !== "object").to.equal(false);
        });
    }

    it("declares no other key, and none secret: the engine then demands a value", () => {
        expect(Object.keys(keys)).to.have.members(leaves().map(({ path }) => configurationKey(path)));
        for (const [key, declared] of Object.entries(keys)) {
            expect(declared, key).not.to.have.property("secret");
        }
    });
});

describe("Pulumi.dev.yaml", () => {
    it("sets both providers' Regions alike, and keys that exist", () => {
        const { "aws:region": aws, "aws-native:region": native, ...own } = stackFile("dev");
        expect(aws).to.be.a("string").and.equal(native);
        expect(Object.keys(keys)).to.include.members(Object.keys(own));
    });
});
