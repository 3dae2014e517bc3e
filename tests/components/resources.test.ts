import { expect } from "chai";
import { eventSourceName, recordLake } from "../support/pulumi/component";
import type { Recording } from "../support/pulumi/recorder";

const retries = { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 };
const busName = eventSourceName;

/** Everything that is made by default: type and inputs, but for policies and the function's code, which have their own tests. */
const expected: Record<string, [type: string, inputs: object]> = {
    "lake-store": [
        "aws-native:cloudtrail:EventDataStore",
        {
            billingMode: "EXTENDABLE_RETENTION_PRICING",
            retentionPeriod: 366,
            terminationProtectionEnabled: true,
            multiRegionEnabled: false,
            organizationEnabled: false,
            advancedEventSelectors: [
                {
                    name: "OneLogin activity",
                    fieldSelectors: [{ field: "eventCategory", equals: ["ActivityAuditLog"] }],
                },
            ],
        },
    ],
    "lake-channel": [
        "aws-native:cloudtrail:Channel",
        {
            source: "OneLogin",
            destinations: [
                {
                    type: "EVENT_DATA_STORE",
                    location: "arn:aws:cloudtrail:us-east-1:123456789012:eventdatastore/11111111-aaaa",
                },
            ],
        },
    ],
    "lake-bus": [
        "aws:cloudwatch/eventBus:EventBus",
        { name: eventSourceName, eventSourceName: eventSourceName },
    ],
    "lake-rule": [
        "aws:cloudwatch/eventRule:EventRule",
        {
            description: "OneLogin's events",
            eventBusName: busName,
            eventPattern: '{"source":[{"prefix":"aws.partner/onelogin.com/"}]}',
        },
    ],
    "lake-event-log": [
        "aws:cloudwatch/logGroup:LogGroup",
        { namePrefix: "/aws/events/lake-", retentionInDays: 90 },
    ],
    "lake-event-log-policy": [
        "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
        { policyName: "/aws/events/lake-0001" },
    ],
    "lake-log-target": [
        "aws:cloudwatch/eventTarget:EventTarget",
        {
            eventBusName: busName,
            rule: "lake-rule-1234567",
            arn: "arn:aws:logs:us-east-1:123456789012:log-group:/aws/events/lake-0001",
            retryPolicy: retries,
        },
    ],
    "lake-dead-letters": [
        "aws:sqs/queue:Queue",
        { messageRetentionSeconds: 1_209_600, maxMessageSize: 1_048_576, sqsManagedSseEnabled: true },
    ],
    "lake-dead-letters-policy": [
        "aws:sqs/queuePolicy:QueuePolicy",
        { queueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/lake-dead-letters-1234567" },
    ],
    "lake-queue-redrive": [
        "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
        {
            queueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/lake-queue-1234567",
            redriveAllowPolicy: '{"redrivePermission":"denyAll"}',
        },
    ],
    "lake-dead-letters-redrive": [
        "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
        {
            queueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/lake-dead-letters-1234567",
            redriveAllowPolicy:
                '{"redrivePermission":"byQueue","sourceQueueArns":["arn:aws:sqs:us-east-1:123456789012:lake-queue-1234567"]}',
        },
    ],
    "lake-queue": [
        "aws:sqs/queue:Queue",
        {
            visibilityTimeoutSeconds: 365,
            messageRetentionSeconds: 1_209_600,
            maxMessageSize: 1_048_576,
            sqsManagedSseEnabled: true,
            redrivePolicy:
                '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:lake-dead-letters-1234567","maxReceiveCount":100}',
        },
    ],
    "lake-queue-policy": [
        "aws:sqs/queuePolicy:QueuePolicy",
        { queueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/lake-queue-1234567" },
    ],
    "lake-queue-target": [
        "aws:cloudwatch/eventTarget:EventTarget",
        {
            eventBusName: busName,
            rule: "lake-rule-1234567",
            arn: "arn:aws:sqs:us-east-1:123456789012:lake-queue-1234567",
            retryPolicy: retries,
            deadLetterConfig: { arn: "arn:aws:sqs:us-east-1:123456789012:lake-dead-letters-1234567" },
        },
    ],
    "lake-function-log": [
        "aws:cloudwatch/logGroup:LogGroup",
        { namePrefix: "/aws/lambda/lake-", retentionInDays: 90 },
    ],
    "lake-role": ["aws:iam/role:Role", { description: "Delivers OneLogin's events to CloudTrail Lake" }],
    "lake-role-policy": ["aws:iam/rolePolicy:RolePolicy", { role: "lake-role-1234567" }],
    "lake-function": [
        "aws:lambda/function:Function",
        {
            description: "Forwards OneLogin's events to CloudTrail Lake",
            handler: "__index.handler",
            role: "arn:aws:iam::123456789012:role/lake-role-1234567",
            runtime: "nodejs24.x",
            architectures: ["arm64"],
            memorySize: 256,
            timeout: 60,
            environment: {
                variables: {
                    CHANNEL_ARN: "arn:aws:cloudtrail:us-east-1:123456789012:channel/22222222-bbbb",
                    DEAD_LETTER_QUEUE_URL:
                        "https://sqs.us-east-1.amazonaws.com/123456789012/lake-dead-letters-1234567",
                    EVENT_SOURCE: "onelogin.com",
                },
            },
            loggingConfig: { logFormat: "JSON", logGroup: "/aws/lambda/lake-0001" },
        },
    ],
    "lake-mapping": [
        "aws:lambda/eventSourceMapping:EventSourceMapping",
        {
            eventSourceArn: "arn:aws:sqs:us-east-1:123456789012:lake-queue-1234567",
            functionName: "arn:aws:lambda:us-east-1:123456789012:function:lake-function-1234567",
            batchSize: 100,
            maximumBatchingWindowInSeconds: 5,
            functionResponseTypes: ["ReportBatchItemFailures"],
            scalingConfig: { maximumConcurrency: 10 },
        },
    ],
};

const elsewhere = ["policy", "policyDocument", "assumeRolePolicy", "code"];

describe("what is made by default", () => {
    let recording: Recording<unknown>;
    before(async () => {
        recording = await recordLake();
    });

    it("is the component and its children, nothing more", () => {
        expect(recording.errors).to.deep.equal([]);
        const [component, ...children] = recording.registrations;
        expect(component.type).to.equal("onelogin-cloudtrail-lake:index:OneLoginCloudTrailLake");
        expect(children.map(({ name }) => name).sort()).to.deep.equal(Object.keys(expected).sort());
        expect(new Set(children.map(({ parent }) => parent))).to.deep.equal(new Set(["lake"]));
    });

    for (const [name, [type, inputs]] of Object.entries(expected)) {
        it(`${name} has exactly these inputs`, () => {
            const made = recording.named(name);
            const own = Object.entries(made.inputs).filter(([input]) => !elsewhere.includes(input));
            expect(made.type).to.equal(type);
            expect(Object.fromEntries(own)).to.deep.equal(inputs);
        });
    }
});
