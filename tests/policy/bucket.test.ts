import { component } from "./resources";
import { describeRule } from "./rule";
import type { Shown } from "./pack";

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
