import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { OneLoginCloudTrailLake } from "../../components";
import { enough, messageOf, recordLake } from "../support/pulumi/component";
import { record } from "../support/pulumi/recorder";
import type { Circumstances } from "../support/pulumi/recorder";

const home = { account: "123456789012", region: "us-east-1", partition: "aws" };
const remedy =
    "pass both for the same place, providers: [aws, awsNative], or set aws:region and aws-native:region alike";
const check = "check the credentials, aws:region and aws-native:region";
const ofChina = "arn:aws-cn:cloudtrail:cn-north-1:111122223333:channel/abc";

async function itRefuses(circumstances: Circumstances, fault: string): Promise<void> {
    const { errors, registrations } = await recordLake(enough, circumstances);
    expect(errors).to.deep.equal([messageOf(fault)]);
    expect(registrations.map(({ name }) => name)).to.deep.equal(["lake"]);
}

describe("the two providers", () => {
    it("may not work in different accounts: then nothing is made", () =>
        itRefuses(
            { awsNative: { ...home, account: "999999999999" } },
            `providers: aws works in account 123456789012, Region us-east-1, aws-native in account 999999999999, Region us-east-1; ${remedy}`,
        ));

    it("may not work in different Regions: then nothing is made", () =>
        itRefuses(
            { aws: { ...home, region: "eu-west-1" } },
            `providers: aws works in account 123456789012, Region eu-west-1, aws-native in account 123456789012, Region us-east-1; ${remedy}`,
        ));

    it("are named with what they know", () =>
        itRefuses(
            {
                awsNative: { ...home, region: "eu-west-1" },
                silent: ["aws:index/getCallerIdentity:getCallerIdentity"],
            },
            `providers: aws works in account ?, Region us-east-1, aws-native in account 123456789012, Region eu-west-1; ${remedy}`,
        ));

    for (const token of [
        "aws:index/getCallerIdentity:getCallerIdentity",
        "aws:index/getRegion:getRegion",
        "aws:index/getPartition:getPartition",
        "aws-native:index:getAccountId",
        "aws-native:index:getRegion",
    ]) {
        it(`say why ${token} fails, and nothing is made`, () =>
            itRefuses(
                { failing: { [token]: "expired\n\ttoken" } },
                `providers: one cannot tell its account and Region (invocation of ${token} returned an error: expired token); ${check}`,
            ));
    }

    for (const silent of [
        ["aws:index/getCallerIdentity:getCallerIdentity", "aws:index/getRegion:getRegion"],
        ["aws-native:index:getAccountId", "aws-native:index:getRegion"],
    ]) {
        it(`are not compared while one does not know ${silent.join(" and ")}`, async () => {
            const elsewhere = { account: "999999999999", region: "eu-west-1", partition: "aws" };
            const { errors, registrations } = await recordLake(enough, {
                awsNative: elsewhere,
                silent,
                preview: true,
            });
            expect(errors).to.deep.equal([]);
            expect(registrations).to.have.length(20);
        });
    }

    it("are both needed: one alone, in another Region, is refused", async () => {
        const { errors, registrations } = await record(() => {
            const provider = new aws.Provider("aws-eu-west-1", {});
            return new OneLoginCloudTrailLake("lake", enough, { provider });
        });
        expect(errors).to.deep.equal([
            messageOf(
                `providers: aws works in account 123456789012, Region eu-west-1, aws-native in account 123456789012, Region us-east-1; ${remedy}`,
            ),
        ]);
        expect(registrations).to.have.length(2);
    });

    it("are one with S3 alone, for which aws-native makes nothing", async () => {
        const failing = { "aws-native:index:getAccountId": "no credentials" };
        const { errors, calls, registrations } = await recordLake(
            { ...enough, destinations: ["s3"] },
            { failing },
        );
        expect(errors).to.deep.equal([]);
        expect(calls.filter((call) => call.startsWith("aws-native"))).to.deep.equal([]);
        expect(registrations.filter(({ type }) => type.startsWith("aws-native"))).to.deep.equal([]);
    });

    it("are one with channelArn, for which aws-native makes nothing", async () => {
        const channelArn = "arn:aws:cloudtrail:eu-west-1:444455556666:channel/abc";
        const circumstances = { awsNative: { ...home, region: "ap-south-1" } };
        const { errors, calls } = await recordLake({ ...enough, channelArn }, circumstances);
        expect(errors).to.deep.equal([]);
        expect(calls.filter((call) => call.startsWith("aws-native"))).to.deep.equal([]);
    });
});

describe("a channel of another partition", () => {
    const fault =
        "channelArn: lies in the partition aws-cn, the aws provider in aws; no credentials reach across, so name a channel of this partition";

    it("is refused, and nothing is made", async () => {
        const { errors, registrations } = await recordLake({ ...enough, channelArn: ofChina });
        expect(errors).to.deep.equal([messageOf(fault)]);
        expect(registrations).to.have.length(1);
    });

    it("is refused when it becomes known", async () => {
        const { errors } = await recordLake({ ...enough, channelArn: pulumi.output(ofChina) });
        expect(errors).to.deep.equal([messageOf(fault)]);
    });

    it("is not judged while the provider does not know its own", async () => {
        const silent = ["aws:index/getPartition:getPartition"];
        expect((await recordLake({ ...enough, channelArn: ofChina }, { silent })).errors).to.deep.equal([]);
    });

    it("is right for a provider of that partition", async () => {
        const china = { account: "123456789012", region: "cn-north-1", partition: "aws-cn" };
        const circumstances = { aws: china, awsNative: china };
        expect((await recordLake({ ...enough, channelArn: ofChina }, circumstances)).errors).to.deep.equal(
            [],
        );
    });

    for (const [input, args] of [
        ["eventDataStore.kmsKeyArn", (kmsKeyArn) => ({ eventDataStore: { kmsKeyArn } })],
        ["delivery.kmsKeyArn", (kmsKeyArn) => ({ delivery: { kmsKeyArn } })],
        ["forwarder.logKmsKeyArn", (logKmsKeyArn) => ({ forwarder: { logKmsKeyArn } })],
        ["eventLog.kmsKeyArn", (kmsKeyArn) => ({ eventLog: { kmsKeyArn } })],
        ["s3.kmsKeyArn", (kmsKeyArn) => ({ destinations: ["s3"], s3: { kmsKeyArn } })],
        ["s3.delivery.kmsKeyArn", (kmsKeyArn) => ({ destinations: ["s3"], s3: { delivery: { kmsKeyArn } } })],
    ] as [string, (key: pulumi.Input<string>) => object][]) {
        const key = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd";
        const fault = (where: string) =>
            `${input}: lies in ${where}, the aws provider works in us-east-1 (partition aws); name a key of this Region`;

        it(`${input} is of the Region and the partition that they work in, whether it is here or comes later`, async () => {
            const found = messageOf(fault("the Region eu-west-1 (partition aws)"));
            for (const given of [key, pulumi.output(key)]) {
                const { errors } = await recordLake({ ...enough, ...args(given) });
                expect(errors).to.deep.equal([found]);
            }
            const { errors } = await recordLake({
                ...enough,
                ...args("arn:aws-cn:kms:us-east-1:123456789012:key/1234abcd"),
            });
            expect(errors).to.deep.equal([messageOf(fault("the Region us-east-1 (partition aws-cn)"))]);
        });
    }
});
