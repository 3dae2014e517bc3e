import * as aws from "@pulumi/aws";
import * as awsNative from "@pulumi/aws-native";
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
