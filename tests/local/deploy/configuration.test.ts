import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { stringify } from "yaml";
import type { Rule } from "../../../components/inputs/rules";
import { configurationKey, leaves } from "../../../components/inputs/settings";
import { absent } from "../../../config";
import { evaluate } from "../../../lab/stack";
import { readConfiguration } from "../../../local/deploy/configuration";

describe("a stack's encrypted configuration", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "onelogin-stack-"));
    after(() => fs.rmSync(folder, { recursive: true }));

    it("has placeholders that the program takes, and says which keys they stand for", async () => {
        fs.copyFileSync(path.join(__dirname, "../../../Pulumi.yaml"), path.join(folder, "Pulumi.yaml"));
        const encrypted = ["eventSourceName", "deliveryKmsKeyArn", "forwarderPermissionsBoundaryArn"];
        const lines = [...encrypted, "deliveryBatchSize"].map(
            (key) => `  onelogin-cloudtrail-lake:${key}:\n    secure: v1:AAAA:BBBB\n`,
        );
        const tags = "  onelogin-cloudtrail-lake:tags:\n    team:\n      secure: v1:A:B\n    cost: open\n";
        const file = `config:\n  aws:region: eu-west-1\n${lines.join("")}${tags}`;
        fs.writeFileSync(path.join(folder, "Pulumi.encrypted.yaml"), file);
        const configuration = readConfiguration(folder, "encrypted");
        expect(configuration.placeholders).to.deep.equal([...encrypted, "deliveryBatchSize", "tags"]);
        expect(configuration.config["onelogin-cloudtrail-lake:tags"]).to.equal(
            '{"team":"placeholder","cost":"open"}',
        );
        expect(configuration.secretKeys).to.include("onelogin-cloudtrail-lake:tags");
        expect(JSON.stringify(configuration)).not.to.include("v1:A");
        const { resources } = await evaluate(configuration);
        expect(resources).not.to.deep.equal([]);
    });

    it("has a placeholder that each key takes", () => {
        fs.copyFileSync(path.join(__dirname, "../../../Pulumi.yaml"), path.join(folder, "Pulumi.yaml"));
        const secure = { secure: "v1:AAAA:BBBB" };
        const set = leaves().map(({ path: at, input: { type } }): [string, object] => [
            `onelogin-cloudtrail-lake:${configurationKey(at)}`,
            type === "array" ? [secure] : type === "object" ? { team: secure } : secure,
        ]);
        const file = stringify({ config: { "aws:region": "eu-west-1", ...Object.fromEntries(set) } });
        fs.writeFileSync(path.join(folder, "Pulumi.all.yaml"), file);
        const { config } = readConfiguration(folder, "all");
        for (const { path: at, input } of leaves()) {
            const text = config[`onelogin-cloudtrail-lake:${configurationKey(at)}`];
            const value: unknown = input.type === "string" ? text : JSON.parse(text);
            if (value === absent[input.type]) continue;
            const inner: unknown[] = input.each === undefined ? [] : Object.values(value as object);
            for (const [rule, one] of [[input, value], ...inner.map((item) => [input.each, item])] as [
                Rule,
                unknown,
            ][])
                expect(rule.accepts(one), `${at.join(".")}: ${JSON.stringify(one)}`).to.equal(true);
        }
    });
});
