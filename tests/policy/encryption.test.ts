import { of, group, store, deadLetters, source } from "./resources";
import { describeRule } from "./rule";

describeRule("encrypted-with-own-key", [
    ["no key, where none is asked for", of(store, {})],
    [
        "a key, where one is",
        of(store, { kmsKeyId: "arn" }),
        undefined,
        { "encrypted-with-own-key": { required: true } },
    ],
    [
        "no key, where one is",
        of(store, {}),
        "Set kmsKeyId to a KMS key, or add the resource's name to this policy's \"except\".",
        { "encrypted-with-own-key": { required: true } },
    ],
    [
        "a queue without a key, where one is",
        [source, { ...deadLetters, props: { ...deadLetters.props, kmsMasterKeyId: "k" } }],
        "Set kmsMasterKeyId to a KMS key, or add the resource's name to this policy's \"except\".",
        { "encrypted-with-own-key": { required: true } },
    ],
    [
        "an exception",
        of(group, { retentionInDays: 1 }),
        undefined,
        { "encrypted-with-own-key": { required: true, except: ["it"] } },
    ],
]);
