import { group, store, deadLetters, source } from "./resources";
import { describeRule } from "./rule";

describeRule("encrypted-with-own-key", [
    { what: "no key, where none is asked for", resources: [{ type: store, name: "it", props: {} }] },
    {
        what: "a key, where one is",
        resources: [{ type: store, name: "it", props: { kmsKeyId: "arn" } }],
        config: { "encrypted-with-own-key": { required: true } },
    },
    {
        what: "no key, where one is",
        resources: [{ type: store, name: "it", props: {} }],
        config: { "encrypted-with-own-key": { required: true } },
        said: "Set kmsKeyId to a KMS key, or add the resource's name to this policy's \"except\".",
    },
    {
        what: "a queue without a key, where one is",
        resources: [source, { ...deadLetters, props: { ...deadLetters.props, kmsMasterKeyId: "k" } }],
        config: { "encrypted-with-own-key": { required: true } },
        said: "Set kmsMasterKeyId to a KMS key, or add the resource's name to this policy's \"except\".",
    },
    {
        what: "an exception",
        resources: [{ type: group, name: "it", props: { retentionInDays: 1 } }],
        config: { "encrypted-with-own-key": { required: true, except: ["it"] } },
    },
]);
