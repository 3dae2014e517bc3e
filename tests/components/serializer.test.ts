import { expect } from "chai";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import { serializerErrors, serializersTypeScript } from "../../components/serializer";
import { recordLake } from "../support/pulumi/component";
import { makeConsumer } from "../support/pulumi/consumer";

const versions = (bun?: string) => ({ ...process.versions, bun });

describe("what the function is serialized with", () => {
    it("is the TypeScript that is installed here", () => expect(serializerErrors()).to.deep.equal([]));

    it("is the one beside the Pulumi that @pulumi/aws uses, and nothing is loaded to find it", () => {
        const ofAws = "@pulumi/aws/node_modules";
        const folder = makeConsumer(
            {},
            {
                "@pulumi/aws": {},
                [`${ofAws}/@pulumi/pulumi`]: {},
                [`${ofAws}/typescript`]: { version: "7.0.2" },
                "@pulumi/pulumi": {},
                typescript: { version: "6.0.2" },
            },
        );
        expect(serializersTypeScript(`${folder}/index.js`)).to.equal("7.0.2");
        const { cache } = createRequire(__filename);
        expect(Object.keys(cache).filter((file) => file.startsWith(folder))).to.deep.equal([]);
        fs.rmSync(folder, { recursive: true });
    });

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

    it("can't be done in webpack's bundle, which is said before anything is made", async () => {
        Object.assign(globalThis, { __webpack_require__: () => undefined });
        try {
            const [{ input, text }] = serializerErrors("6.0.2", versions());
            expect(input).to.equal("webpack");
            expect(text).to.include(
                'externals: { "onelogin-cloudtrail-lake": "commonjs onelogin-cloudtrail-lake" }',
            );
            const { errors, registrations } = await recordLake();
            expect(errors.join()).to.match(/^\S+ "lake": an input needs attention\.\n {2}- webpack: .*$/);
            expect(registrations.map(({ name }) => name)).to.deep.equal(["lake"]);
        } finally {
            Reflect.deleteProperty(globalThis, "__webpack_require__");
        }
    });
});
