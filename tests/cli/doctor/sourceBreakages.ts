import { changed, deleted, find, gone, type Breakage } from "./breaking";

const noRule = ["event pattern", "targets"];

export const sourceBreakages: Breakage[] = [
    {
        what: "the webhook was deleted in OneLogin",
        break: ({ account }) => account.sources.splice(0),
        finding: "event source",
        says: /is gone: the webhook was deleted/,
        mend: /new webhook in OneLogin/,
    },
    {
        what: "the event source has lost its bus",
        break: ({ account: { sources } }) =>
            Object.assign(sources[0], { state: "PENDING", expires: new Date("2026-12-11T00:00:00Z") }),
        finding: "event source",
        says: /is PENDING.*it goes at 2026-12-11T00:00:00.000Z/,
    },
    deleted("the bus", gone("bus", "onelogin-bus"), "event bus", ["rule", ...noRule]),
    deleted("the rule", gone("rule", "onelogin-rule"), "rule", noRule),
    {
        what: "the rule was disabled",
        break: changed("rule", "onelogin-rule", { state: "DISABLED" }),
        finding: "rule",
        says: /is DISABLED: no event passes/,
        mend: /^aws events enable-rule --event-bus-name \S+ --name onelogin-rule\S* --region us-east-1$/,
    },
    {
        what: "the rule's pattern takes other events",
        break: changed("rule", "onelogin-rule", { eventPattern: '{"source":["aws.s3"]}' }),
        finding: "event pattern",
        says: /does not take events from aws\.partner/,
    },
    {
        what: "a queue is no target any more",
        break: gone("target", "onelogin-s3-queue-target"),
        finding: "targets",
        says: /^The queue onelogin-s3-queue\S* is not a target\.$/i,
    },
    {
        what: "a target has no dead-letter queue",
        break: changed("target", "onelogin-queue-target", { deadLetterConfig: undefined }),
        finding: "targets",
        says: /is not dead-lettered/,
    },
    deleted("the raw event log", gone("group", "onelogin-event-log"), "raw event log", [
        "raw event log policy",
    ]),
    {
        what: "the raw event log's policy was deleted",
        break: gone("groupPolicy", "onelogin-event-log-policy"),
        finding: "raw event log policy",
        says: /may not logs:CreateLogStream/,
    },
    {
        what: "the raw event log's policy is for another rule",
        break: (world) => {
            const { state } = find(world, "groupPolicy", "onelogin-event-log-policy");
            state.policyDocument = String(state.policyDocument).replace(/rule\/[^"]*/, "rule/other");
        },
        finding: "raw event log policy",
        says: /may not logs:PutLogEvents/,
    },
];
