import { expect } from "chai";
import { serializerErrors } from "../../components/serializer";

const versions = (bun?: string) => ({ ...process.versions, bun });

describe("what the function is serialized with", () => {
    it("is the TypeScript that is installed here", () => expect(serializerErrors()).to.deep.equal([]));

    for (const version of ["3.8.3", "5.9.3", "6.0.2", undefined]) {
        it(`may be TypeScript ${version ?? "of Pulumi's own"}`, () =>
            expect(serializerErrors(version, versions())).to.deep.equal([]));
    }

    for (const version of ["7.0.2", "7.0.0-beta", "10.1.0"]) {
        it(`can't be TypeScript ${version}`, () =>
            expect(serializerErrors(version, versions())).to.deep.equal([
                {
                    input: "typescript",
                    text: `Pulumi cannot serialize the function with TypeScript ${version}, which is installed beside it; run: npm install --save-dev typescript@6`,
                },
            ]));
    }

    it("can't be done by bun", () =>
        expect(serializerErrors("6.0.2", versions("1.3.0"))).to.deep.equal([
            {
                input: "runtime",
                text: "bun 1.3.0 cannot serialize the function (Pulumi does not support it there); run the program on Node.js, with runtime: nodejs in Pulumi.yaml",
            },
        ]));

    it("can't be done in webpack's bundle", () => {
        Object.assign(globalThis, { __webpack_require__: () => undefined });
        try {
            const [{ input, text }] = serializerErrors("6.0.2", versions());
            expect(input).to.equal("webpack");
            expect(text).to.include(
                'externals: { "onelogin-cloudtrail-lake": "commonjs onelogin-cloudtrail-lake" }',
            );
        } finally {
            Reflect.deleteProperty(globalThis, "__webpack_require__");
        }
    });
});
