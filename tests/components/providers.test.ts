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

const disagree = (aws: string, awsNative: string) =>
    `providers: aws works in account ${aws}, aws-native in account ${awsNative}; ${remedy}`;
const usual = "123456789012, Region us-east-1";

/** [what, circumstances, what is said; nothing is made] */
const refused: [what: string, circumstances: Circumstances, fault: string][] = [
    [
        "may not work in different accounts",
        { awsNative: { ...home, account: "999999999999" } },
        disagree(usual, "999999999999, Region us-east-1"),
    ],
    [
        "may not work in different Regions",
        { aws: { ...home, region: "eu-west-1" } },
        disagree("123456789012, Region eu-west-1", usual),
    ],
    [
        "are named with what they know",
        {
            awsNative: { ...home, region: "eu-west-1" },
            silent: ["aws:index/getCallerIdentity:getCallerIdentity"],
        },
        disagree("?, Region us-east-1", "123456789012, Region eu-west-1"),
    ],
    ...[
        "aws:index/getCallerIdentity:getCallerIdentity",
        "aws:index/getRegion:getRegion",
        "aws:index/getPartition:getPartition",
        "aws-native:index:getAccountId",
        "aws-native:index:getRegion",
    ].map((token): (typeof refused)[number] => [
        `say why ${token} fails`,
        { failing: { [token]: "expired\n\ttoken" } },
        `providers: one cannot tell its account and Region (invocation of ${token} returned an error: expired token); ${check}`,
    ]),
];

describe("the two providers", () => {
    for (const [what, circumstances, fault] of refused)
        it(`${what}: then nothing is made`, async () => {
            const { errors, registrations } = await recordLake(enough, circumstances);
            expect(errors).to.deep.equal([messageOf(fault)]);
            expect(registrations.map(({ name }) => name)).to.deep.equal(["lake"]);
        });

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
        expect(errors).to.deep.equal([messageOf(disagree("123456789012, Region eu-west-1", usual))]);
        expect(registrations).to.have.length(2);
    });

    for (const args of [
        { destinations: ["s3"] },
        { channelArn: "arn:aws:cloudtrail:eu-west-1:444455556666:channel/abc" },
    ])
        it(`are one with ${JSON.stringify(args)}, for which aws-native makes nothing`, async () => {
            const failing = { "aws-native:index:getAccountId": "no credentials" };
            const circumstances = { failing, awsNative: { ...home, region: "ap-south-1" } };
            const { errors, calls, registrations } = await recordLake({ ...enough, ...args }, circumstances);
            expect(errors).to.deep.equal([]);
            const native = [...calls, ...registrations.map(({ type }) => type)];
            expect(native.filter((name) => name.startsWith("aws-native"))).to.deep.equal([]);
        });
});

describe("a channel of another partition", () => {
    const fault =
        "channelArn: lies in the partition aws-cn, the aws provider in aws; no credentials reach across, so name a channel of this partition";

    it("is refused, whether it is here or comes later, and nothing is made of it", async () => {
        for (const channelArn of [ofChina, pulumi.output(ofChina)]) {
            const { errors } = await recordLake({ ...enough, channelArn });
            expect(errors).to.deep.equal([messageOf(fault)]);
        }
        expect((await recordLake({ ...enough, channelArn: ofChina })).registrations).to.have.length(1);
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
