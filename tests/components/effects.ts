import * as pulumi from "@pulumi/pulumi";
import { topic } from "../support/pulumi/component";
import type { LooseArgs } from "../support/pulumi/component";

const key = (of: string) => `arn:aws:kms:us-east-1:111122223333:key/${of}`;
/** Arguments beside those that are enough, and what children then have; what they have by default is in the golden graphs. */
export type Effect = [title: string, args: LooseArgs, children: Record<string, object>];

const source = "aws.partner/onelogin.com/US-205033/061112e9cb";
const secret = "arn:aws:secretsmanager:us-east-1:111122223333:secret:redaction-AbCdEf";
const deadLettersArn = "arn:aws:sqs:us-east-1:123456789012:lake-dead-letters-1234567";
const logging = {
    ...{ logFormat: "JSON", logGroup: "/aws/lambda/lake-0001" },
    ...{ applicationLogLevel: "INFO", systemLogLevel: "INFO" },
};

/** The environment of the function, with more or other variables. */
function environment(more: object): object {
    return {
        variables: {
            CHANNEL_ARN: "arn:aws:cloudtrail:us-east-1:123456789012:channel/22222222-bbbb",
            DEAD_LETTER_QUEUE_URL:
                "https://sqs.us-east-1.amazonaws.com/123456789012/lake-dead-letters-1234567",
            EVENT_SOURCE: "onelogin.com",
            ...more,
        },
    };
}

