import * as awsNative from "@pulumi/aws-native";
import * as pulumi from "@pulumi/pulumi";
import { inputRules, storeRetention } from "./inputRules";
import type { BillingMode } from "./inputRules";
import type { Making } from "./parts";

/** The channel that events go to, and the stores behind it. */
export interface Lake {
    channelArn: pulumi.Output<string>;
    /** Empty where an existing channel is used and its stores were not named. */
    eventDataStoreArns: pulumi.Output<string[]>;
    /** What the forwarder has to send along, where the channel's policy asks for it. */
    externalId: pulumi.Input<string> | undefined;
}

/** Tags as Cloud Control takes them: a list, sorted, for its order would show as a change. */
function nativeTags({ args }: Making): pulumi.Output<{ key: string; value: string }[]> | undefined {
    if (args.tags === undefined) return undefined;
    return pulumi.output(args.tags).apply((tags) =>
        Object.keys(tags)
            .sort()
            .map((key) => ({ key, value: tags[key] })),
    );
}

function makeStore(making: Making): awsNative.cloudtrail.EventDataStore {
    const settings = making.args.eventDataStore ?? {};
    const rules = inputRules.eventDataStore;
    const billingMode = settings.billingMode ?? rules.billingMode.default;
    return new awsNative.cloudtrail.EventDataStore(
        `${making.name}-store`,
        {
            name: settings.name,
            billingMode,
            retentionPeriod:
                settings.retentionDays ??
                pulumi.output(billingMode).apply((mode) => storeRetention[mode as BillingMode].default),
            kmsKeyId: settings.kmsKeyArn,
            terminationProtectionEnabled:
                settings.terminationProtection ?? rules.terminationProtection.default,
            // An integration's store takes exactly this selector, and only in one Region and account. Without a
            // selector it would collect, and bill, management events.
            advancedEventSelectors: [
                {
                    name: "OneLogin activity",
                    fieldSelectors: [{ field: "eventCategory", equals: ["ActivityAuditLog"] }],
                },
            ],
            multiRegionEnabled: false,
            organizationEnabled: false,
            tags: nativeTags(making),
        },
        // Only the store's own setting governs it: it is the evidence, and a component's option must not lose it.
        { ...making.options(), retainOnDelete: settings.retainOnDelete ?? rules.retainOnDelete.default },
    );
}

function makePolicy(making: Making, channelArn: pulumi.Output<string>): void {
    const policy = making.args.channel?.policy;
    if (policy === undefined) return;
    const partition = channelArn.apply((arn) => arn.split(":")[1]);
    const owner = channelArn.apply((arn) => arn.split(":")[4]);
    const principals = pulumi
        .all([policy.accountIds, owner, partition])
        // The owner needs to be named, too: with an external ID in the policy every call is held to it.
        .apply(([accounts, own, where]) =>
            [...new Set([own, ...accounts])].sort().map((id) => `arn:${where}:iam::${id}:root`),
        );
    new awsNative.cloudtrail.ResourcePolicy(
        `${making.name}-channel-policy`,
        {
            resourceArn: channelArn,
            resourcePolicy: {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "DeliverEvents",
                        Effect: "Allow",
                        Principal: { AWS: principals },
                        Action: "cloudtrail-data:PutAuditEvents",
                        Resource: channelArn,
                        ...(policy.externalId === undefined
                            ? {}
                            : {
                                  Condition: { StringEquals: { "cloudtrail:ExternalId": policy.externalId } },
                              }),
                    },
                ],
            },
        },
        making.options(),
    );
}

/** Makes the event data store and the channel, or takes those that exist. */
export function makeLake(making: Making): Lake {
    const { name, args } = making;
    if (args.channelArn !== undefined) {
        return {
            channelArn: pulumi.output(args.channelArn),
            eventDataStoreArns: pulumi.output(args.eventDataStoreArns ?? []),
            externalId: args.externalId,
        };
    }
    const eventDataStoreArns =
        args.eventDataStoreArns === undefined
            ? makeStore(making).eventDataStoreArn.apply((arn) => [arn])
            : pulumi.output(args.eventDataStoreArns);
    const channel = new awsNative.cloudtrail.Channel(
        `${name}-channel`,
        {
            name: args.channel?.name,
            source: args.channel?.source ?? inputRules.channel.source.default,
            destinations: eventDataStoreArns.apply((arns) =>
                arns.map((location) => ({ type: "EVENT_DATA_STORE" as const, location })),
            ),
            tags: nativeTags(making),
        },
        making.options(),
    );
    makePolicy(making, channel.channelArn);
    return {
        channelArn: channel.channelArn,
        eventDataStoreArns,
        externalId: args.channel?.policy?.externalId,
    };
}
