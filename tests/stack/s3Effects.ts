const key = "arn:aws:kms:us-east-1:123456789012:key/1234abcd";
const writer = "arn:aws:iam::123456789012:role/history";
const s3 = { destinations: ["s3"] };
const archive = { s3ExistingBucketName: "log-archive", s3ExistingBucketAccountId: "111122223333" };

export type Effect = [
    key: string,
    value: unknown,
    child: string,
    inputs: object,
    also?: Record<string, unknown>,
];

const environmentOf = (also: object) => ({
    environment: {
        variables: {
            DEAD_LETTER_QUEUE_URL:
                "https://sqs.us-east-1.amazonaws.com/123456789012/onelogin-s3-dead-letters-1234567",
            EVENT_SOURCE: "onelogin.com",
            BUCKET_NAME: "onelogin-s3-bucket-1234567",
            BUCKET_OWNER: "123456789012",
            ...also,
        },
    },
});

const [inArchive, existing] = [
    { BUCKET_NAME: "log-archive", BUCKET_OWNER: "111122223333" },
    { ...s3, ...archive },
];

/** [key, its value, the child that it reaches, the inputs that this has then, keys that it needs] */
export const s3Effects: Effect[] = [
    ["destinations", ["s3"], "onelogin-s3-function", environmentOf({})],
    ["s3BucketName", "my.events", "onelogin-s3-bucket", { bucket: "my.events" }, s3],
    ["s3BucketName", "my-own.events", "onelogin-s3-database", { name: "my_own_events" }, s3],
    ["s3ExistingBucketName", "log-archive", "onelogin-s3-function", environmentOf(inArchive), existing],
    ["s3ExistingBucketAccountId", "111122223333", "onelogin-s3-function", environmentOf(inArchive), existing],
    [
        "s3ObjectLockMode",
        "COMPLIANCE",
        "onelogin-s3-object-lock",
        { rule: { defaultRetention: { mode: "COMPLIANCE", days: 366 } } },
        s3,
    ],
    [
        "s3ObjectLockRetentionDays",
        7,
        "onelogin-s3-object-lock",
        { rule: { defaultRetention: { mode: "GOVERNANCE", days: 7 } } },
        s3,
    ],
    [
        "s3RetentionDays",
        400,
        "onelogin-s3-lifecycle",
        {
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
        s3,
    ],
    [
        "s3KmsKeyArn",
        key,
        "onelogin-s3-encryption",
        {
            rules: [
                {
                    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key },
                    bucketKeyEnabled: true,
                },
            ],
        },
        s3,
    ],
    [
        "s3RetainOnDelete",
        false,
        "onelogin-s3-bucket",
        { forceDestroy: true },
        { ...s3, s3ObjectLockMode: "NONE" },
    ],
    [
        "s3ScanLimitGiB",
        0.5,
        "onelogin-s3-workgroup",
        {
            configuration: {
                enforceWorkgroupConfiguration: true,
                engineVersion: { selectedEngineVersion: "Athena engine version 3" },
                bytesScannedCutoffPerQuery: 536_870_912,
                managedQueryResultsConfiguration: { enabled: true },
            },
        },
        s3,
    ],
    ["s3DeliveryBatchSize", 20, "onelogin-s3-mapping", { batchSize: 20 }, s3],
    ["s3DeliveryBatchWindowSeconds", 20, "onelogin-s3-mapping", { maximumBatchingWindowInSeconds: 20 }, s3],
    ["s3DeliveryMaxReceiveCount", 7, "onelogin-s3-function", environmentOf({ MAX_RECEIVE_COUNT: "7" }), s3],
    [
        "s3DeliveryMaxConcurrency",
        20,
        "onelogin-s3-mapping",
        { scalingConfig: { maximumConcurrency: 20 } },
        s3,
    ],
    ["s3DeliveryRetentionDays", 10, "onelogin-s3-queue", { messageRetentionSeconds: 864_000 }, s3],
    ["s3DeliveryKmsKeyArn", key, "onelogin-s3-dead-letters", { kmsMasterKeyId: key }, s3],
    ["forwarderMemorySize", 1024, "onelogin-s3-function", { memorySize: 1024 }, s3],
];

/** Roles that may write, as the bucket's policy has them: looked at by themselves, because the policy is text. */
export const writerArns = { ...s3, s3WriterArns: [writer] };
