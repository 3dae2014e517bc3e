import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { exampleNames, examplePath, projectOf, readExample } from "../support/pulumi/example";

interface Manifest {
    name: string;
    version?: string;
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
}

const root = path.resolve(__dirname, "../..");
const own = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as Manifest & {
    peerDependencies: Record<string, string>;
};

describe("examples are projects that can be copied", () => {
    for (const name of exampleNames) {
        describe(name, () => {
            it("needs this package, in this version, and its peers as it wants them", () => {
                const { dependencies } = JSON.parse(readExample(name, "package.json")) as Manifest;
                const peers = Object.entries(own.peerDependencies).filter(([peer]) =>
                    peer.startsWith("@pulumi/"),
                );
                expect(dependencies).to.deep.equal({
                    ...Object.fromEntries(peers),
                    "onelogin-cloudtrail-lake": `^${own.version}`,
                });
            });

            it("is compiled with the compiler of this repository", () => {
                const { devDependencies } = JSON.parse(readExample(name, "package.json")) as Manifest;
                expect(devDependencies.typescript).to.equal(own.devDependencies.typescript);
                expect(devDependencies["ts-node"]).to.equal(own.devDependencies["ts-node"]);
            });

            it("declares the keys that its program reads, and sets all that are no secrets", () => {
                const { name: project, config } = projectOf(name);
                const texts = fs
                    .readdirSync(examplePath(name))
                    .filter((file) => file.endsWith(".ts"))
                    .map((file) => readExample(name, file));
                const read = [...texts.join().matchAll(/\.require\w*(?:<[^>]+>)?\("(\w+)"\)/g)].map(
                    ([, key]) => key,
                );
                expect(Object.keys(config)).to.have.members(read);
                const stack = parse(readExample(name, "Pulumi.dev.yaml")) as {
                    config: Record<string, unknown>;
                };
                const set = Object.keys(stack.config).filter((key) => key.startsWith(`${project}:`));
                const plain = Object.keys(config).filter((key) => !config[key].secret);
                expect(set).to.have.members(plain.map((key) => `${project}:${key}`));
            });

            it("is told of in the table of examples, and in a README of its own", () => {
                const [folder] = name.split("/");
                const table = fs.readFileSync(examplePath("README.md"), "utf8");
                expect(table).to.include(`[${folder}](${folder})`);
                expect(fs.existsSync(examplePath(folder, "README.md"))).to.equal(true);
            });
        });
    }
});
