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
    { what: "a bucket with a lock that blocks public access", resources: [bucket, lock, block] },
    { what: "a bucket of somebody else", resources: [{ ...bucket, parent: "my:own:Thing" }] },
    {
        what: "a bucket without a lock",
        resources: [bucket, block],
        said: "It has no Object Lock: the evidence could be deleted. Leave s3.objectLock.mode out, or set another than NONE.",
    },
    {
        what: "a bucket with another's lock",
        resources: [
            bucket,
            block,
            { ...lock, uses: { bucket: ["other"] } },
            { ...bucket, name: "other", parent: "my:own:Thing" },
        ],
        said: "It has no Object Lock: the evidence could be deleted. Leave s3.objectLock.mode out, or set another than NONE.",
    },
    {
        what: "a bucket that does not block public access",
        resources: [bucket, lock],
        said: "It does not block public access. Give it the block.",
    },
    {
        what: "a bucket that a destroy empties",
        resources: [{ ...bucket, props: { forceDestroy: true } }, lock, block],
        said: "forceDestroy is true: a destroy deletes every event. Leave s3.retainOnDelete out, or set it to true.",
    },
]);

const encryption = (byDefault: object): Shown => ({
    ...side("BucketServerSideEncryptionConfiguration"),
    name: "it",
    uses: {},
    props: { rules: [{ applyServerSideEncryptionByDefault: byDefault as Record<string, string> }] },
});
const required = { "encrypted-with-own-key": { required: true } };

describeRule("encrypted-with-own-key", [
    {
        what: "a bucket with a key, where one is asked for",
        resources: [encryption({ sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn" })],
        config: required,
    },
    {
        what: "a bucket without a key, where one is",
        resources: [encryption({ sseAlgorithm: "AES256" })],
        config: required,
        said: "Set kmsMasterKeyId to a KMS key, or add the resource's name to this policy's \"except\".",
    },
]);
