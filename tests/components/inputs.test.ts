import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { enough, recordLake } from "../support/pulumi/component";
import type { LooseArgs } from "../support/pulumi/component";

const key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const source = "aws.partner/onelogin.com/US-205033/061112e9cb";
const secret = "arn:aws:secretsmanager:us-east-1:111122223333:secret:redaction-AbCdEf";
const boundary = "arn:aws:iam::111122223333:policy/boundary";

/** The environment of the function, with more or other variables. */
function variables(more: object): object {
    return {
        environment: {
            variables: {
                CHANNEL_ARN: "arn:aws:cloudtrail:us-east-1:123456789012:channel/22222222-bbbb",
                DEAD_LETTER_QUEUE_URL:
                    "https://sqs.us-east-1.amazonaws.com/123456789012/lake-dead-letters-1234567",
                EVENT_SOURCE: "onelogin.com",
                ...more,
            },
        },
    };
}

/** [input, its settings, the child that they reach, and the inputs that it then has] */
const effects: [string, LooseArgs, string, object][] = [
    ["eventDataStore.name", { eventDataStore: { name: "my.store" } }, "lake-store", { name: "my.store" }],
    [
        "eventDataStore.billingMode, with its own default retention",
        { eventDataStore: { billingMode: "FIXED_RETENTION_PRICING" } },
        "lake-store",
        { billingMode: "FIXED_RETENTION_PRICING", retentionPeriod: 2557 },
    ],
    [
        "eventDataStore.retentionDays",
        { eventDataStore: { retentionDays: 3653 } },
        "lake-store",
        { billingMode: "EXTENDABLE_RETENTION_PRICING", retentionPeriod: 3653 },
    ],
    ["eventDataStore.kmsKeyArn", { eventDataStore: { kmsKeyArn: key } }, "lake-store", { kmsKeyId: key }],
    [
        "eventDataStore.terminationProtection",
        { eventDataStore: { terminationProtection: false } },
        "lake-store",
        { terminationProtectionEnabled: false },
    ],
    ["channel.name", { channel: { name: "my-channel" } }, "lake-channel", { name: "my-channel" }],
    ["channel.source", { channel: { source: "Custom" } }, "lake-channel", { source: "Custom" }],
    ["delivery.batchSize", { delivery: { batchSize: 1 } }, "lake-mapping", { batchSize: 1 }],
    [
        "delivery.batchWindowSeconds, in the mapping",
        { delivery: { batchWindowSeconds: 300 } },
        "lake-mapping",
        { maximumBatchingWindowInSeconds: 300 },
    ],
    [
        "delivery.batchWindowSeconds, 0 with small batches",
        { delivery: { batchWindowSeconds: 0, batchSize: 10 } },
        "lake-mapping",
        { maximumBatchingWindowInSeconds: 0, batchSize: 10 },
    ],
    [
        "delivery.batchWindowSeconds, in the queue's visibility",
        { delivery: { batchWindowSeconds: 300 } },
        "lake-queue",
        { visibilityTimeoutSeconds: 660 },
    ],
    [
        "delivery.maxReceiveCount",
        { delivery: { maxReceiveCount: 7 } },
        "lake-queue",
        {
            redrivePolicy:
                '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:lake-dead-letters-1234567","maxReceiveCount":7}',
        },
    ],
    ...[39, 40].map((maxReceiveCount): (typeof effects)[number] => [
        `delivery.maxReceiveCount of ${maxReceiveCount}, as the forwarder knows it`,
        { delivery: { maxReceiveCount } },
        "lake-function",
        variables(maxReceiveCount < 40 ? { MAX_RECEIVE_COUNT: String(maxReceiveCount) } : {}),
    ]),
    [
        "delivery.maxConcurrency",
        { delivery: { maxConcurrency: 1000 } },
        "lake-mapping",
        { scalingConfig: { maximumConcurrency: 1000 } },
    ],
    [
        "delivery.retentionDays, of the queue",
        { delivery: { retentionDays: 2 } },
        "lake-queue",
        { messageRetentionSeconds: 172_800 },
    ],
    [
        "delivery.retentionDays, but not of the dead letters",
        { delivery: { retentionDays: 2 } },
        "lake-dead-letters",
        { messageRetentionSeconds: 1_209_600 },
    ],
    [
        "delivery.kmsKeyArn, of the queue",
        { delivery: { kmsKeyArn: key } },
        "lake-queue",
        { kmsMasterKeyId: key, sqsManagedSseEnabled: undefined },
    ],
    [
        "delivery.kmsKeyArn, of the dead letters",
        { delivery: { kmsKeyArn: key } },
        "lake-dead-letters",
        { kmsMasterKeyId: key, sqsManagedSseEnabled: undefined },
    ],
    ["forwarder.memorySize", { forwarder: { memorySize: 10240 } }, "lake-function", { memorySize: 10240 }],
    ["forwarder.timeoutSeconds", { forwarder: { timeoutSeconds: 900 } }, "lake-function", { timeout: 900 }],
    [
        "forwarder.timeoutSeconds, in the queue's visibility",
        { forwarder: { timeoutSeconds: 900 } },
        "lake-queue",
        { visibilityTimeoutSeconds: 5405 },
    ],
    [
        "forwarder.logRetentionDays",
        { forwarder: { logRetentionDays: 1 } },
        "lake-function-log",
        { retentionInDays: 1 },
    ],
    [
        "forwarder.permissionsBoundaryArn",
        { forwarder: { permissionsBoundaryArn: boundary } },
        "lake-role",
        { permissionsBoundary: boundary },
    ],
    [
        "forwarder.permissionsBoundaryArn, one of AWS's own",
        { forwarder: { permissionsBoundaryArn: "arn:aws:iam::aws:policy/PowerUserAccess" } },
        "lake-role",
        { permissionsBoundary: "arn:aws:iam::aws:policy/PowerUserAccess" },
    ],
    ...Object.entries({
        INFO: {},
        DEBUG: { applicationLogLevel: "DEBUG" },
        WARN: { systemLogLevel: "WARN" },
    }).map(([logLevel, levels]): (typeof effects)[number] => [
        `forwarder.logLevel ${logLevel}, which never filters the line with the metrics`,
        { forwarder: { logLevel } },
        "lake-function",
        { loggingConfig: { logFormat: "JSON", logGroup: "/aws/lambda/lake-0001", ...levels } },
    ]),
    [
        "forwarder.tracing",
        { forwarder: { tracing: true } },
        "lake-function",
        { tracingConfig: { mode: "Active" } },
    ],
    [
        "forwarder.tracing, off by default",
        { forwarder: { tracing: false } },
        "lake-function",
        { tracingConfig: undefined },
    ],
    [
        "forwarder.eventSource",
        { forwarder: { eventSource: "id.example.com" } },
        "lake-function",
        variables({ EVENT_SOURCE: "id.example.com" }),
    ],
    ...(
        [
            [
                "eventTypes, included",
                { eventTypes: { include: [8, 5] } },
                { EVENT_TYPES: "include 8,5", REDACTION: "none" },
            ],
            [
                "eventTypes, excluded",
                { eventTypes: { exclude: pulumi.output([8, 100_000]) } },
                { EVENT_TYPES: "exclude 8,100000", REDACTION: "none" },
            ],
            [
                "redaction, removed",
                { redaction: { remove: ["notes", pulumi.output("ipaddr")] } },
                { EVENT_TYPES: "all", REDACTION: "remove notes,ipaddr" },
            ],
            [
                "redaction, all of it",
                {
                    redaction: {
                        remove: ["notes"],
                        hash: ["user_name", "user_id"],
                        hashKeySecretArn: secret,
                        hashKeyKmsKeyArn: key,
                    },
                },
                {
                    EVENT_TYPES: "all",
                    REDACTION: "remove notes hash user_name,user_id",
                    HASH_KEY_ARN: secret,
                },
            ],
        ] as [string, LooseArgs, object][]
    ).map(([title, args, more]): (typeof effects)[number] => [title, args, "lake-function", variables(more)]),
    [
        "eventLog.name",
        { eventLog: { name: "/aws/events/eventbridge-onelogin" } },
        "lake-event-log",
        { name: "/aws/events/eventbridge-onelogin", namePrefix: undefined },
    ],
    [
        "eventLog.retentionDays",
        { eventLog: { retentionDays: 3653 } },
        "lake-event-log",
        { retentionInDays: 3653 },
    ],
    [
        "eventSourceNames, all that the rule takes",
        { eventSourceName: undefined, eventBusName: "hub", eventSourceNames: [source, `${source}2`] },
        "lake-rule",
        { eventBusName: "hub", eventPattern: `{"source":["${source}","${source}2"]}` },
    ],
    ["forwarder.logKmsKeyArn", { forwarder: { logKmsKeyArn: key } }, "lake-function-log", { kmsKeyId: key }],
    [
        "forwarder.reservedConcurrency",
        { delivery: { mode: "direct" }, forwarder: { reservedConcurrency: 5 } },
        "lake-function",
        { reservedConcurrentExecutions: 5 },
    ],
    [
        "eventLog.deletionProtection",
        { eventLog: { deletionProtection: true } },
        "lake-event-log",
        { deletionProtectionEnabled: true },
    ],
    ["eventLog.kmsKeyArn", { eventLog: { kmsKeyArn: key } }, "lake-event-log", { kmsKeyId: key }],
    [
        "eventLog.policyScope",
        { eventLog: { policyScope: "logGroup" } },
        "lake-event-log-policy",
        {
            policyName: undefined,
            resourceArn: "arn:aws:logs:us-east-1:123456789012:log-group:/aws/events/lake-0001",
        },
    ],
    [
        "eventLog.policyScope, the account's by default",
        {},
        "lake-event-log-policy",
        { policyName: "/aws/events/lake-0001", resourceArn: undefined },
    ],
];

describe("the inputs", () => {
    for (const [title, args, name, inputs] of effects) {
        it(title, async () => {
            const recording = await recordLake({ ...enough, ...args });
            expect(recording.errors).to.deep.equal([]);
            const made = recording.named(name).inputs;
            for (const [input, value] of Object.entries(inputs)) {
                expect(made[input], input).to.deep.equal(value);
            }
        });
    }

    it("may leave the raw log out", async () => {
        const { errors, registrations } = await recordLake({ ...enough, eventLog: { enabled: false } });
        expect(errors).to.deep.equal([]);
        const ofLog = registrations.filter(({ name }) => /event-log|log-target/.test(name));
        expect(ofLog).to.deep.equal([]);
    });
});
