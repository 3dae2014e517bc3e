import type { Effect } from "./effects";

const destinations = ["s3"];
const key = (of: string) => `arn:aws:kms:us-east-1:111122223333:key/${of}`;

const environment = (more: object) => ({
    variables: {
        DEAD_LETTER_QUEUE_URL:
            "https://sqs.us-east-1.amazonaws.com/123456789012/lake-s3-dead-letters-1234567",
        EVENT_SOURCE: "onelogin.com",
        ...more,
    },
});

/** The same of S3. */
export const s3Effects: Effect[] = [
    [
        "each",
        {
            destinations,
            s3: {
                bucketName: "my-own.events",
                retainOnDelete: true,
                writerArns: ["arn:aws:iam::111122223333:role/history"],
                objectLock: { mode: "COMPLIANCE", retentionDays: 7 },
                retentionDays: 400,
                kmsKeyArn: key("bucket"),
                scanLimitGiB: 0.5,
                delivery: {
                    batchSize: 20,
                    batchWindowSeconds: 20,
                    maxReceiveCount: 7,
                    maxConcurrency: 20,
                    retentionDays: 10,
                    kmsKeyArn: key("delivery"),
                },
            },
            forwarder: { memorySize: 1024 },
        },
        {
            "lake-s3-bucket": { bucket: "my-own.events", forceDestroy: undefined },
            "lake-s3-database": { name: "my_own_events" },
            "lake-s3-object-lock": { rule: { defaultRetention: { mode: "COMPLIANCE", days: 7 } } },
            // An expiration alone only adds markers: what they hide, and they themselves, have to go as well.
            "lake-s3-lifecycle": {
                rules: [
                    {
                        id: "expire-events",
                        status: "Enabled",
                        filter: { prefix: "events/" },
                        expiration: { days: 400 },
                        noncurrentVersionExpiration: { noncurrentDays: 1 },
                    },
                    {
                        id: "remove-markers",
                        status: "Enabled",
                        filter: { prefix: "events/" },
                        expiration: { expiredObjectDeleteMarker: true },
                    },
                ],
            },
            "lake-s3-encryption": {
                rules: [
                    {
                        applyServerSideEncryptionByDefault: {
                            sseAlgorithm: "aws:kms",
                            kmsMasterKeyId: key("bucket"),
                        },
                        bucketKeyEnabled: true,
                    },
                ],
            },
            "lake-s3-workgroup": {
                configuration: {
                    enforceWorkgroupConfiguration: true,
                    engineVersion: { selectedEngineVersion: "Athena engine version 3" },
                    bytesScannedCutoffPerQuery: 536_870_912,
                    managedQueryResultsConfiguration: { enabled: true },
                },
            },
            "lake-s3-mapping": {
                batchSize: 20,
                maximumBatchingWindowInSeconds: 20,
                scalingConfig: { maximumConcurrency: 20 },
            },
            "lake-s3-queue": { messageRetentionSeconds: 864_000, kmsMasterKeyId: key("delivery") },
            "lake-s3-dead-letters": { kmsMasterKeyId: key("delivery") },
            "lake-s3-function": {
                memorySize: 1024,
                environment: environment({
                    BUCKET_NAME: "my-own.events",
                    BUCKET_OWNER: "123456789012",
                    MAX_RECEIVE_COUNT: "7",
                }),
            },
        },
    ],

    [
        "a bucket that exists",
        { destinations, s3: { existingBucket: { name: "log-archive", accountId: "111122223333" } } },
        {
            "lake-s3-function": {
                environment: environment({ BUCKET_NAME: "log-archive", BUCKET_OWNER: "111122223333" }),
            },
        },
    ],

    [
        "a bucket that is emptied and deleted with the stack",
        { destinations, s3: { retainOnDelete: false, objectLock: { mode: "NONE" } } },
        { "lake-s3-bucket": { forceDestroy: true } },
    ],
];
