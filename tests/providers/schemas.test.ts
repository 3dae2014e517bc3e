import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { schemas } from "../support/providers/schemas";

const modules = path.join(__dirname, "../../node_modules");

/** The file that the SDK was generated into for this type. */
function sourceOf(type: string): string {
    const [pkg, module, name] = type.split(":");
    const file = module.includes("/") ? module : `${module}/${name[0].toLowerCase()}${name.slice(1)}`;
    return fs.readFileSync(path.join(modules, "@pulumi", pkg, `${file}.js`), "utf8");
}

function inputsOf(source: string): string[] {
    return [...source.matchAll(/resourceInputs\["(\w+)"\] = (?:\(?args|[^;\n]*args\?\.)/g)].map(
        ([, name]) => name,
    );
}

describe("local providers: what they know of resources", () => {
    for (const [type, schema] of schemas) {
        it(`${type}: is as the installed SDK has it`, () => {
            const source = sourceOf(type);
            expect(inputsOf(source)).to.include.members(schema.inputs);
            const required = [...source.matchAll(/Missing required property '(\w+)'/g)];
            expect(schema.required).to.have.members(required.map(([, name]) => name));
            expect(schema.inputs).to.include.members(schema.createOnly);
        });
    }

    it("aws-native: replaces for what its SDK says", () => {
        const native = [...schemas].filter(([type]) => type.startsWith("aws-native:"));
        expect(native).to.have.lengthOf(3);
        for (const [type, schema] of native) {
            const found = /replaceOnChanges: (\[[^\]]*\])/.exec(sourceOf(type));
            expect(schema.createOnly).to.deep.equal(found === null ? [] : JSON.parse(found[1]));
        }
    });
});
