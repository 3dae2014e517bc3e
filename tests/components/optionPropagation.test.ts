import * as aws from "@pulumi/aws";
import * as awsNative from "@pulumi/aws-native";
import { expect } from "chai";
import { OneLoginCloudTrailLake } from "../../components";
import { enough, recordLake } from "../support/pulumi/component";
import type { LooseArgs } from "../support/pulumi/component";
import { record } from "../support/pulumi/recorder";
import type { Recording } from "../support/pulumi/recorder";

const type = "onelogin-cloudtrail-lake:index:OneLoginCloudTrailLake";
const store = "arn:aws:cloudtrail:us-east-1:123456789012:eventdatastore/11111111-aaaa";

function childrenOf(recording: Recording<unknown>, parent: string) {
    return recording.registrations.filter((one) => one.parent === parent);
}

function namesOf(recording: Recording<unknown>): string[] {
    return recording.registrations.map(({ name }) => name).sort();
}

/** Names in AWS that a program fixes itself, so that a second one would clash. */
function fixedNames({ registrations }: Recording<unknown>): string[] {
    return registrations
        .filter(({ parent }) => parent !== "")
        .flatMap(({ type, inputs }) =>
            ["name", "policyName"]
                .filter((key) => key in inputs)
                .map((key) => `${type} ${inputs[key] as string}`),
        );
}

const policy = { accountIds: ["111122223333"] };
const programs: Record<string, LooseArgs> = {
    buffered: { channel: { policy } },
    direct: { delivery: { mode: "direct" }, channel: { policy } },
    "both destinations": { destinations: ["cloudtrail-lake", "s3"], s3: { retentionDays: 400 } },
};

