import * as aws from "@pulumi/aws";
import * as awsNative from "@pulumi/aws-native";
import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { OneLoginCloudTrailLake } from "../../components";
import { enough, recordLake } from "../support/pulumi/component";
import type { LooseArgs } from "../support/pulumi/component";
import { record } from "../support/pulumi/recorder";
import type { Recording } from "../support/pulumi/recorder";

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

const programs: Record<string, LooseArgs> = {
    direct: { delivery: { mode: "direct" }, channel: { policy: { accountIds: ["111122223333"] } } },
    "both destinations": { destinations: ["cloudtrail-lake", "s3"], s3: { retentionDays: 400 } },
};

const unprotected = { eventDataStore: { terminationProtection: false, retainOnDelete: false } };

describe("the component's options", () => {
    it("retainOnDelete: the store's own setting wins over the component's option", async () => {
        const settings = [
            { args: unprotected, options: { retainOnDelete: true }, store: false },
            { args: {}, options: { retainOnDelete: false }, store: true },
            { args: unprotected, options: undefined, store: false },
        ];
        for (const { args, options, store } of settings) {
            const recording = await recordLake({ ...enough, ...args }, {}, options);
            expect(recording.named("lake-store").retainOnDelete).to.equal(store);
            expect(recording.named("lake-queue").retainOnDelete).to.equal(undefined);
        }
    });

    it("retainOnDelete: S3's bucket and its side resources have it, whatever the component's option", async () => {
        const retained = async (s3: object, options?: pulumi.ComponentResourceOptions) => {
            const args = { ...enough, destinations: ["s3"], s3: { retentionDays: 400, ...s3 } };
            const { registrations } = await recordLake(args, {}, options);
            const kept = registrations.slice(1).filter(({ retainOnDelete }) => retainOnDelete);
            return kept.map(({ name }) => name.replace("lake-s3-", "")).sort();
        };
        const all = ["bucket", "bucket-policy", "encryption", "object-lock", "public-access", "versioning"];
        expect(await retained({})).to.deep.equal(all);
        expect(await retained({}, { retainOnDelete: false })).to.deep.equal(all);
        const deleted = { retainOnDelete: false, objectLock: { mode: "NONE" } };
        expect(await retained(deleted, { retainOnDelete: true })).to.deep.equal([]);
    });

    it("retainOnDelete: a raw log that AWS refuses to delete is left in the account", async () => {
        const eventLog = { deletionProtection: true };
        const protectedLog = await recordLake({ ...enough, eventLog });
        expect(protectedLog.named("lake-event-log").retainOnDelete).to.equal(true);
    });

    it("dependsOn: the component comes after it, and whoever depends on the component waits for every child", async () => {
        const recording = await record(() => {
            const first = new aws.sns.Topic("first");
            const lake = new OneLoginCloudTrailLake("lake", enough, { dependsOn: [first] });
            return new aws.sns.Topic("last", {}, { dependsOn: [lake] });
        });
        expect(recording.errors).to.deep.equal([]);
        expect(recording.named("lake").dependencies).to.deep.equal(["first"]);
        const children = childrenOf(recording, "lake").map(({ name }) => name);
        expect(children).to.have.length(19);
        expect(recording.named("last").dependencies).to.include.members(children);
    });

    it("ignoreChanges and aliases are the component's alone: the engine derives the children's aliases from its own", async () => {
        const options = { ignoreChanges: ["tags"], aliases: [{ name: "old" }] };
        const [component, ...children] = (await recordLake(enough, {}, options)).registrations;
        expect(component.aliases).to.deep.equal([{ name: "old" }]);
        for (const { name, ignoreChanges, aliases } of children)
            expect([ignoreChanges, aliases], name).to.deep.equal([[], []]);
    });
});

describe("a good child of its parents", () => {
    for (const [title, args] of Object.entries(programs)) {
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
});
