import { group, deadLetters, source } from "./resources";
import { describeRule } from "./rule";

describeRule("retention-is-set", [
    {
        what: "a group with a retention",
        resources: [{ type: group, name: "it", props: { retentionInDays: 90 } }],
    },
    {
        what: "a group without",
        resources: [{ type: group, name: "it", props: {} }],
        said: "Set retentionInDays: without it nobody decided how long this is kept.",
    },
    {
        what: "a group that keeps for ever",
        resources: [{ type: group, name: "it", props: { retentionInDays: 0 } }],
        said: "Set retentionInDays: without it nobody decided how long this is kept.",
    },
    {
        what: "a queue without",
        resources: [{ ...source, props: { redrivePolicy: "{}" } }, deadLetters],
        said: "Set messageRetentionSeconds: without it nobody decided how long this is kept.",
    },
]);
