import { expect } from "chai";
import { recordStack, stackFile } from "../support/pulumi/stack";
import { declaredKeys } from "../support/pulumi/stack";
import { s3Effects, writerArns } from "./s3Effects";
import type { Effect } from "./s3Effects";

const key = "arn:aws:kms:us-east-1:123456789012:key/1234abcd";
const secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret:redaction-AbCdEf";
const boundary = "arn:aws:iam::123456789012:policy/boundary";
const channelArn = "arn:aws:cloudtrail:us-east-1:444455556666:channel/abc";
const storeArn = "arn:aws:cloudtrail:us-east-1:123456789012:eventdatastore/abc";
const sourceName = "aws.partner/onelogin.com/US-9/a";
const topic = "arn:aws:sns:us-east-1:123456789012:on-call";
const alarms = { alarmsActions: [topic] };
const accountIds = { channelPolicyAccountIds: ["111122223333"] };

/** [key, its value, the child that it reaches, the inputs that this has then, keys that it needs] */
const effects: Effect[] = [
    ["eventSourceName", sourceName, "onelogin-bus", { name: sourceName, eventSourceName: sourceName }],
    ["eventBusName", "mine", "onelogin-rule", { eventBusName: "mine" }],
    [
        "eventDataStoreArns",
        [storeArn],
        "onelogin-channel",
        { destinations: [{ type: "EVENT_DATA_STORE", location: storeArn }] },
    ],
    [
        "eventSourceNames",
        [sourceName],
        "onelogin-rule",
        { eventPattern: `{"source":["${sourceName}"]}` },
        { eventBusName: "mine" },
    ],
    ["eventDataStoreName", "my-store", "onelogin-store", { name: "my-store" }],
    [
        "eventDataStoreBillingMode",
        "FIXED_RETENTION_PRICING",
        "onelogin-store",
        { billingMode: "FIXED_RETENTION_PRICING", retentionPeriod: 2557 },
    ],
    ["eventDataStoreRetentionDays", 30, "onelogin-store", { retentionPeriod: 30 }],
    ["eventDataStoreRetentionDays", 0, "onelogin-store", { retentionPeriod: 366 }],
    ["eventDataStoreKmsKeyArn", key, "onelogin-store", { kmsKeyId: key }],
    ["eventDataStoreTerminationProtection", false, "onelogin-store", { terminationProtectionEnabled: false }],
    ["channelArn", channelArn, "onelogin-function", {}],
    ["channelName", "my-channel", "onelogin-channel", { name: "my-channel" }],
    ["channelSource", "Custom", "onelogin-channel", { source: "Custom" }],
    ["deliveryBatchSize", 20, "onelogin-mapping", { batchSize: 20 }],
    ["deliveryBatchWindowSeconds", 20, "onelogin-mapping", { maximumBatchingWindowInSeconds: 20 }],
    [
        "deliveryBatchWindowSeconds",
        0,
        "onelogin-mapping",
        { maximumBatchingWindowInSeconds: 0 },
        { deliveryBatchSize: 10 },
    ],
    ["deliveryMaxConcurrency", 20, "onelogin-mapping", { scalingConfig: { maximumConcurrency: 20 } }],
    ["deliveryRetentionDays", 10, "onelogin-queue", { messageRetentionSeconds: 864_000 }],
    ["deliveryKmsKeyArn", key, "onelogin-queue", { kmsMasterKeyId: key }],
    ["forwarderMemorySize", 512, "onelogin-function", { memorySize: 512 }],
    ["forwarderTimeoutSeconds", 30, "onelogin-function", { timeout: 30 }],
    ["forwarderLogRetentionDays", 30, "onelogin-function-log", { retentionInDays: 30 }],
    ["forwarderLogKmsKeyArn", key, "onelogin-function-log", { kmsKeyId: key }],
    [
        "forwarderReservedConcurrency",
        5,
        "onelogin-function",
        { reservedConcurrentExecutions: 5 },
        { deliveryMode: "direct" },
    ],
    ["forwarderPermissionsBoundaryArn", boundary, "onelogin-role", { permissionsBoundary: boundary }],
    ["forwarderLogLevel", "WARN", "onelogin-function", {}],
    ["forwarderTracing", true, "onelogin-function", { tracingConfig: { mode: "Active" } }],
    ["eventLogName", "/aws/events/mine", "onelogin-event-log", { name: "/aws/events/mine" }],
    ["eventLogRetentionDays", 30, "onelogin-event-log", { retentionInDays: 30 }],
    ["eventLogKmsKeyArn", key, "onelogin-event-log", { kmsKeyId: key }],
    ["eventLogDeletionProtection", true, "onelogin-event-log", { deletionProtectionEnabled: true }],
    ["eventLogPolicyScope", "logGroup", "onelogin-event-log-policy", { policyName: undefined }],
    ["tags", { team: "security" }, "onelogin-queue", { tags: { team: "security" } }],
    ["eventTypesInclude", [5, 6], "onelogin-function", {}],
    ["eventTypesExclude", [8], "onelogin-function", {}],
    ["redactionRemove", ["notes"], "onelogin-function", {}],
    ["redactionHash", ["user_name"], "onelogin-function", {}, { redactionHashKeySecretArn: secret }],
    ["redactionHashKeySecretArn", secret, "onelogin-role-policy", {}, { redactionHash: ["user_name"] }],
    [
        "redactionHashKeyKmsKeyArn",
        key,
        "onelogin-role-policy",
        {},
        { redactionHash: ["user_name"], redactionHashKeySecretArn: secret },
    ],
    ["alarmsActions", [topic], "onelogin-alarm-errors", { alarmActions: [topic], okActions: [topic] }],
    ["alarmsOkActions", false, "onelogin-alarm-errors", { okActions: [] }, alarms],
    ["alarmsSilenceHours", 3, "onelogin-alarm-silent", { evaluationPeriods: 3 }, alarms],
    ["alarmsWaitMinutes", 60, "onelogin-alarm-waiting", { threshold: 3600 }, alarms],
    ["dashboardName", "flow", "onelogin-dashboard", { dashboardName: "flow" }],
    ...s3Effects,
];

