import type { Shown } from "./pack";
import { byEvents, component, deadLetters, forwarder, group, of, source, store, target } from "./resources";
import { describeRule } from "./rule";

// What passes is in programs.test.ts: each resource of this repository's programs does.

describeRule("dead-letter-queues-everywhere", [
    [
        "a queue without",
        { ...source, props: { messageRetentionSeconds: 1 }, uses: {} },
        "Give the queue a redrivePolicy: a message that nobody can take blocks and then expires.",
    ],
    [
        "a target without",
        of(target, {}),
        "Give the target a deadLetterConfig: EventBridge drops what it cannot deliver in a day.",
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

const unlimited = "Set retentionInDays: without it nobody decided how long this is kept.";

describeRule("retention-is-set", [
    ["a group without", of(group, {}), unlimited],
    ["a group that keeps for ever", of(group, { retentionInDays: 0 }), unlimited],
    [
        "a queue without",
        [{ ...source, props: { redrivePolicy: "{}" } }, deadLetters],
        "Set messageRetentionSeconds: without it nobody decided how long this is kept.",
    ],
]);

describeRule("store-is-protected", [
    ["a store with AWS's default", of(store, {})],
    [
        "an unprotected store of the other provider",
        of("aws:cloudtrail/eventDataStore:EventDataStore", { terminationProtectionEnabled: false }),
        "terminationProtectionEnabled is false: the evidence could be deleted. Leave it out, or set it to true.",
    ],
]);

const bucket: Shown = { type: "aws:s3/bucket:Bucket", name: "it", parent: component, props: {} };
const side = (type: string): Shown => ({
    type: `aws:s3/${type[0].toLowerCase()}${type.slice(1)}:${type}`,
    name: type,
    parent: component,
    props: {},
    uses: { bucket: ["it"] },
});
const lock = side("BucketObjectLockConfiguration");
const block = side("BucketPublicAccessBlock");

describeRule("bucket-is-locked", [
    ["a bucket of somebody else", [{ ...bucket, parent: "my:own:Thing" }]],
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
]);

describeRule("encrypted-with-own-key", [
    [
        "no key, where one is asked for",
        of(store, {}),
        "Set kmsKeyId to a KMS key, or add the resource's name to this policy's \"except\".",
        { "encrypted-with-own-key": { required: true } },
    ],
]);
