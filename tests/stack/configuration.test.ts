import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { configurationKey, leaves } from "../../components/inputs/settings";
import type { Leaf } from "../../components/inputs/settings";
import { configuredArgs } from "../../config";
import { engineConfiguration, readProject } from "../../local/deploy/configuration";
import { record, valueOf } from "../support/pulumi/recorder";
import { recordStack } from "../support/pulumi/stack";

const root = path.resolve(__dirname, "../..");
const { name: project } = readProject(root);

/** The arguments that the stack program has with these keys set, some of them with `--secret`, by their paths. */
async function argumentsWith(
    set: Record<string, unknown>,
    secret: string[] = [],
): Promise<Record<string, unknown>> {
    const { result, errors } = await record(configuredArgs, {
        project,
        config: engineConfiguration(root, set),
        secretKeys: secret.map((key) => `${project}:${key}`),
    });
    expect(errors).to.deep.equal([]);
    const values = leaves().map(({ path }): [string, unknown] => [
        path.join("."),
        path.reduce<unknown>((group, key) => (group as Record<string, unknown> | undefined)?.[key], result),
    ]);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** For each input a value of its own that is not the default. */
const samples = leaves().map((leaf, index) => ({ ...leaf, sample: sampleOf(leaf, index) }));
const everyKey = Object.fromEntries(samples.map(({ path, sample }) => [configurationKey(path), sample]));

function sampleOf({ path, input }: Leaf, index: number): unknown {
    const text = path.join(" ");
    if (input.type === "boolean") return !input.default;
    if (input.type === "array") return [text];
    if (input.type === "object") return { [text]: text };
    return input.type === "string" ? text : index + 0.5;
}

describe("the stack's configuration", () => {
    it("gives each input the value of its key, the external IDs as secrets", async () => {
        const args = await argumentsWith(everyKey);
        for (const { path, input, sample } of samples) {
            const value = args[path.join(".")];
            expect(pulumi.Output.isInstance(value), path.join(".")).to.equal(input.secret === true);
            expect(await valueOf(value)).to.deep.equal(sample);
        }
    });

    it("keeps secret what is set with --secret, but for what decides which resources there are", async () => {
        const args = await argumentsWith(everyKey, Object.keys(everyKey));
        for (const { path, input } of leaves()) {
            const value = args[path.join(".")];
            const isSecret = pulumi.Output.isInstance(value) && (await pulumi.isSecret(value));
            expect(isSecret, path.join(".")).to.equal(!input.plain);
        }
    });

    it("gives nothing for the defaults that the engine fills in, and 0 only if that is not one", async () => {
        const bus = { eventBusName: "mine" };
        expect(await argumentsWith(bus)).to.deep.equal(bus);
        const zeros = { deliveryBatchWindowSeconds: 0, eventDataStoreRetentionDays: 0 };
        expect(await argumentsWith({ ...bus, ...zeros })).to.deep.equal({
            ...bus,
            "delivery.batchWindowSeconds": 0,
        });
    });

    it("reaches the component", async () => {
        const recording = await recordStack({ deliveryMode: "direct", forwarderMemorySize: 512 });
        expect(recording.errors).to.deep.equal([]);
        expect(recording.named("onelogin-function").inputs.memorySize).to.equal(512);
        const names = recording.registrations.map(({ name }) => name);
        expect(names).to.include("onelogin-function-target").and.not.include("onelogin-queue");
    });
});
