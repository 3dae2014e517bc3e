import { input } from "./input";
import type { Inputs } from "./input";
import { arn, boolean, distinct, integer, list, oneOf, plain, secret, text } from "./rules";
import { accountId, automatic, kmsKey } from "./values";

/** Retention in days by billing mode (CreateEventDataStore API reference). */
export const storeRetention = {
    EXTENDABLE_RETENTION_PRICING: integer(7, 3653, "days", 366),
    FIXED_RETENTION_PRICING: integer(7, 2557, "days", 2557),
};

export type BillingMode = keyof typeof storeRetention;

const lakeName = text(/^[a-zA-Z0-9._-]{3,128}$/, "3-128 letters, digits, `.`, `_` and `-`");
const externalId = secret(text(/^[\w+=,.@:/-]{2,1224}$/, "2-1224 of letters, digits and _+=,.@:/-"));

/** What CloudTrail Lake alone has. */
export const lakeInputs = {
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
        "Existing event data stores to deliver to, of the category ActivityAuditLog. Together with `channelArn` they only fill in the `queries` output.",
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
                optional: true,
                members: {
                    accountIds: input(
                        "Accounts that may deliver to the channel, required in a policy. Its document may have 8192 characters: a long external ID leaves room for fewer.",
                        list(accountId, 1, 181),
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
} satisfies Inputs;
