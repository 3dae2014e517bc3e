import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { enough, recordLake } from "../support/pulumi/component";
import type { LooseArgs } from "../support/pulumi/component";
import type { Recording } from "../support/pulumi/recorder";

const externalId = () => pulumi.secret("s3cr3t");
const channelArn = "arn:aws:cloudtrail:us-east-1:123456789012:channel/abc";
const variable = "lake-function environment.variables.EXTERNAL_ID";
const condition =
    "lake-channel-policy resourcePolicy.Statement.0.Condition.StringEquals.cloudtrail:ExternalId";

/** Every input of every resource that is marked secret. */
function secretsOf({ registrations }: Recording<unknown>): string[] {
    return registrations.flatMap(({ name, secrets }) => secrets.map((path) => `${name} ${path}`)).sort();
}

/** [title, arguments, all that is secret then] */
const cases: [string, () => LooseArgs, string[]][] = [
    ["nothing", () => ({}), []],
    ["externalId", () => ({ channelArn, externalId: externalId() }), [variable]],
    [
        "channel.policy.externalId",
        () => ({ channel: { policy: { accountIds: ["111122223333"], externalId: externalId() } } }),
        [condition, variable],
    ],
    [
        "an external ID that is no secret",
        () => ({ channel: { policy: { accountIds: ["111122223333"], externalId: "s3cr3t" } } }),
        [],
    ],
    [
        "the batch size, which only the mapping uses",
        () => ({ delivery: { batchSize: pulumi.secret(50) } }),
        ["lake-mapping batchSize"],
    ],
    [
        "the timeout, which the queue's visibility is made of",
        () => ({ forwarder: { timeoutSeconds: pulumi.secret(50) } }),
        ["lake-function timeout", "lake-queue visibilityTimeoutSeconds"],
    ],
    [
        "the store's retention",
        () => ({ eventDataStore: { retentionDays: pulumi.secret(50) } }),
        ["lake-store retentionPeriod"],
    ],
    [
        "the bucket's name, and whatever has it",
        () => ({ destinations: ["s3"], s3: { bucketName: pulumi.secret("s3cr3t") } }),
        [
            "lake-s3-bucket bucket",
            ...["bucket-policy", "encryption", "object-lock", "public-access", "versioning"].map(
                (suffix) => `lake-s3-${suffix} bucket`,
            ),
            "lake-s3-database name",
            "lake-s3-function environment.variables.BUCKET_NAME",
            "lake-s3-table databaseName",
            "lake-s3-table parameters.storage.location.template",
            "lake-s3-table storageDescriptor.location",
        ].sort(),
    ],
    [
        "the scan limit, which only the workgroup uses",
        () => ({ destinations: ["s3"], s3: { scanLimitGiB: pulumi.secret(1) } }),
        ["lake-s3-workgroup configuration.bytesScannedCutoffPerQuery"],
    ],
    [
        "the raw log's name, and whatever has it",
        () => ({ eventLog: { name: pulumi.secret("/aws/events/s3cr3t") } }),
        ["lake-event-log name", "lake-event-log-policy policyName"],
    ],
];

describe("secrets stay secret, and nothing else becomes one", () => {
    for (const [title, args, secrets] of cases) {
        it(title, async () => {
            const recording = await recordLake({ ...enough, ...args() });
            expect(recording.errors).to.deep.equal([]);
            expect(secretsOf(recording)).to.deep.equal(secrets);
        });
    }
});
