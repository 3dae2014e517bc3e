import { of, group, deadLetters, source } from "./resources";
import { describeRule } from "./rule";

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
