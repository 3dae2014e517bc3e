import { limits } from "../handler/limits";
import { arn, distinct, flag, hidden, integer, list, map, oneOf, plain, text } from "./rules";
import type { Rules } from "./rules";

/** Retention in days by billing mode (CreateEventDataStore API reference). */
export const storeRetention = {
    EXTENDABLE_RETENTION_PRICING: integer(7, 3653, "days", 366),
    FIXED_RETENTION_PRICING: integer(7, 2557, "days", 2557),
};

export type BillingMode = keyof typeof storeRetention;

/** What PutRetentionPolicy takes (CloudWatch Logs API reference). */
const logRetention = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const lakeName = text(/^[a-zA-Z0-9._-]{3,128}$/, "3-128 letters, digits, `.`, `_` and `-`");
const kmsKey = arn("kms", "key/[-\\w]+", "key/1234abcd-12ab-34cd-56ef-1234567890ab (a key, not an alias)");
const external = hidden(text(/^[\w+=,.@:/-]{2,1224}$/, "2-1224 of letters, digits and _+=,.@:/-"));

/** Every input's limits and default: the one place where they are written. */
export const inputRules = {
    eventSourceName: text(
        /^(?=.{1,256}$)aws\.partner(\/[._\-A-Za-z0-9]+){2,}$/,
        "a partner event source's name, like aws.partner/onelogin.com/US-205033/061112e9cb, of at most 256 characters",
    ),
    eventBusName: text(
        /^[/._\-A-Za-z0-9]{1,256}$/,
        "an event bus's name (not its ARN), 1-256 of letters, digits and /._-",
    ),
    eventDataStore: {
        name: lakeName,
        billingMode: oneOf(Object.keys(storeRetention), "EXTENDABLE_RETENTION_PRICING"),
        retentionDays: integer(7, 3653, "days"),
        kmsKeyArn: kmsKey,
        terminationProtection: flag(true),
        retainOnDelete: plain(flag(true)),
    },
    // The schema of AWS::CloudTrail::Channel takes no destination twice.
    eventDataStoreArns: distinct(
        list(
            arn("cloudtrail", "eventdatastore/[-\\w]+", "eventdatastore/EXAMPLE-f852-4e8f-8bd1-bcf6cEXAMPLE"),
            1,
            10,
        ),
    ),
    channel: {
        name: lakeName,
        source: oneOf(["OneLogin", "Custom"], "OneLogin"),
        policy: {
            accountIds: list(text(/^\d{12}$/, "an account ID of 12 digits, as a string"), 1, 100),
            externalId: external,
        },
    },
    channelArn: arn("cloudtrail", "channel/[-\\w]+", "channel/EXAMPLE8-0558-4f7e-a06a-43969EXAMPLE"),
    externalId: external,
    delivery: {
        mode: plain(oneOf(["buffered", "direct"], "buffered")),
        batchSize: integer(1, 100, "events", 100),
        batchWindowSeconds: integer(0, 300, "seconds", 5),
        maxReceiveCount: integer(1, 1000, "deliveries", 100),
        maxConcurrency: integer(2, 1000, "functions", 10),
        retentionDays: integer(1, 14, "days", 14),
        kmsKeyArn: kmsKey,
    },
    forwarder: {
        memorySize: integer(128, 10240, "MB", 256),
        timeoutSeconds: integer(1, 900, "seconds", 60),
        logRetentionDays: oneOf(logRetention, 90),
        permissionsBoundaryArn: arn("iam", "policy/[\\w+=,.@/-]+", "policy/boundary", "(aws|\\d{12})"),
        tracing: plain(flag(false)),
        packSdk: plain(flag(false)),
        eventSource: text(
            // CloudTrail Lake counts bytes: of ASCII, as many as characters.
            new RegExp(`^[ -~]{1,${limits.field.eventSource}}$`),
            `1-${limits.field.eventSource} printable ASCII characters`,
            "onelogin.com",
        ),
    },
    eventLog: {
        enabled: plain(flag(true)),
        name: text(
            /^\/aws\/events\/[-._/#A-Za-z0-9]{1,500}$/,
            "a log group's name that begins /aws/events/, of at most 512 characters",
        ),
        retentionDays: oneOf(logRetention, 90),
        kmsKeyArn: kmsKey,
        policyScope: oneOf(["account", "logGroup"], "account"),
    },
    // What everything takes that has them. The event data store's lengths are the tightest (schema of
    // AWS::CloudTrail::EventDataStore); the characters are those of IAM, SQS and CloudWatch Logs, whose APIs refuse others.
    tags: map(
        text(
            /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+@-]{1,127}$/iu,
            "of 1-127 letters, digits, spaces and _.:/=+-@, and not begin with aws:",
        ),
        text(
            /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+@-]{1,255}$/iu,
            "a string of 1-255 letters, digits, spaces and _.:/=+-@ that does not begin with aws:",
        ),
        50,
    ),
} satisfies Rules;

/** Inputs that only the queue knows. */
export const bufferedOnly = [
    "batchSize",
    "batchWindowSeconds",
    "maxReceiveCount",
    "maxConcurrency",
    "retentionDays",
] as const;
