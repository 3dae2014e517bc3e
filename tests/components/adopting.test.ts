import { expect } from "chai";
import { enough, policyOf, recordLake } from "../support/pulumi/component";
import type { Recording } from "../support/pulumi/recorder";
import { valueOf } from "../support/pulumi/recorder";

const channelArn = "arn:aws:cloudtrail:eu-west-1:444455556666:channel/33333333-cccc";
const stores = [
    "arn:aws:cloudtrail:us-east-1:123456789012:eventdatastore/44444444-dddd",
    "arn:aws:cloudtrail:us-east-1:123456789012:eventdatastore/55555555-eeee",
];

function ofLake(recording: Recording<unknown>): string[] {
    const native = recording.registrations.filter(({ type }) => type.startsWith("aws-native:"));
    return native.map(({ name }) => name).sort();
}

function variables(recording: Recording<unknown>): Record<string, string> {
    const { environment } = recording.named("lake-function").inputs;
    return (environment as { variables: Record<string, string> }).variables;
}

describe("what exists is used instead of made", () => {
    it("eventBusName: no bus is made, the rule is put on that one", async () => {
        const recording = await recordLake({ eventBusName: "forwarded" });
        expect(recording.errors).to.deep.equal([]);
        expect(recording.registrations.map(({ name }) => name)).not.to.include("lake-bus");
        for (const name of ["lake-rule", "lake-queue-target", "lake-log-target"]) {
            expect(recording.named(name).inputs.eventBusName, name).to.equal("forwarded");
        }
        expect(await valueOf(recording.result?.eventBusName)).to.equal("forwarded");
    });

    it("eventDataStoreArns: no store is made, the channel delivers to those", async () => {
        const recording = await recordLake({ ...enough, eventDataStoreArns: stores });
        expect(recording.errors).to.deep.equal([]);
        expect(ofLake(recording)).to.deep.equal(["lake-channel"]);
        expect(recording.named("lake-channel").inputs.destinations).to.deep.equal(
            stores.map((location) => ({ type: "EVENT_DATA_STORE", location })),
        );
        expect(await valueOf(recording.result?.eventDataStoreArns)).to.deep.equal(stores);
        expect(await valueOf(recording.result?.eventDataStoreId)).to.equal("44444444-dddd");
    });

    it("eventDataStoreArns with settings of the channel", async () => {
        const channel = { name: "mine", source: "Custom" };
        const recording = await recordLake({ ...enough, eventDataStoreArns: stores, channel });
        expect(recording.named("lake-channel").inputs).to.include(channel);
    });

    it("channelArn: neither store nor channel is made, the function sends there", async () => {
        const recording = await recordLake({ ...enough, channelArn });
        expect(recording.errors).to.deep.equal([]);
        expect(ofLake(recording)).to.deep.equal([]);
        expect(variables(recording)).to.include({ CHANNEL_ARN: channelArn });
        expect(variables(recording)).not.to.have.property("EXTERNAL_ID");
        const policy = policyOf(recording, "lake-role-policy") as { Statement: object[] };
        expect(policy.Statement[0]).to.include({ Resource: channelArn });
        expect(await valueOf(recording.result?.channelArn)).to.equal(channelArn);
        expect(await valueOf(recording.result?.eventDataStoreArns)).to.deep.equal([]);
        expect(await valueOf(recording.result?.eventDataStoreId)).to.equal(undefined);
        expect(await valueOf(recording.result?.queries)).to.deep.equal({});
    });

    it("channelArn with externalId: the function sends it along", async () => {
        const recording = await recordLake({ ...enough, channelArn, externalId: "lake/1" });
        expect(variables(recording).EXTERNAL_ID).to.equal("lake/1");
    });

    it("channelArn with eventDataStoreArns: they are for the queries alone", async () => {
        const recording = await recordLake({ ...enough, channelArn, eventDataStoreArns: stores });
        expect(recording.errors).to.deep.equal([]);
        expect(ofLake(recording)).to.deep.equal([]);
        expect(await valueOf(recording.result?.eventDataStoreId)).to.equal("44444444-dddd");
        expect(JSON.stringify(await valueOf(recording.result?.queries))).to.contain("FROM 44444444-dddd");
    });

    it("channel.policy with externalId: the forwarder itself sends it, too", async () => {
        const policy = { accountIds: ["111122223333"], externalId: "lake/2" };
        const recording = await recordLake({ ...enough, channel: { policy } });
        expect(ofLake(recording)).to.deep.equal(["lake-channel", "lake-channel-policy", "lake-store"]);
        expect(variables(recording).EXTERNAL_ID).to.equal("lake/2");
    });

    it("empty settings are the defaults", async () => {
        const empty = {
            eventDataStore: {},
            channel: {},
            delivery: {},
            forwarder: {},
            eventLog: {},
            tags: {},
        };
        const recording = await recordLake({ ...enough, ...empty });
        const usual = await recordLake();
        expect(recording.errors).to.deep.equal([]);
        const names = (of: Recording<unknown>) => of.registrations.map(({ name }) => name).sort();
        expect(names(recording)).to.deep.equal(names(usual));
    });
});
