import { children } from "./support/operations";
import type { Operations } from "./support/operations";
import type { Config } from "./support/project";

/** A change of the stack's configuration, on top of those before it, and what it has to do. */
export interface Change {
    set: Config;
    does: Operations;
    /** Why more than updates. */
    because?: string;
}

const [account, region] = ["123456789012", "us-east-1"];
export const key = `arn:aws:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

const hashKey = `arn:aws:secretsmanager:${region}:${account}:secret:onelogin-AbCdEf`;

const tagged = [
    "bus",
    "channel",
    "dead-letters",
    "event-log",
    "function",
    "function-log",
    "mapping",
    "queue",
    "role",
    "rule",
    "store",
];

function updates(...suffixes: string[]): Operations {
    return { update: children(...suffixes) };
}

const alarms = ["dead-letters", "errors", "lost", "silent", "stuck", "waiting"].map(
    (name) => `alarm-${name}`,
);

/** Every input of a stack that makes everything, and delivers through a queue. */
export const changes: Change[] = [
    { set: { eventDataStoreBillingMode: "EXTENDABLE_RETENTION_PRICING" }, does: updates("store") },
    { set: { eventDataStoreRetentionDays: 730 }, does: updates("store") },
    { set: { eventDataStoreName: "activity" }, does: updates("store") },
    { set: { eventDataStoreKmsKeyArn: key }, does: updates("store") },
    { set: { eventDataStoreTerminationProtection: false }, does: updates("store") },
    { set: { eventDataStoreRetainOnDelete: false }, does: {} },
    { set: { channelName: "onelogin" }, does: updates("channel") },
    {
        set: { channelPolicyAccountIds: ["111122223333"] },
        does: { create: children("channel-policy") },
        because: "without a policy there is none",
    },
    { set: { channelPolicyAccountIds: ["444455556666"] }, does: updates("channel-policy") },
    { set: { channelPolicyExternalId: "an-external-id" }, does: updates("channel-policy", "function") },
    {
        set: { channelSource: "Custom" },
        does: {
            replace: children("channel", "channel-policy"),
            update: children("function", "role-policy"),
        },
        because: "a channel's source can't change",
    },
    { set: { deliveryBatchSize: 50 }, does: updates("mapping") },
    { set: { deliveryBatchWindowSeconds: 10 }, does: updates("mapping", "queue") },
    { set: { deliveryMaxReceiveCount: 50 }, does: updates("queue") },
    { set: { deliveryMaxConcurrency: 5 }, does: updates("mapping") },
    { set: { deliveryRetentionDays: 10 }, does: updates("queue") },
    { set: { deliveryKmsKeyArn: key }, does: updates("dead-letters", "queue", "role-policy") },
    { set: { forwarderMemorySize: 512 }, does: updates("function") },
    { set: { forwarderTimeoutSeconds: 30 }, does: updates("function", "queue") },
    { set: { forwarderLogRetentionDays: 30 }, does: updates("function-log") },
    { set: { forwarderLogKmsKeyArn: key }, does: updates("function-log") },
    {
        set: { forwarderPermissionsBoundaryArn: `arn:aws:iam::${account}:policy/boundary` },
        does: updates("role"),
    },
    { set: { forwarderTracing: true }, does: updates("function", "role-policy") },
    { set: { forwarderTracing: false }, does: updates("function", "role-policy") },
    { set: { forwarderEventSource: "example.onelogin.com" }, does: updates("function") },
    { set: { forwarderLogLevel: "DEBUG" }, does: updates("function") },
    { set: { forwarderLogLevel: "WARN" }, does: updates("function") },
    { set: { forwarderLogLevel: "INFO" }, does: updates("function") },
    { set: { eventTypesExclude: [8] }, does: updates("function") },
    { set: { eventTypesInclude: [5, 6], eventTypesExclude: [] }, does: updates("function") },
    { set: { redactionRemove: ["notes"] }, does: updates("function") },
    {
        set: { redactionHash: ["user_name"], redactionHashKeySecretArn: hashKey },
        does: updates("function", "role-policy"),
    },
    { set: { redactionHashKeyKmsKeyArn: key }, does: updates("role-policy") },
    { set: { eventLogRetentionDays: 30 }, does: updates("event-log") },
    { set: { eventLogKmsKeyArn: key }, does: updates("event-log") },
    {
        set: { eventLogPolicyScope: "logGroup" },
        does: { replace: children("event-log-policy") },
        because: "the policy moves from the account to the log group; the log group stays",
    },
    { set: { eventLogDeletionProtection: true }, does: updates("event-log") },
    {
        set: { eventLogName: "/aws/events/onelogin" },
        does: { replace: children("event-log", "event-log-policy"), update: children("log-target") },
        because: "a log group's name can't change; the protected one stays in the account",
    },
    { set: { eventLogDeletionProtection: false }, does: updates("event-log") },
    { set: { tags: { team: "security" } }, does: updates(...tagged) },
    {
        set: { eventLogEnabled: false },
        does: { delete: children("event-log", "event-log-policy", "log-target") },
        because: "no copy is kept any more",
    },
    {
        set: { eventSourceName: "aws.partner/onelogin.com/US-123456/0000000000" },
        does: {
            replace: children("bus", "queue-target", "rule"),
            update: children("dead-letters-policy", "queue-policy"),
        },
        because: "another event source has another bus",
    },
    {
        set: { alarmsActions: [`arn:aws:sns:${region}:${account}:night`] },
        does: { create: children(...alarms) },
        because: "without actions there is none",
    },
    { set: { alarmsOkActions: false }, does: updates(...alarms) },
    { set: { alarmsSilenceHours: 12 }, does: updates("alarm-silent") },
    { set: { alarmsWaitMinutes: 60 }, does: updates("alarm-waiting") },
    {
        set: { dashboardName: "onelogin" },
        does: { create: children("dashboard") },
        because: "without a name there is none",
    },
];

/** Every input of S3, in a stack that delivers there alone, at first without a lock. */
export const s3Changes: Change[] = [
    { set: { s3RetainOnDelete: false }, does: updates("s3-bucket") },
    {
        set: { s3BucketName: "events-of-onelogin" },
        does: {
            replace: children(
                "s3-bucket",
                "s3-bucket-policy",
                "s3-database",
                "s3-encryption",
                "s3-public-access",
                "s3-table",
                "s3-versioning",
            ),
            update: children("s3-function", "s3-role-policy"),
        },
        because: "a bucket's name can't change",
    },
    { set: { s3RetainOnDelete: true }, does: updates("s3-bucket") },
    {
        set: { s3ObjectLockMode: "GOVERNANCE" },
        does: { create: children("s3-object-lock") },
        because: "without a lock there is none",
    },
    { set: { s3DeliveryBatchSize: 500 }, does: updates("s3-mapping") },
    { set: { s3DeliveryBatchWindowSeconds: 60 }, does: updates("s3-mapping", "s3-queue") },
    { set: { s3DeliveryMaxReceiveCount: 50 }, does: updates("s3-queue") },
    { set: { s3DeliveryMaxConcurrency: 5 }, does: updates("s3-mapping") },
    { set: { s3DeliveryRetentionDays: 10 }, does: updates("s3-queue") },
    { set: { s3DeliveryKmsKeyArn: key }, does: updates("s3-dead-letters", "s3-queue", "s3-role-policy") },
    { set: { s3ObjectLockRetentionDays: 400 }, does: updates("s3-object-lock") },
    { set: { s3ObjectLockMode: "COMPLIANCE" }, does: updates("s3-object-lock") },
    {
        set: { s3RetentionDays: 500 },
        does: { create: children("s3-lifecycle") },
        because: "without it nothing expires",
    },
    {
        set: { s3RetentionDays: 0 },
        does: { delete: children("s3-lifecycle") },
        because: "they are kept from now on",
    },
    { set: { s3KmsKeyArn: key }, does: updates("s3-encryption", "s3-role-policy") },
    { set: { s3ScanLimitGiB: 1.5 }, does: updates("s3-workgroup") },
    { set: { s3WriterArns: [`arn:aws:iam::${account}:role/history`] }, does: updates("s3-bucket-policy") },
];

/** Inputs that need another stack, or another machine. */
export const elsewhere: Record<string, string> = {
    destinations: "moves",
    s3ExistingBucketName: "lifecycle",
    s3ExistingBucketAccountId: "lifecycle",
    eventBusName: "adopting",
    eventSourceNames: "failures",
    eventDataStoreArns: "adopting",
    channelArn: "adopting",
    externalId: "adopting",
    deliveryMode: "moves",
    forwarderReservedConcurrency: "moves",
    forwarderPackSdk: "needs @aws-sdk/client-cloudtrail-data, which is not installed here",
};
