import { expect } from "chai";
import { inputRules } from "../../components/inputRules";
import { isRule } from "../../components/rules";
import type { Rule, Rules } from "../../components/rules";
import { declaredKeys, stackFile } from "../support/pulumi/stack";

/** `delivery.batchSize` is the key `deliveryBatchSize`. */
function keysOf(rules: Rules, parents: string[] = []): [string, Rule][] {
    return Object.entries(rules).flatMap(([input, rule]): [string, Rule][] => {
        const path = [...parents, input];
        if (!isRule(rule)) return keysOf(rule, path);
        const key = path.map((part, index) => (index === 0 ? part : part[0].toUpperCase() + part.slice(1)));
        return [[key.join(""), rule]];
    });
}

const rules = Object.fromEntries(keysOf(inputRules));
const keys = declaredKeys();

/** What stands for "not given", by type: the engine wants a default for every key that is described. */
const absent: Record<string, unknown> = { string: "", integer: 0, array: [], object: {} };

describe("Pulumi.yaml", () => {
    it("has a key for each of the component's inputs, and no other", () => {
        expect(Object.keys(keys).sort()).to.deep.equal(Object.keys(rules).sort());
    });

    for (const [key, rule] of Object.entries(rules)) {
        it(`${key} has the component's own default, and is described`, () => {
            const { type, default: standard, description } = keys[key];
            expect(description).to.be.a("string").and.not.equal("");
            if (rule.default === undefined) {
                expect(standard).to.deep.equal(absent[type]);
                // What means "not given" must not be a value that somebody wants.
                expect(rule.accepts(standard) && type !== "object").to.equal(false);
            } else {
                expect(standard).to.equal(rule.default);
            }
        });
    }

    it("gives each key the type that its input takes", () => {
        for (const [key, { type, default: standard, items }] of Object.entries(keys)) {
            const found = Array.isArray(standard)
                ? "array"
                : Number.isInteger(standard)
                  ? "integer"
                  : typeof standard;
            expect(type, key).to.equal(found);
            if (type === "array") expect(items, key).to.deep.equal({ type: "string" });
        }
    });

    it("declares no key secret: the engine then demands a value", () => {
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