/** Keys whose effect is looked at below. */
const others = [
    "externalId",
    "channelPolicyAccountIds",
    "channelPolicyExternalId",
    "deliveryMode",
    "deliveryMaxReceiveCount",
    "eventDataStoreRetainOnDelete",
    "eventLogEnabled",
    "forwarderEventSource",
    "forwarderPackSdk",
    "s3WriterArns",
];

const variables = (inputs: object) =>
    (inputs as { environment: { variables: Record<string, string> } }).environment.variables;

describe("the stack's configuration", () => {
    it("has a test here for each of its keys", () => {
        const tested = new Set([...effects.map(([name]) => name), ...others]);
        expect([...tested].sort()).to.deep.equal(Object.keys(declaredKeys()).sort());
    });

    for (const [name, value, child, inputs, also] of effects) {
        it(`${name}: ${JSON.stringify(value)}`, async () => {
            const recording = await recordStack({ ...also, [name]: value });
            expect(recording.errors).to.deep.equal([]);
            const made = recording.named(child).inputs;
            for (const [input, wanted] of Object.entries(inputs)) {
                expect(made[input], input).to.deep.equal(wanted);
            }
        });
    }

    it("channelArn and externalId reach the function, the ID as a secret whether set so or not", async () => {
        for (const secret of [["externalId"], []]) {
            const recording = await recordStack({ channelArn, externalId: "lake/1" }, { secret });
            const made = recording.named("onelogin-function");
            expect(variables(made.inputs)).to.include({ CHANNEL_ARN: channelArn, EXTERNAL_ID: "lake/1" });
            expect(made.secrets).to.deep.equal(["environment.variables.EXTERNAL_ID"]);
        }
    });

    it("channelPolicyAccountIds and channelPolicyExternalId make the channel's policy", async () => {
        const recording = await recordStack({ ...accountIds, channelPolicyExternalId: "lake/2" });
        const { inputs, secrets } = recording.named("onelogin-channel-policy");
        expect(JSON.stringify(inputs)).to.contain("111122223333").and.contain("lake/2");
        expect(secrets).to.have.length(1);
        expect(variables(recording.named("onelogin-function").inputs).EXTERNAL_ID).to.equal("lake/2");
    });

    it("s3WriterArns may write to the bucket, besides the function's role", async () => {
        const { inputs } = (await recordStack(writerArns)).named("onelogin-s3-bucket-policy");
        expect(inputs.policy)
            .to.contain(`["arn:aws:iam::123456789012:role/onelogin-s3-role-1234567"`)
            .and.contain(`"${writerArns.s3WriterArns[0]}"]`);
    });

    it("deliveryMode direct does not clash with the defaults that the engine fills in", async () => {
        const { errors, registrations } = await recordStack({ deliveryMode: "direct" });
        expect(errors).to.deep.equal([]);
        const names = registrations.map(({ name }) => name);
        expect(names).to.include("onelogin-function-target").and.not.include("onelogin-queue");
    });

    it("deliveryMaxReceiveCount, forwarderEventSource and eventLogEnabled", async () => {
        const recording = await recordStack({
            deliveryMaxReceiveCount: 7,
            forwarderEventSource: "id.example.com",
            eventLogEnabled: false,
        });
        expect(recording.named("onelogin-queue").inputs.redrivePolicy).to.contain('"maxReceiveCount":7');
        expect(variables(recording.named("onelogin-function").inputs).EVENT_SOURCE).to.equal(
            "id.example.com",
        );
        expect(recording.registrations.map(({ name }) => name)).not.to.include("onelogin-event-log");
    });

    it("eventDataStoreRetainOnDelete", async () => {
        const recording = await recordStack({
            eventDataStoreRetainOnDelete: false,
            eventDataStoreTerminationProtection: false,
        });
        expect(recording.named("onelogin-store").retainOnDelete).to.equal(false);
    });

    it("forwarderPackSdk", async () => {
        const { errors } = await recordStack({ forwarderPackSdk: true });
        expect(errors).to.have.length(1);
        expect(errors[0]).to.contain("npm install @aws-sdk/client-cloudtrail-data");
    });

    it("what is set with --secret stays secret, but for what decides which resources there are", async () => {
        const secret = ["eventLogName", "deliveryMode", "forwarderMemorySize"];
        const recording = await recordStack(
            { eventLogName: "/aws/events/mine", deliveryMode: "direct", forwarderMemorySize: 512 },
            { secret },
        );
        expect(recording.errors).to.deep.equal([]);
        expect(recording.named("onelogin-event-log").secrets).to.deep.equal(["name"]);
        expect(recording.named("onelogin-function").secrets).to.deep.equal(["memorySize"]);
    });

    it("is enough in Pulumi.dev.yaml", async () => {
        const { errors, registrations } = await recordStack(stackFile("dev"), { preview: true });
        expect(errors).to.deep.equal([]);
        expect(registrations).to.have.length(20);
    });
});
