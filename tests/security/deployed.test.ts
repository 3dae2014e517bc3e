import { expect } from "chai";
import { evaluateStack } from "../../lab/stack";
import * as fs from "node:fs/promises";
import { builtinModules } from "node:module";
import * as os from "node:os";
import * as path from "node:path";
import { deploymentOf, unitOf } from "../../local/deploy/deployment";
import type { Evaluated } from "../../local/deploy/program";
import { unpack } from "../../local/deploy/unpack";
import { requiredBy } from "../../lab/forwarder/closure";

const externalId = "s3cr3t-external-id";

describe("what the stack deploys", () => {
    let evaluated: Evaluated;
    let folder: string;
    let files: Map<string, number>;
    before(async () => {
        evaluated = await evaluateStack({
            channelPolicyAccountIds: ["999999999999"],
            channelPolicyExternalId: externalId,
        });
        folder = await fs.mkdtemp(path.join(os.tmpdir(), "onelogin-zip-"));
        files = await unpack(unitOf(deploymentOf(evaluated)).function.code, folder);
    });
    after(() => fs.rm(folder, { recursive: true }));

    it("is a zip of one file, which requires Node's own modules and the two SDK clients", async () => {
        expect([...files.keys()]).to.deep.equal(["__index.js"]);
        const required = requiredBy(await fs.readFile(path.join(folder, "__index.js"), "utf8"));
        const foreign = required.filter((name) => !builtinModules.includes(name.replace(/^node:/, "")));
        expect(foreign).to.deep.equal(["@aws-sdk/client-cloudtrail-data", "@aws-sdk/client-sqs"]);
    });

    it("has no secret in the zip, and the external ID only where it is needed", async () => {
        const text = await fs.readFile(path.join(folder, "__index.js"), "utf8");
        expect(text).not.to.include(externalId);
        const holders = evaluated.resources.filter(({ inputs }) =>
            JSON.stringify({ ...inputs, code: undefined }).includes(externalId),
        );
        expect(holders.map(({ name }) => name).sort()).to.deep.equal([
            "onelogin-channel-policy",
            "onelogin-function",
        ]);
        expect(JSON.stringify(evaluated.outputs)).not.to.include(externalId);
    });

    it("asks for no credential of OneLogin's, and keeps none", () => {
        const { environment } = unitOf(deploymentOf(evaluated)).function;
        expect(Object.keys(environment).sort()).to.deep.equal([
            "CHANNEL_ARN",
            "DEAD_LETTER_QUEUE_URL",
            "EVENT_SOURCE",
            "EXTERNAL_ID",
        ]);
    });
});
