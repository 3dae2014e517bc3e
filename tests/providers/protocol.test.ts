import { expect } from "chai";
import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as protocol from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import awsPackage from "@pulumi/aws/package.json";
import { startProviders } from "../support/providers";
import type { Providers } from "../support/providers";
import { read, write } from "../support/providers/wire";
import { ask, makeBench, region, requestOf, urnOf } from "./support";
import type { Bench } from "./support";
import { types } from "./types";

describe("local providers: what the engine asks before it starts", () => {
    let bench: Bench;
    let providers: Providers;
    let client: ResourceProviderClient;
    const told: string[] = [];
    let release: () => void;
    const released = new Promise<void>((resolve) => (release = resolve));

    before(async () => {
        bench = await makeBench();
        providers = await startProviders(bench.cloud, (method, about) => {
            told.push(`${method} ${about}`);
            if (method === "create") throw new Error("broken on purpose");
            return method === "cancel" ? released : undefined;
        });
        const address = `127.0.0.1:${providers.ports.aws}`;
        client = new ResourceProviderClient(address, credentials.createInsecure());
    });
    after(() => {
        client.close();
        providers.stop();
        bench.stop();
    });

    it("are attached to by their names and ports", () => {
        const { aws, "aws-native": native } = providers.ports;
        expect(providers.attachment).to.equal(`aws:${aws},aws-native:${native}`);
    });

    it("take secrets, and say which version they stand for", async () => {
        const hands = await ask<protocol.ProviderHandshakeResponse>(
            client,
            "handshake",
            new protocol.ProviderHandshakeRequest(),
        );
        expect(hands.getAcceptSecrets()).to.equal(true);
        const info = await ask<PluginInfo>(client, "getPluginInfo", new Empty());
        expect(info.getVersion()).to.equal(awsPackage.version);
    });

    it("answer as late as they are told to, others meanwhile", async () => {
        const answered: string[] = [];
        const late = ask<Empty>(client, "cancel", new Empty()).then(() => answered.push("late"));
        await ask<PluginInfo>(client, "getPluginInfo", new Empty());
        answered.push("meanwhile");
        release();
        await late;
        expect(answered).to.deep.equal(["meanwhile", "late"]);
    });

    it("take any configuration, and are replaced when they move to another Region", async () => {
        const check = requestOf(protocol.CheckRequest, { News: write({ region }) });
        const checked = await ask<protocol.CheckResponse>(client, "checkConfig", check);
        expect(read(checked.getInputs())).to.deep.equal({ region });
        const replacesFor = async (news: { region: string }) => {
            const fields = { OldInputs: write({ region, version: "1" }), News: write(news) };
            const request = requestOf(protocol.DiffRequest, fields);
            return (await ask<protocol.DiffResponse>(client, "diffConfig", request)).getReplacesList();
        };
        expect(await replacesFor({ region })).to.deep.equal([]);
        expect(await replacesFor({ region: "eu-west-1" })).to.deep.equal(["region"]);
    });

    it("fail as they are told to, but not in a preview", async () => {
        const fields = { Urn: urnOf(types.queue), Properties: write({ name: "q" }) };
        const create = requestOf(protocol.CreateRequest, { ...fields, Preview: true });
        await ask(client, "create", create);
        create.setPreview(false);
        const failure = ask(client, "create", create).catch((error: Error) => error.message);
        expect(await failure).to.equal("broken on purpose");
        expect(told.at(-1)).to.equal(`create ${urnOf(types.queue)}`);
    });

    it("know a key and an alarm, which surround the component", async () => {
        const key = await bench.aws.create("aws:kms/key:Key", {});
        expect(key.state.arn).to.equal(`arn:aws:kms:us-east-1:123456789012:key/${key.id}`);
        const alarm = await bench.aws.create("aws:cloudwatch/metricAlarm:MetricAlarm", { name: "a" });
        expect(alarm.state.arn).to.match(/:alarm:a$/);
    });
});
