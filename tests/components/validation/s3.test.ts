import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { enough, recordLake } from "../../support/pulumi/component";
import { itSays } from "../../support/pulumi/saying";

const s3 = ["s3"];
const key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const role = "arn:aws:iam::111122223333:role/history";
const channelArn = "arn:aws:cloudtrail:us-east-1:111122223333:channel/abc";
const storeArn = "arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/abc";
const existingBucket = { name: "log-archive", accountId: "111122223333" };
const anyOf = "must be a list of one or more of cloudtrail-lake, s3";

describe("destinations", () => {
    itSays(
        { destinations: ["s3", "s3"] },
        'destinations[1]: "s3" is there already, as destinations[0]; give each once',
    );
    itSays({ destinations: ["s3", "cloudtrail-lake", "s3"] }, `destinations: a list of length 3 ${anyOf}`);
    // What belongs to a destination that may be misspelt is not complained of as well.
    itSays(
        { destinations: ["S3"], s3: {}, delivery: {} },
        'destinations[0]: "S3" must be one of cloudtrail-lake, s3',
    );
    itSays(
        { destinations: [pulumi.output("s3")] },
        "destinations[0]: must be a plain value, because it decides what is made; give one of cloudtrail-lake, s3",
    );
});

describe("an input without its destination", () => {
    const needs = (destination: string, remedy = "leave it out") =>
        `it goes with the destination ${destination}, which is not in destinations; add it there, or ${remedy}`;
    const lake = needs("cloudtrail-lake");
    itSays({ s3: {} }, `s3: ${needs("s3")}`);
    itSays({ destinations: ["cloudtrail-lake"], s3: { scanLimitGiB: 1 } }, `s3: ${needs("s3")}`);
    itSays({ destinations: s3, eventDataStore: {} }, `eventDataStore: ${lake}`);
    itSays({ destinations: s3, eventDataStoreArns: [storeArn] }, `eventDataStoreArns: ${lake}`);
    itSays({ destinations: s3, channel: {} }, `channel: ${lake}`);
    itSays({ destinations: s3, channelArn }, `channelArn: ${lake}`);
    itSays({ destinations: s3, externalId: "id" }, `externalId: ${lake}`);
    itSays(
        { destinations: s3, delivery: { mode: "direct" } },
        `delivery: ${needs("cloudtrail-lake", "leave it out: the queue of S3 is set by s3.delivery")}`,
    );
    it("packSdk, too, unless it is false", async () => {
        const { errors } = await recordLake({
            ...enough,
            destinations: s3,
            forwarder: { packSdk: true },
        });
        expect(errors[0]).to.contain(
            `forwarder.packSdk: ${needs("cloudtrail-lake", "leave it out: the client of S3 is the Lambda runtime's")}`,
        );
        const off = await recordLake({ ...enough, destinations: s3, forwarder: { packSdk: false } });
        expect(off.errors).to.deep.equal([]);
    });
});

describe("settings of S3 that do not go together", () => {
    const both = ["cloudtrail-lake", "s3"];
    const owners =
        "it is a setting of a bucket that is made, and s3.existingBucket is its owner's to set; leave one of them out";
    itSays(
        { destinations: both, delivery: { mode: "direct" } },
        "delivery.mode: direct goes with the destination cloudtrail-lake alone; leave it out, or s3 out of destinations",
    );
    itSays(
        { destinations: s3, s3: { delivery: { mode: "direct" } } },
        "s3.delivery.mode: there is no such input; s3.delivery takes batchSize, batchWindowSeconds, maxReceiveCount, maxConcurrency, retentionDays, kmsKeyArn",
    );
    itSays(
        {
            destinations: s3,
            s3: {
                existingBucket,
                bucketName: "my-events",
                objectLock: {},
                retentionDays: 400,
                retainOnDelete: true,
            },
        },
        ...["bucketName", "objectLock", "retentionDays", "retainOnDelete"].map(
            (input) => `s3.${input}: ${owners}`,
        ),
    );
    itSays(
        { destinations: s3, s3: { existingBucket: {} } },
        "s3.existingBucket.name: is missing; name the bucket to write to",
        "s3.existingBucket.accountId: is missing; name the account that owns the bucket, your own if it is yours",
    );
    itSays(
        { destinations: s3, s3: { retentionDays: 366 } },
        "s3.retentionDays: 366 must be more than the 366 days that objects are locked; raise it, or lower s3.objectLock.retentionDays",
    );
    itSays(
        { destinations: s3, s3: { retentionDays: 30, objectLock: { retentionDays: 31 } } },
        "s3.retentionDays: 30 must be more than the 31 days that objects are locked; raise it, or lower s3.objectLock.retentionDays",
    );
    itSays(
        { destinations: s3, s3: { retainOnDelete: false } },
        "s3.retainOnDelete: false would make the destroy fail, because S3 deletes nothing that is locked (GOVERNANCE); leave it out, or set s3.objectLock.mode to NONE",
    );
    itSays(
        { destinations: s3, s3: { objectLock: { mode: "NONE", retentionDays: 7 } } },
        "s3.objectLock.retentionDays: has no meaning with mode NONE, which locks nothing; leave it out, or choose another s3.objectLock.mode",
    );
    itSays(
        { destinations: s3, s3: { delivery: { batchWindowSeconds: 0 } } },
        "s3.delivery.batchWindowSeconds: 0 must be at least 1 if s3.delivery.batchSize is 1000; Lambda takes 0 only for batches of up to 10",
    );
    itSays(
        { destinations: s3, s3: { delivery: { retentionDays: 1 } } },
        "s3.delivery.maxReceiveCount: 100 deliveries of 660 s (6 x forwarder.timeoutSeconds + s3.delivery.batchWindowSeconds) exceed half of the day that " +
            "messages are kept: they would expire before they are dead-lettered; lower it to 65 or less",
    );

    for (const settings of [
        { retentionDays: 367 },
        { retentionDays: 1, objectLock: { mode: "NONE" } },
        { retainOnDelete: false, objectLock: { mode: "NONE" } },
        { objectLock: { mode: "COMPLIANCE" } },
        { existingBucket, kmsKeyArn: key, scanLimitGiB: 0.01, writerArns: [role] },
    ]) {
        it(`but these do: ${JSON.stringify(settings)}`, async () => {
            const { errors } = await recordLake({ ...enough, destinations: s3, s3: settings });
            expect(errors).to.deep.equal([]);
        });
    }
});