describe("a good child of its parents", () => {
    for (const [title, args] of Object.entries(programs)) {
        it(`${title}: every child's parent is the component`, async () => {
            const recording = await recordLake({ ...enough, ...args });
            const [component, ...children] = recording.registrations;
            expect(component).to.include({ type, parent: "" });
            for (const { name, parent } of children) {
                expect(parent, name).to.equal("lake");
                expect(name).to.match(/^lake-/);
            }
        });

        it(`${title}: no child is made inside an apply: all are there when nothing is known`, async () => {
            const known = await recordLake({ ...enough, ...args });
            const unknown = await recordLake(
                { ...enough, ...args },
                {
                    preview: true,
                    silent: [
                        "aws:index/getCallerIdentity:getCallerIdentity",
                        "aws:index/getRegion:getRegion",
                        "aws:index/getPartition:getPartition",
                        "aws-native:index:getAccountId",
                        "aws-native:index:getRegion",
                    ],
                },
            );
            expect(unknown.errors).to.deep.equal([]);
            expect(namesOf(unknown)).to.deep.equal(namesOf(known));
        });
    }

    it("outputs of another stack that a preview does not know fail nothing", async () => {
        const preview = true;
        const recording = await record(
            () => {
                const other = new aws.sns.Topic("other");
                const later = other.arn;
                return [
                    new OneLoginCloudTrailLake("one", {
                        eventBusName: later,
                        eventDataStoreArns: [later],
                        tags: { later },
                    }),
                    new OneLoginCloudTrailLake("two", {
                        eventSourceName: later,
                        channelArn: later,
                        externalId: later,
                    }),
                    new OneLoginCloudTrailLake("three", {
                        ...enough,
                        channel: { source: "Custom" },
                        delivery: { kmsKeyArn: later },
                        eventLog: { kmsKeyArn: later, name: later },
                    }),
                ];
            },
            { preview },
        );
        expect(recording.errors).to.deep.equal([]);
        for (const [name, count] of [
            ["one", 17],
            ["two", 17],
            ["three", 19],
        ] as const)
            expect(childrenOf(recording, name), name).to.have.length(count);
    });

    it("two Regions: each component's providers reach its children and its invokes, and no other's", async () => {
        const regions = ["eu-west-1", "ap-southeast-2"] as const;
        const recording = await record(() => {
            for (const region of regions) {
                const providers = [
                    new aws.Provider(`aws-${region}`, { region }),
                    new awsNative.Provider(`aws-native-${region}`, { region }),
                ];
                new OneLoginCloudTrailLake(region, enough, { providers });
            }
        });
        expect(recording.errors).to.deep.equal([]);
        for (const region of regions) {
            const children = childrenOf(recording, region);
            expect(children).to.have.length(19);
            for (const { name, type, provider } of children)
                expect(provider, name).to.equal(`${type.split(":")[0]}-${region}`);
            expect(recording.calls.filter((call) => call.endsWith(`-${region}`))).to.have.length(5);
        }
        expect(recording.calls).to.have.length(10);
    });

    it("two components in one stack, or in two of one account: no name that either fixes is the other's", async () => {
        const both = await record(() => {
            const one = new OneLoginCloudTrailLake("one", enough);
            const { channelArn } = one;
            new OneLoginCloudTrailLake("two", {
                eventSourceName: "aws.partner/onelogin.com/US-2/b",
                channelArn,
            });
        });
        expect(both.errors).to.deep.equal([]);
        expect(namesOf(both)).to.deep.equal([...new Set(namesOf(both))]);
        const fixed = fixedNames(both);
        expect(fixed).to.deep.equal([...new Set(fixed)]);
        const ofType = (type: string) => both.registrations.filter((one) => one.type === type);
        // One channel of a source, ten stores and ten account-wide log policies a Region (CloudTrail's and CloudWatch Logs' quotas).
        expect(ofType("aws-native:cloudtrail:Channel")).to.have.length(1);
        expect(ofType("aws-native:cloudtrail:EventDataStore")).to.have.length(1);
        expect(ofType("aws:cloudwatch/logResourcePolicy:LogResourcePolicy")).to.have.length(2);
    });

    it("a component fixes no name but its bus's, which is its source's, and its log policy's, which is its log's", async () => {
        expect(fixedNames(await recordLake())).to.have.members([
            `aws:cloudwatch/eventBus:EventBus ${enough.eventSourceName}`,
            "aws:cloudwatch/logResourcePolicy:LogResourcePolicy /aws/events/lake-0001",
        ]);
    });

    it("nor do S3 and Athena, but the table's, in a database that is named after the bucket", async () => {
        expect(fixedNames(await recordLake({ ...enough, destinations: ["s3"] }))).to.have.members([
            `aws:cloudwatch/eventBus:EventBus ${enough.eventSourceName}`,
            "aws:cloudwatch/logResourcePolicy:LogResourcePolicy /aws/events/lake-0001",
            "aws:glue/catalogDatabase:CatalogDatabase lake_s3_bucket_1234567",
            "aws:glue/catalogTable:CatalogTable events",
        ]);
    });

    it("log policies of the log groups' own take none of the account's ten", async () => {
        const recording = await recordLake({ ...enough, eventLog: { policyScope: "logGroup" } });
        const { inputs } = recording.named("lake-event-log-policy");
        expect(inputs).to.have.property("resourceArn");
        expect(inputs).not.to.have.property("policyName");
    });

    it("after a destroy, a second up adopts the store that was retained, and makes all the rest again", async () => {
        const first = await recordLake();
        const retained = first.registrations.filter(({ retainOnDelete }) => retainOnDelete);
        expect(retained.map(({ name }) => name)).to.deep.equal(["lake-store"]);
        const second = await recordLake({ ...enough, eventDataStoreArns: [store] });
        expect(second.errors).to.deep.equal([]);
        expect(namesOf(second)).to.deep.equal(namesOf(first).filter((name) => name !== "lake-store"));
        expect(second.named("lake-channel").inputs).to.deep.equal(first.named("lake-channel").inputs);
    });
});
