import { limits } from "../../handler/limits";
import { arn, boolean, distinct, integer, list, map, oneOf, plain, secret, text } from "./rules";
import type { Rule } from "./rules";

/** An input: what it takes, and what it is. Documentation is Markdown, in whole sentences. */
export type Input<R extends Rule = Rule> = R & {
    docs: string;
    /** What happens without it, if there is no one default. */
    otherwise?: string;
    /** Of its group, if that is given. */
    required?: true;
    example?: string;
};

/** Inputs that belong together: an object in the arguments, and an interface of its own. */
export interface Group<Members extends Inputs = Inputs> {
    docs: string;
    /** The name of the interface. */
    typeName: string;
    see: string;
    members: Members;
}

export interface Inputs {
    [input: string]: Input | Group;
}

function input<R extends Rule>(
    docs: string,
    rule: R,
    more: Pick<Input, "otherwise" | "required" | "example"> = {},
): Input<R> {
    return { ...rule, ...more, docs };
}

/** Retention in days by billing mode (CreateEventDataStore API reference). */
export const storeRetention = {
    EXTENDABLE_RETENTION_PRICING: integer(7, 3653, "days", 366),
    FIXED_RETENTION_PRICING: integer(7, 2557, "days", 2557),
};

export type BillingMode = keyof typeof storeRetention;

