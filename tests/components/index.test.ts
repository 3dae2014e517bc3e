import { createRequire } from "node:module";
import * as path from "node:path";
import { expect } from "chai";
import { record } from "../support/pulumi/recorder";

const load = createRequire(__filename);
const ours = ["components", "handler"].map((folder) => path.resolve(__dirname, "../..", folder) + path.sep);

describe("the package's entry", () => {
    it("exports the component and the hash of its function, and importing it makes nothing", async () => {
        const { result, registrations, calls } = await record(() => {
            for (const file of Object.keys(load.cache)) {
                if (ours.some((folder) => file.startsWith(folder))) delete load.cache[file];
            }
            return load("../../components") as object;
        });
        expect(Object.keys(result ?? {})).to.have.members([
            "OneLoginCloudTrailLake",
            "forwarderHash",
            "writerHash",
            "preparingForwarderHash",
            "preparingWriterHash",
        ]);
        expect(registrations).to.deep.equal([]);
        expect(calls).to.deep.equal([]);
    });
});