export const lakeEffects: Effect[] = [
    [
        "each, as long, as many or as much as may be",
        {
            eventDataStore: {
                name: "my.store",
                retentionDays: 3653,
                kmsKeyArn: key("store"),
                terminationProtection: false,
                retainOnDelete: false,
            },
            channel: {
                name: "my-channel",
                source: "Custom",
                policy: { accountIds: ["111122223333"], externalId: "lake/1" },
            },
            delivery: {
                mode: "buffered",
                batchSize: 1,
                batchWindowSeconds: 300,
                maxReceiveCount: 7,
                maxConcurrency: 1000,
                retentionDays: 2,
                kmsKeyArn: key("delivery"),
            },
            forwarder: {
                memorySize: 10240,
                timeoutSeconds: 900,
                logRetentionDays: 1,
                logKmsKeyArn: key("log"),
                permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/boundary",
                logLevel: "DEBUG",
                tracing: true,
                packSdk: false,
                eventSource: "id.example.com",
            },
            eventLog: {
                enabled: true,
                name: "/aws/events/eventbridge-onelogin",
                retentionDays: 3653,
                kmsKeyArn: key("events"),
                deletionProtection: true,
            },
            eventTypes: { include: [8, 5] },
            redaction: {
                remove: ["notes"],
                hash: ["user_name", "user_id"],
                hashKeySecretArn: secret,
                hashKeyKmsKeyArn: key("secret"),
            },
            alarms: { actions: [topic], okActions: true, silenceHours: 24, waitMinutes: 200 },
            dashboard: { name: "my-dashboard" },
            tags: { team: "security" },
        },
        {
            "lake-store": {
                name: "my.store",
                billingMode: "EXTENDABLE_RETENTION_PRICING",
                retentionPeriod: 3653,
                kmsKeyId: key("store"),
                terminationProtectionEnabled: false,
            },
            "lake-channel": { name: "my-channel", source: "Custom" },
            "lake-mapping": {
                batchSize: 1,
                maximumBatchingWindowInSeconds: 300,
                scalingConfig: { maximumConcurrency: 1000 },
            },
            "lake-queue": {
                // 6 x 900 + 300
                visibilityTimeoutSeconds: 5700,
                redrivePolicy: `{"deadLetterTargetArn":"${deadLettersArn}","maxReceiveCount":7}`,
                messageRetentionSeconds: 172_800,
                kmsMasterKeyId: key("delivery"),
                sqsManagedSseEnabled: undefined,
            },
            "lake-dead-letters": {
                messageRetentionSeconds: 1_209_600,
                kmsMasterKeyId: key("delivery"),
                sqsManagedSseEnabled: undefined,
            },
            "lake-function": {
                memorySize: 10240,
                timeout: 900,
                tracingConfig: { mode: "Active" },
                loggingConfig: { ...logging, applicationLogLevel: "DEBUG" },
                environment: environment({
                    EVENT_SOURCE: "id.example.com",
                    EXTERNAL_ID: "lake/1",
                    MAX_RECEIVE_COUNT: "7",
                    EVENT_TYPES: "include 8,5",
                    REDACTION: "remove notes hash user_name,user_id",
                    HASH_KEY_ARN: secret,
                }),
            },
            "lake-function-log": { retentionInDays: 1, kmsKeyId: key("log") },
            "lake-role": { permissionsBoundary: "arn:aws:iam::111122223333:policy/boundary" },
            "lake-event-log": {
                name: "/aws/events/eventbridge-onelogin",
                namePrefix: undefined,
                retentionInDays: 3653,
                kmsKeyId: key("events"),
                deletionProtectionEnabled: true,
            },
            "lake-dashboard": { dashboardName: "my-dashboard" },
        },
    ],
    [
        "the other ways that there are",
        {
            eventDataStore: { billingMode: "FIXED_RETENTION_PRICING" },
            delivery: { batchWindowSeconds: 0, batchSize: 10, maxReceiveCount: 39 },
            // WARN leaves the lines of the forwarder alone: one of them carries the metrics.
            forwarder: { logLevel: "WARN" },
            eventLog: { policyScope: "logGroup" },
            eventTypes: { exclude: pulumi.output([8, 100_000]) },
        },
        {
            "lake-store": { billingMode: "FIXED_RETENTION_PRICING", retentionPeriod: 2557 },
            "lake-mapping": { maximumBatchingWindowInSeconds: 0, batchSize: 10 },
            "lake-queue": { visibilityTimeoutSeconds: 360 },
            "lake-function": {
                loggingConfig: { ...logging, systemLogLevel: "WARN" },
                environment: environment({
                    MAX_RECEIVE_COUNT: "39",
                    EVENT_TYPES: "exclude 8,100000",
                    REDACTION: "none",
                }),
            },
            "lake-event-log-policy": {
                policyName: undefined,
                resourceArn: "arn:aws:logs:us-east-1:123456789012:log-group:/aws/events/lake-0001",
            },
        },
    ],
    [
        "a bus that exists, with its sources; as many receives as the forwarder takes for granted",
        {
            eventSourceName: undefined,
            eventBusName: "hub",
            eventSourceNames: [source, `${source}2`],
            delivery: { maxReceiveCount: 40 },
            redaction: { remove: ["notes", pulumi.output("ipaddr")] },
        },
        {
            "lake-rule": { eventBusName: "hub", eventPattern: `{"source":["${source}","${source}2"]}` },
            "lake-function": {
                environment: environment({ EVENT_TYPES: "all", REDACTION: "remove notes,ipaddr" }),
            },
        },
    ],
    [
        "direct delivery",
        { delivery: { mode: "direct", kmsKeyArn: key("delivery") }, forwarder: { reservedConcurrency: 5 } },
        {
            "lake-function": { reservedConcurrentExecutions: 5 },
            "lake-dead-letters": { kmsMasterKeyId: key("delivery"), sqsManagedSseEnabled: undefined },
        },
    ],
    [
        "what exists, instead of what is made",
        {
            eventSourceName: undefined,
            eventBusName: "hub",
            eventDataStoreArns: ["arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/abc"],
            channelArn: "arn:aws:cloudtrail:us-east-1:111122223333:channel/abc",
            externalId: "lake/2",
        },
        {
            "lake-function": {
                environment: environment({
                    CHANNEL_ARN: "arn:aws:cloudtrail:us-east-1:111122223333:channel/abc",
                    EXTERNAL_ID: "lake/2",
                }),
            },
        },
    ],
];