/** What PutRetentionPolicy takes (CloudWatch Logs API reference). */
const logRetention = oneOf(
    [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
    90,
);

const automatic = { otherwise: "made from the component's name" };
const partnerSource = text(
    /^(?=.{1,256}$)aws\.partner(\/[._\-A-Za-z0-9]+){2,}$/,
    "a partner event source's name, like aws.partner/onelogin.com/US-205033/061112e9cb, of at most 256 characters",
);
const lakeName = text(/^[a-zA-Z0-9._-]{3,128}$/, "3-128 letters, digits, `.`, `_` and `-`");
const kmsKey = arn("kms", "key/[-\\w]+", "key/1234abcd-12ab-34cd-56ef-1234567890ab (a key, not an alias)");
const externalId = secret(text(/^[\w+=,.@:/-]{2,1224}$/, "2-1224 of letters, digits and _+=,.@:/-"));

/** Every input: its documentation, limits and default. Arguments, checks, pages and Pulumi.yaml are made of this table. */
export const inputs = {
    eventSourceName: input(
        "The partner event source that OneLogin made in your account. An event bus of the same name is made and associated with it. Not together with `eventBusName`.",
        partnerSource,
        {
            otherwise: "`eventBusName` is required; the stack program looks up the account's only source",
            example: "aws.partner/onelogin.com/US-205033/061112e9cb",
        },
    ),
    eventBusName: input(
        "An event bus that exists: one that is associated with the source, or one that its events are forwarded to. Not together with `eventSourceName`.",
        text(
            /^[/._\-A-Za-z0-9]{1,256}$/,
            "an event bus's name (not its ARN), 1-256 of letters, digits and /._-",
        ),
        { otherwise: "a bus is made for `eventSourceName`" },
    ),
    eventSourceNames: input(
        "The partner event sources of OneLogin that the rule takes events of, of all that come over `eventBusName`.",
        distinct(list(partnerSource, 1, 10)),
        { otherwise: "every source that begins `aws.partner/onelogin.com/`" },
    ),
    eventDataStore: {
        docs: "The event data store to make. Not together with `eventDataStoreArns` or `channelArn`.",
        typeName: "EventDataStoreSettings",
        see: "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateEventDataStore.html",
        members: {
            name: input("Name of the event data store.", lakeName, automatic),
            billingMode: input(
                "How the store is paid for. AWS refuses the change from extendable to fixed.",
                oneOf(
                    ["EXTENDABLE_RETENTION_PRICING", "FIXED_RETENTION_PRICING"],
                    "EXTENDABLE_RETENTION_PRICING",
                ),
            ),
            retentionDays: input(
                "Days that events are kept. With `FIXED_RETENTION_PRICING` at most 2557.",
                integer(7, 3653, "days"),
                { otherwise: "366 with extendable, 2557 with fixed pricing" },
            ),
            kmsKeyArn: input(
                "A KMS key to encrypt the store with. Its policy must let `cloudtrail.amazonaws.com` use it. It cannot be changed later.",
                kmsKey,
                { otherwise: "AWS's own key" },
            ),
            terminationProtection: input(
                "AWS refuses to delete the store while this is true.",
                boolean(true),
            ),
            retainOnDelete: input(
                "A destroy leaves the store and its events in the account. False is an error together with termination protection.",
                plain(boolean(true)),
            ),
        },
    },
    // The schema of AWS::CloudTrail::Channel takes no destination twice.
    eventDataStoreArns: input(
        "Existing event data stores of the category ActivityAuditLog to deliver to instead of making one. Together with `channelArn` they only fill in the `queries` output.",
        distinct(
            list(
                arn(
                    "cloudtrail",
                    "eventdatastore/[-\\w]+",
                    "eventdatastore/EXAMPLE-f852-4e8f-8bd1-bcf6cEXAMPLE",
                ),
                1,
                10,
            ),
        ),
        { otherwise: "a store is made" },
    ),
    channel: {
        docs: "The channel to make. Not together with `channelArn`.",
        typeName: "ChannelSettings",
        see: "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateChannel.html",
        members: {
            name: input("Name of the channel.", lakeName, automatic),
            source: input(
                "Where the channel's events come from. An account has one channel per source and Region; a change replaces the channel.",
                oneOf(["OneLogin", "Custom"], "OneLogin"),
            ),
            policy: {
                docs: "Lets other accounts deliver to the channel, too. Without it only its own account can.",
                typeName: "ChannelPolicySettings",
                see: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/security_iam_resource-based-policy-examples.html",
                members: {
                    accountIds: input(
                        "Accounts that may deliver to the channel, required in a policy. Its document may have 8192 characters: a long external ID leaves room for fewer.",
                        list(text(/^\d{12}$/, "an account ID of 12 digits, as a string"), 1, 181),
                        { otherwise: "no other account may deliver", required: true },
                    ),
                    externalId: input(
                        "External ID that the channel asks of every call, the forwarder's own included (it sends it).",
                        externalId,
                        { otherwise: "none is asked for" },
                    ),
                },
            },
        },
    },
    channelArn: input(
        "An existing channel to deliver to, possibly in another account or Region. Not together with `channel` or `eventDataStore`.",
        arn("cloudtrail", "channel/[-\\w]+", "channel/EXAMPLE8-0558-4f7e-a06a-43969EXAMPLE"),
        { otherwise: "a channel is made" },
    ),
    externalId: input(
        "The external ID that the policy of `channelArn` asks for. For a channel that is made here, give `channel.policy.externalId`.",
        externalId,
        { otherwise: "none is sent" },
    ),
    delivery: {
        docs: "How events get from the bus to the forwarder.",
        typeName: "DeliverySettings",
        see: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
        members: {
            mode: input(
                "`buffered`: a queue between rule and function batches events and survives hours of outage. `direct`: the rule invokes the function with each event. A change deletes the queue: drain it first.",
                plain(oneOf(["buffered", "direct"], "buffered")),
            ),
            batchSize: input(
                "Events that the function gets at once. Buffered only.",
                integer(1, 100, "events", 100),
            ),
            batchWindowSeconds: input(
                "Seconds to wait for a batch to fill; at least 1 for batches above 10. Buffered only.",
                integer(0, 300, "seconds", 5),
            ),
            maxReceiveCount: input(
                "Deliveries of a message before it is dead-lettered; 100 take about 10 hours with the default timeout. Times the visibility timeout (6 x function timeout + batch window) it must not exceed half of the retention. Buffered only.",
                integer(1, 1000, "deliveries", 100),
            ),
            maxConcurrency: input(
                "Functions that run at the same time. Buffered only.",
                integer(2, 1000, "functions", 10),
            ),
            retentionDays: input(
                "Days that the queue keeps a message. The dead-letter queue always keeps 14. Buffered only.",
                integer(1, 14, "days", 14),
            ),
            kmsKeyArn: input(
                "A KMS key to encrypt the queues with. Its policy must let `events.amazonaws.com` use it.",
                kmsKey,
                { otherwise: "SQS's own encryption" },
            ),
        },
    },
    forwarder: {
        docs: "The Lambda function that forwards events to the channel.",
        typeName: "ForwarderSettings",
        see: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
        members: {
            memorySize: input("MB of memory of the function.", integer(128, 10240, "MB", 256)),
            timeoutSeconds: input("Seconds that an invocation may take.", integer(1, 900, "seconds", 60)),
            logRetentionDays: input("Days that the function's log is kept.", logRetention),
            logKmsKeyArn: input(
                "A KMS key to encrypt the function's log with. Its policy must let `logs.<region>.amazonaws.com` use it.",
                kmsKey,
                { otherwise: "CloudWatch Logs' own encryption" },
            ),
            reservedConcurrency: input(
                "Functions that run at the same time, reserved of the account's. Direct only; buffered delivery has `delivery.maxConcurrency`.",
                integer(1, 1000, "functions"),
                { otherwise: "as many as the account has left" },
            ),
            permissionsBoundaryArn: input(
                "The permissions boundary of the function's role.",
                arn("iam", "policy/[\\w+=,.@/-]+", "policy/boundary", "(aws|\\d{12})"),
                { otherwise: "none" },
            ),
            tracing: input("Traces the function with X-Ray.", plain(boolean(false))),
            packSdk: input(
                "Packs your own installed `@aws-sdk/client-cloudtrail-data` into the function instead of using the Lambda runtime's.",
                plain(boolean(false)),
            ),
            eventSource: input(
                "The `eventSource` of every record.",
                text(
                    // CloudTrail Lake counts bytes: of ASCII, as many as characters.
                    new RegExp(`^[ -~]{1,${limits.field.eventSource}}$`),
                    `1-${limits.field.eventSource} printable ASCII characters`,
                    "onelogin.com",
                ),
            ),
        },
    },
    eventLog: {
        docs: "The raw copy of every event in CloudWatch Logs.",
        typeName: "EventLogSettings",
        see: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-logging.html",
        members: {
            enabled: input("Keeps a raw copy of every event.", plain(boolean(true))),
            name: input(
                "Name of the log group.",
                text(
                    /^\/aws\/events\/[-._/#A-Za-z0-9]{1,500}$/,
                    "a log group's name that begins /aws/events/, of at most 512 characters",
                ),
                automatic,
            ),
            retentionDays: input("Days that the raw events are kept.", logRetention),
            kmsKeyArn: input(
                "A KMS key to encrypt the log group with. Its policy must let `logs.<region>.amazonaws.com` use it.",
                kmsKey,
                { otherwise: "CloudWatch Logs' own encryption" },
            ),
            deletionProtection: input(
                "CloudWatch Logs refuses to delete the log group while this is true. A destroy or another name then leaves it in the account.",
                plain(boolean(false)),
            ),
            policyScope: input(
                "Where the permission to write the log is kept: with the account (ten such policies a Region) or with the log group.",
                oneOf(["account", "logGroup"], "account"),
            ),
        },
    },
    // What everything takes that has them. The event data store's lengths are the tightest (schema of
    // AWS::CloudTrail::EventDataStore); the characters are those of IAM, SQS and CloudWatch Logs, whose APIs refuse others.
    tags: input(
        "Tags of everything that takes tags.",
        map(
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
        { otherwise: "none" },
    ),
} satisfies Inputs;

/** Inputs of `delivery` that only the queue knows. */
export const bufferedOnly = [
    "batchSize",
    "batchWindowSeconds",
    "maxReceiveCount",
    "maxConcurrency",
    "retentionDays",
] as const;
