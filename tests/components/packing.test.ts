import * as fs from "node:fs";
import { expect } from "chai";
import { codePaths, packingProblem } from "../../components/packing";
import { messageOf, recordLake } from "../support/pulumi/component";
import { makeConsumer, packIn } from "../support/pulumi/consumer";

const sdk = "@aws-sdk/client-cloudtrail-data";
const unrelated = {
    dependencies: { "@pulumi/aws": "7", left: "1", shared: "1" },
    optionalDependencies: { maybe: "1" },
};
const installed = {
    left: { dependencies: { deep: "1" } },
    deep: {},
    shared: {},
    maybe: {},
};
const withSdk = {
    ...installed,
    [sdk]: { dependencies: { "@smithy/core": "4", shared: "2" } },
    [`${sdk}/node_modules/shared`]: {},
    "@smithy/core": { dependencies: { tslib: "2" } },
    tslib: { dependencies: { "@smithy/core": "4" } },
};

describe("the function's archive", () => {
    const folders: string[] = [];
    const consumer = (...args: Parameters<typeof makeConsumer>) => {
        folders.push(makeConsumer(...args));
        return folders[folders.length - 1];
    };
    after(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true })));

    it("holds the code alone in this repository", async () => {
        const { code } = (await recordLake()).named("lake-function").inputs;
        expect(Object.keys((code as { assets: object }).assets)).to.deep.equal(["__index.js"]);
    });

    it("holds the code alone, whatever the consumer depends on", async () => {
        const packed = await packIn(consumer(unrelated, withSdk), false);
        expect(packed).to.deep.equal({ files: ["__index.js"], errors: [] });
    });

    it("holds the consumer's SDK client and what that needs, with packSdk", async () => {
        const packed = await packIn(consumer(unrelated, withSdk), true);
        expect(packed).to.deep.equal({
            files: [
                "__index.js",
                `node_modules/${sdk}`,
                "node_modules/@smithy/core",
                "node_modules/shared",
                "node_modules/tslib",
            ],
            errors: [],
        });
    });

    it("holds it when it is a dependency of the consumer, too", async () => {
        const manifest = { dependencies: { ...unrelated.dependencies, [sdk]: "3" } };
        const { files } = await packIn(consumer(manifest, withSdk), true);
        expect(files).to.include(`node_modules/${sdk}`);
        expect(files).not.to.include("node_modules/left");
        const without = await packIn(consumer(manifest, withSdk), false);
        expect(without.files).to.deep.equal(["__index.js"]);
    });

    it("can't be made with packSdk where there is no SDK client", async () => {
        const packed = await packIn(consumer(unrelated, installed), true);
        expect(packed.files).to.deep.equal([]);
        expect(packed.errors).to.deep.equal([
            messageOf(
                `forwarder.packSdk: true packs your installed ${sdk}, and there is none; run: npm install ${sdk}`,
            ),
        ]);
    });

    it("is found from a folder inside the project", () => {
        const folder = consumer(unrelated, withSdk);
        fs.mkdirSync(`${folder}/src/stack`, { recursive: true });
        expect(packingProblem(`${folder}/src/stack`)).to.equal(undefined);
        expect(codePaths(false, `${folder}/src/stack`).extraExcludePackages).to.deep.equal([
            "@pulumi/aws",
            "left",
            "shared",
            "maybe",
        ]);
    });

    it("is found through links, as pnpm lays packages out", () => {
        const folder = consumer(
            { dependencies: { left: "1", tslib: "2", [sdk]: "3" } },
            {
                left: {},
                [`.pnpm/a/node_modules/${sdk}`]: { dependencies: { tslib: "2" } },
                ".pnpm/a/node_modules/tslib": {},
            },
        );
        fs.mkdirSync(`${folder}/node_modules/@aws-sdk`);
        fs.symlinkSync(`${folder}/node_modules/.pnpm/a/node_modules/${sdk}`, `${folder}/node_modules/${sdk}`);
        expect(codePaths(true, folder)).to.deep.equal({
            extraIncludePackages: [sdk],
            extraExcludePackages: ["left"],
        });
    });

    for (const store of [".store", ".bun"]) {
        it(`can't be made of packages behind links in ${store}: the zip would lack what the client needs`, async () => {
            const at = `${store}/client@3/node_modules/${sdk}`;
            const folder = consumer({ dependencies: { [sdk]: "3" } }, { [at]: {} });
            fs.mkdirSync(`${folder}/node_modules/@aws-sdk`);
            fs.symlinkSync(`${folder}/node_modules/${at}`, `${folder}/node_modules/${sdk}`);
            expect(packingProblem(folder)).to.contain(
                `lies behind a link, in ${store}, without what it needs`,
            );
            expect((await packIn(folder, true)).errors.join()).to.contain("--install-strategy=hoisted");
        });
    }

    it("can't be made of a client that is linked from elsewhere", () => {
        const elsewhere = consumer({});
        const folder = consumer({ dependencies: { [sdk]: "3" } });
        fs.mkdirSync(`${folder}/node_modules/@aws-sdk`, { recursive: true });
        fs.symlinkSync(elsewhere, `${folder}/node_modules/${sdk}`);
        expect(packingProblem(folder)).to.contain(`lies behind a link, in ${elsewhere}`);
    });

    it("can't be made with Plug'n'Play, which installs no folders", () => {
        const problem = packingProblem(consumer(unrelated, withSdk), { ...process.versions, pnp: "3" });
        expect(problem).to.contain("Plug'n'Play installs no folder to pack");
    });

    it("gets options of its own at each call, for Pulumi changes them", () => {
        const [one, other] = [codePaths(false), codePaths(false)];
        expect(one).not.to.equal(other);
        expect(one.extraExcludePackages).not.to.equal(other.extraExcludePackages);
    });
});
