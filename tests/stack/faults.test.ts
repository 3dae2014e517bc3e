import { expect } from "chai";
import { recordStack } from "../support/pulumi/stack";

const prefix = "aws.partner/onelogin.com/";
const choose =
    "Then choose one: pulumi config set eventSourceName <name>. If there is none, create the webhook in OneLogin for this Region first (see the README).";
const list = (region: string) =>
    `List what there is with: aws events list-event-sources --name-prefix ${prefix} --region ${region}`;
const failed = (token: string, reason: string) => `invocation of ${token} returned an error: ${reason}`;
const getEventSource = "aws:cloudwatch/getEventSource:getEventSource";

describe("the look-up of the event source", () => {
    it("takes the account's only one", async () => {
        const recording = await recordStack({}, { eventSources: ["other", `${prefix}US-7/abc`] });
        expect(recording.errors).to.deep.equal([]);
        expect(recording.named("onelogin-bus").inputs.eventSourceName).to.equal(`${prefix}US-7/abc`);
    });

    for (const [title, eventSources, reason] of [
        ["none", [], "no matching partner event source"],
        ["several", [`${prefix}US-7/abc`, `${prefix}US-7/def`], "multiple event sources matched"],
    ] as const) {
        it(`says where, why and what to do when there is ${title}`, async () => {
            const aws = { account: "123456789012", region: "eu-west-1", partition: "aws" };
            const { errors, registrations } = await recordStack({}, { aws, eventSources: [...eventSources] });
            expect(errors).to.deep.equal([
                `eventSourceName is not configured, and looking for it in eu-west-1 failed: ${failed(getEventSource, reason)}\n` +
                    `${list("eu-west-1")}\n${choose}`,
            ]);
            expect(registrations).to.deep.equal([]);
        });
    }

    it("says that the Region is not configured, when the provider does not know it", async () => {
        const failing = { "aws:index/getRegion:getRegion": "1 error occurred:\n\t* no region\n" };
        const { errors } = await recordStack({}, { failing });
        const reason = failed("aws:index/getRegion:getRegion", "1 error occurred: * no region");
        expect(errors).to.deep.equal([
            `aws:region is not configured, and the Region is not known otherwise: ${reason}\n` +
                "Set both, alike: pulumi config set aws:region <region>; pulumi config set aws-native:region <region>",
        ]);
    });

    it("says so when the provider can't even tell the Region that is configured", async () => {
        const failing = { "aws:index/getRegion:getRegion": "1 error occurred:\n\t* expired token\n" };
        const { errors } = await recordStack({ "aws:region": "us-east-1" }, { failing });
        const reason = failed("aws:index/getRegion:getRegion", "1 error occurred: * expired token");
        expect(errors).to.deep.equal([
            `eventSourceName is not configured, and looking for it in the Region failed: ${reason}\n${list("<region>")}\n${choose}`,
        ]);
    });

    it("is left out where a source or a bus is configured", async () => {
        for (const set of [{ eventSourceName: `${prefix}US-7/abc` }, { eventBusName: "mine" }]) {
            const { errors, calls } = await recordStack(set, { eventSources: [] });
            expect(errors).to.deep.equal([]);
            expect(calls).not.to.include(getEventSource);
        }
    });
});

describe("a faulty configuration", () => {
    it("a key that nobody described: named, with the one that is meant", async () => {
        const { errors, registrations } = await recordStack({ deliveryBatchsize: 5, "aws:region": "x" });
        expect(errors).to.deep.equal([
            "Stack configuration: a configuration key does not exist. docs/inputs.md lists those that do.\n" +
                "  - deliveryBatchsize: did you mean deliveryBatchSize? Remove it with: pulumi config rm deliveryBatchsize",
        ]);
        expect(registrations).to.deep.equal([]);
    });

    it("several such keys at once, also one that is like none", async () => {
        const { errors } = await recordStack({ something: 1, eventsourceNam: 2, batchSize: 3 });
        expect(errors).to.deep.equal([
            "Stack configuration: 3 configuration keys do not exist. docs/inputs.md lists those that do.\n" +
                "  - something: Remove it with: pulumi config rm something\n" +
                "  - eventsourceNam: did you mean eventSourceName? Remove it with: pulumi config rm eventsourceNam\n" +
                "  - batchSize: did you mean deliveryBatchSize or s3DeliveryBatchSize? Remove it with: pulumi config rm batchSize",
        ]);
    });

    it("conflicts, in the words of the configuration", async () => {
        const storeArn = "arn:aws:cloudtrail:us-east-1:123456789012:eventdatastore/abc";
        const { errors } = await recordStack({
            eventDataStoreName: "mine",
            eventDataStoreArns: [storeArn],
            deliveryBatchSize: 11,
            deliveryBatchWindowSeconds: 0,
            externalId: "lake/1",
        });
        expect(errors).to.deep.equal([
            [
                'OneLoginCloudTrailLake "onelogin": 3 inputs need attention.',
                "  - eventDataStore* and eventDataStoreArns: both are given; keep eventDataStore* to make a store, or eventDataStoreArns to use what exists",
                "  - externalId: it goes with channelArn; for a channel that is made here, set channelPolicyExternalId",
                "  - deliveryBatchWindowSeconds: 0 must be at least 1 if deliveryBatchSize is 11; Lambda takes 0 only for batches of up to 10",
            ].join("\n"),
        ]);
    });

    it("conflicts of S3's, in the words of the configuration", async () => {
        const { errors } = await recordStack({
            destinations: ["s3"],
            channelName: "mine",
            deliveryBatchSize: 11,
            s3BucketName: "my-events",
            s3ExistingBucketName: "log-archive",
            s3DeliveryRetentionDays: 1,
            s3RetentionDays: 7,
        });
        expect(errors).to.deep.equal([
            [
                'OneLoginCloudTrailLake "onelogin": 6 inputs need attention.',
                "  - channel*: it goes with the destination cloudtrail-lake, which is not in destinations; add it there, or leave it out",
                "  - delivery*: it goes with the destination cloudtrail-lake, which is not in destinations; add it there, or leave it out: the queue of S3 is set by s3Delivery*",
                "  - s3ExistingBucketAccountId: is missing; name the account that owns the bucket, your own if it is yours",
                "  - s3BucketName: it is a setting of a bucket that is made, and s3ExistingBucket* is its owner's to set; leave one of them out",
                "  - s3RetentionDays: it is a setting of a bucket that is made, and s3ExistingBucket* is its owner's to set; leave one of them out",
                "  - s3DeliveryMaxReceiveCount: 100 deliveries of 660 s (6 x forwarderTimeoutSeconds + s3DeliveryBatchWindowSeconds) exceed half of the day that messages are kept: they would expire before they are dead-lettered; lower it to 65 or less",
            ].join("\n"),
        ]);
    });

    it("a secret that is wrong, found when it resolves, by its key", async () => {
        const { errors } = await recordStack({ deliveryBatchSize: 101 }, { secret: ["deliveryBatchSize"] });
        expect(errors).to.deep.equal([
            'OneLoginCloudTrailLake "onelogin": an input needs attention.\n' +
                "  - deliveryBatchSize: the value given (not shown) must be a whole number of events from 1 to 100",
        ]);
    });

    it("a value of the wrong type, which an older engine lets through, unseen", async () => {
        const { errors } = await recordStack({ tags: "s3cr3t" });
        expect(errors).to.deep.equal([
            "Configuration key tags: its value (not shown) is not of the type object. Set it as Pulumi.yaml describes it, or remove it with: pulumi config rm tags",
        ]);
    });
});
