import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { enough, messageOf, recordLake } from "../../support/pulumi/component";
import type { LooseArgs } from "../../support/pulumi/component";
import { itSays } from "../../support/pulumi/saying";

const s3 = ["s3"];
const key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const role = "arn:aws:iam::111122223333:role/history";
const channelArn = "arn:aws:cloudtrail:us-east-1:111122223333:channel/abc";
const storeArn = "arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/abc";
const existingBucket = { name: "log-archive", accountId: "111122223333" };
const anyOf = "must be a list of one or more of cloudtrail-lake, s3";
const integer = (unit: string, min: number, max: number) =>
    `must be a whole number of ${unit} from ${min} to ${max}`;
const reserved = (suffixes: string) =>
    "must be a bucket's name: 3-63 lower-case letters, digits, `.` and `-` that begin and end with a letter or digit, without `..`, not an IP address, " +
    `and with none of the beginnings xn--, sthree-, amzn-s3-demo- and ends -s3alias, --ol-s3, .mrap, --x-s3, --table-s3${suffixes}, which S3 reserves`;

describe("destinations", () => {
    itSays({ destinations: [] }, `destinations: a list of length 0 ${anyOf}`);
    itSays({ destinations: "s3" }, `destinations: "s3" ${anyOf}`);
    itSays({ destinations: null }, `destinations: null ${anyOf}`);
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
    for (const destinations of [pulumi.output(["s3"]), [pulumi.output("s3")]]) {
        const [input, given] = Array.isArray(destinations)
            ? ["destinations[0]", "one of cloudtrail-lake, s3"]
            : ["destinations", "a list of one or more of cloudtrail-lake, s3"];
        itSays(
            { destinations },
            `${input}: must be a plain value, because it decides what is made; give ${given}`,
        );
    }
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

    it("are found when they resolve", async () => {
        const retentionDays = pulumi.output(Promise.resolve(5));
        const { errors } = await recordLake({
            ...enough,
            destinations: s3,
            s3: { retentionDays, bucketName: pulumi.secret("My-Bucket") },
        });
        expect(errors).to.deep.equal([
            messageOf(
                `s3.bucketName: the value given (not shown) ${reserved(", -an")}`,
                "s3.retentionDays: 5 must be more than the 366 days that objects are locked; raise it, or lower s3.objectLock.retentionDays",
            ),
        ]);
    });
});

/** [settings of S3, the line that the engine prints of them] */
const invalid: [LooseArgs, string][] = [
    ...[
        "ab",
        "x".repeat(64),
        "My-Events",
        "my_events",
        "-events",
        "events-",
        ".events",
        "my..events",
        "192.168.5.4",
        "xn--events",
        "sthree-events",
        "amzn-s3-demo-events",
        "events-s3alias",
        "events--ol-s3",
        "events.mrap",
        "events--x-s3",
        "events--table-s3",
        "events-111122223333-us-west-2-an",
        "events\n",
    ].map((bucketName): [LooseArgs, string] => [
        { bucketName },
        `bucketName: ${JSON.stringify(bucketName)} ${reserved(", -an")}`,
    ]),
    [{ existingBucket: { ...existingBucket, name: "a..b" } }, `existingBucket.name: "a..b" ${reserved("")}`],
    [
        { existingBucket: { ...existingBucket, accountId: 111122223333 } },
        "existingBucket.accountId: 111122223333 must be an account ID of 12 digits, as a string",
    ],
    [
        { objectLock: { mode: "governance" } },
        'objectLock.mode: "governance" must be one of GOVERNANCE, COMPLIANCE, NONE',
    ],
    [{ objectLock: { retentionDays: 0 } }, `objectLock.retentionDays: 0 ${integer("days", 1, 36_500)}`],
    [
        { objectLock: { retentionDays: 36_501 } },
        `objectLock.retentionDays: 36501 ${integer("days", 1, 36_500)}`,
    ],
    [{ retentionDays: 0 }, `retentionDays: 0 ${integer("days", 1, 36_501)}`],
    [
        { kmsKeyArn: "alias/mine" },
        'kmsKeyArn: "alias/mine" must be an ARN like arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab (a key, not an alias)',
    ],
    [{ retainOnDelete: "no" }, 'retainOnDelete: "no" must be true or false'],
    [{ scanLimitGiB: 0.009 }, "scanLimitGiB: 0.009 must be a number of GiB from 0.01 to 1000000"],
    [{ scanLimitGiB: NaN }, "scanLimitGiB: NaN must be a number of GiB from 0.01 to 1000000"],
    [{ scanLimitGiB: "10" }, 'scanLimitGiB: "10" must be a number of GiB from 0.01 to 1000000'],
    [{ delivery: { batchSize: 10_001 } }, `delivery.batchSize: 10001 ${integer("events", 1, 10_000)}`],
    [{ delivery: { batchSize: 0 } }, `delivery.batchSize: 0 ${integer("events", 1, 10_000)}`],
    [
        { delivery: { batchWindowSeconds: 301 } },
        `delivery.batchWindowSeconds: 301 ${integer("seconds", 0, 300)}`,
    ],
    [{ writerArns: [] }, "writerArns: a list of length 0 must be a list of 1 to 20 entries"],
    [
        { writerArns: ["arn:aws:iam::111122223333:user/me"] },
        'writerArns[0]: "arn:aws:iam::111122223333:user/me" must be an ARN like arn:aws:iam::111122223333:role/history',
    ],
];

describe("an invalid setting of S3", () => {
    for (const [settings, line] of invalid) itSays({ destinations: s3, s3: settings }, `s3.${line}`);
});
