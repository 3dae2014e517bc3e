import { group, target, deadLetters, source, forwarder, byEvents } from "./resources";
import { describeRule } from "./rule";

describeRule("dead-letter-queues-everywhere", [
    {
        what: "a queue with a redrive policy, and its dead-letter queue",
        resources: [source, deadLetters],
    },
    {
        what: "a queue without",
        resources: [{ ...source, props: { messageRetentionSeconds: 1 }, uses: {} }],
        said: "Give the queue a redrivePolicy: a message that nobody can take blocks and then expires.",
    },
    {
        what: "a target with a dead-letter queue",
        resources: [
            {
                type: target,
                name: "it",
                props: { deadLetterConfig: { arn: "a" } },
                uses: { deadLetterConfig: ["dead"] },
            },
            deadLetters,
        ],
    },
    {
        what: "a target without",
        resources: [{ type: target, name: "it", props: {} }],
        said: "Give the target a deadLetterConfig: EventBridge drops what it cannot deliver in a day.",
    },
    {
        what: "a copy for a log group",
        resources: [
            { type: target, name: "it", props: {}, uses: { arn: ["log"] } },
            { type: group, name: "log", props: { retentionInDays: 1 } },
        ],
    },
    {
        what: "a function that a rule invokes, with a dead-letter queue",
        resources: [
            { ...forwarder, props: { ...forwarder.props, deadLetterConfig: { targetArn: "a" } } },
            byEvents,
        ],
    },
    {
        what: "a function that a rule invokes, without",
        resources: [forwarder, byEvents],
        said: "Give the function a deadLetterConfig: Lambda drops an event that failed three times.",
    },
    {
        what: "a function that something else invokes",
        resources: [forwarder, { ...byEvents, props: { principal: "apigateway.amazonaws.com" } }],
    },
]);
