import { of, group, target, deadLetters, source, forwarder, byEvents } from "./resources";
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
