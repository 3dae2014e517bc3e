import type { Shown } from "./pack";
import { byEvents, component, deadLetters, forwarder, group, of, source, store, target } from "./resources";
import { describeRule } from "./rule";

describeRule("dead-letter-queues-everywhere", [
    ["a queue with a redrive policy, and its dead-letter queue", [source, deadLetters]],
    [
        "a queue without",
        { ...source, props: { messageRetentionSeconds: 1 }, uses: {} },
        "Give the queue a redrivePolicy: a message that nobody can take blocks and then expires.",
    ],
    [
        "a target with a dead-letter queue",
        [
            {
                type: target,
                name: "it",
                props: { deadLetterConfig: { arn: "a" } },
                uses: { deadLetterConfig: ["dead"] },
            },
            deadLetters,
        ],
    ],
    [
        "a target without",
        of(target, {}),
        "Give the target a deadLetterConfig: EventBridge drops what it cannot deliver in a day.",
    ],
    [
        "a copy for a log group",
        [
            { type: target, name: "it", props: {}, uses: { arn: ["log"] } },
            { type: group, name: "log", props: { retentionInDays: 1 } },
        ],
    ],
    [
        "a function that a rule invokes, with a dead-letter queue",
        [{ ...forwarder, props: { ...forwarder.props, deadLetterConfig: { targetArn: "a" } } }, byEvents],
    ],
    [
        "a function that a rule invokes, without",
        [forwarder, byEvents],
        "Give the function a deadLetterConfig: Lambda drops an event that failed three times.",
    ],
    [
        "a function that something else invokes",
        [
            forwarder,
            { ...byEvents, props: { principal: "apigateway.amazonaws.com", sourceAccount: "111122223333" } },
        ],
    ],
]);

describeRule("retention-is-set", [
    ["a group with a retention", of(group, { retentionInDays: 90 })],
    [
        "a group without",
        of(group, {}),
        "Set retentionInDays: without it nobody decided how long this is kept.",
    ],
    [
        "a group that keeps for ever",
        of(group, { retentionInDays: 0 }),
        "Set retentionInDays: without it nobody decided how long this is kept.",
    ],
    [
        "a queue without",
        [{ ...source, props: { redrivePolicy: "{}" } }, deadLetters],
        "Set messageRetentionSeconds: without it nobody decided how long this is kept.",
    ],
]);

describeRule("store-is-protected", [
    ["a protected store", of(store, { terminationProtectionEnabled: true })],
    ["a store with AWS's default", of(store, {})],
    [
        "an unprotected store",
        of(store, { terminationProtectionEnabled: false }),
        "terminationProtectionEnabled is false: the evidence could be deleted. Leave it out, or set it to true.",
    ],
    [
        "an unprotected store of the other provider",
        of("aws:cloudtrail/eventDataStore:EventDataStore", { terminationProtectionEnabled: false }),
        "terminationProtectionEnabled is false: the evidence could be deleted. Leave it out, or set it to true.",
    ],
]);

const bucket: Shown = { type: "aws:s3/bucket:Bucket", name: "it", parent: component, props: {} };
const side = (type: string, props: Shown["props"] = {}): Shown => ({
    type: `aws:s3/${type[0].toLowerCase()}${type.slice(1)}:${type}`,
    name: type,
    parent: component,
    props,
    uses: { bucket: ["it"] },
});
const lock = side("BucketObjectLockConfiguration");
const block = side("BucketPublicAccessBlock");

describeRule("bucket-is-locked", [
    ["a bucket with a lock that blocks public access", [bucket, lock, block]],
    ["a bucket of somebody else", [{ ...bucket, parent: "my:own:Thing" }]],
    [
        "a bucket without a lock",
        [bucket, block],
        "It has no Object Lock: the evidence could be deleted. Leave s3.objectLock.mode out, or set another than NONE.",
    ],
    [
        "a bucket with another's lock",
        [
            bucket,
            block,
            { ...lock, uses: { bucket: ["other"] } },
            { ...bucket, name: "other", parent: "my:own:Thing" },
        ],
        "It has no Object Lock: the evidence could be deleted. Leave s3.objectLock.mode out, or set another than NONE.",
    ],
    [
        "a bucket that does not block public access",
        [bucket, lock],
        "It does not block public access. Give it the block.",
    ],
    [
        "a bucket that a destroy empties",
        [{ ...bucket, props: { forceDestroy: true } }, lock, block],
        "forceDestroy is true: a destroy deletes every event. Leave s3.retainOnDelete out, or set it to true.",
    ],
]);

const encryption = (byDefault: object): Shown => ({
    ...side("BucketServerSideEncryptionConfiguration"),
    name: "it",
    uses: {},
    props: { rules: [{ applyServerSideEncryptionByDefault: byDefault as Record<string, string> }] },
});
const required = { "encrypted-with-own-key": { required: true } };

describeRule("encrypted-with-own-key", [
    ["no key, where none is asked for", of(store, {})],
    ["a key, where one is", of(store, { kmsKeyId: "arn" }), undefined, required],
    [
        "no key, where one is",
        of(store, {}),
        "Set kmsKeyId to a KMS key, or add the resource's name to this policy's \"except\".",
        required,
    ],
    [
        "a queue without a key, where one is",
        [source, { ...deadLetters, props: { ...deadLetters.props, kmsMasterKeyId: "k" } }],
        "Set kmsMasterKeyId to a KMS key, or add the resource's name to this policy's \"except\".",
        required,
    ],
    [
        "an exception",
        of(group, { retentionInDays: 1 }),
        undefined,
        { "encrypted-with-own-key": { required: true, except: ["it"] } },
    ],
    [
        "a bucket with a key, where one is asked for",
        [encryption({ sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn" })],
        undefined,
        required,
    ],
    [
        "a bucket without a key, where one is",
        [encryption({ sseAlgorithm: "AES256" })],
        "Set kmsMasterKeyId to a KMS key, or add the resource's name to this policy's \"except\".",
        required,
    ],
]);
