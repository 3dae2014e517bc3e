import * as cloudtrail from "@pulumi/aws-native/cloudtrail";
import * as pulumi from "@pulumi/pulumi";
import { channelPolicy } from "./channelPolicy";
import type { BuildContext } from "./context";
import { storeRetention } from "./inputs/lake";

/** The channel that events go to, and the stores behind it. */
export interface Lake {
    channelArn: pulumi.Output<string>;
    /** Empty if an existing channel is used and its stores were not named. */
    eventDataStoreArns: pulumi.Output<string[]>;
    /** What the forwarder has to send along, if the channel's policy asks for it. */
    externalId: pulumi.Input<string> | undefined;
}

/** Tags as Cloud Control takes them: a list, sorted, because its order would show as a change. */
function nativeTags({ settings }: BuildContext): pulumi.Output<{ key: string; value: string }[]> | undefined {
    if (settings.tags === undefined) return undefined;
    return pulumi.output(settings.tags).apply((tags) =>
        Object.keys(tags)
            .sort()
            .map((key) => ({ key, value: tags[key] })),
    );
}

function makeStore(context: BuildContext): cloudtrail.EventDataStore {
    const settings = context.settings.eventDataStore;
    const { billingMode } = settings;
    return new cloudtrail.EventDataStore(
        `${context.name}-store`,
        {
            name: settings.name,
            billingMode,
            retentionPeriod:
                settings.retentionDays ??
                pulumi.output(billingMode).apply((mode) => storeRetention[mode].default),
            kmsKeyId: settings.kmsKeyArn,
            terminationProtectionEnabled: settings.terminationProtection,
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
            tags: nativeTags(context),
        },
        // Only the store's own setting governs it: it is the evidence, and a component's option must not lose it.
        { ...context.options(), retainOnDelete: settings.retainOnDelete },
    );
}

function makePolicy(context: BuildContext, channelArn: pulumi.Output<string>): void {
    const { policy } = context.settings.channel;
    if (policy === undefined) return;
    const { accountIds, externalId } = policy;
    const resourcePolicy = pulumi
        .all([channelArn, accountIds])
        .apply(([arn, accounts]) => channelPolicy(arn, accounts, externalId));
    new cloudtrail.ResourcePolicy(
        `${context.name}-channel-policy`,
        { resourceArn: channelArn, resourcePolicy },
        context.options(),
    );
}

/** Makes the event data store and the channel, or takes those that exist. */
export function makeLake(context: BuildContext): Lake {
    const { name, settings } = context;
    if (settings.channelArn !== undefined) {
        return {
            channelArn: pulumi.output(settings.channelArn),
            eventDataStoreArns: pulumi.output(settings.eventDataStoreArns ?? []),
            externalId: settings.externalId,
        };
    }
    const eventDataStoreArns =
        settings.eventDataStoreArns === undefined
            ? makeStore(context).eventDataStoreArn.apply((arn) => [arn])
            : pulumi.output(settings.eventDataStoreArns);
    const channel = new cloudtrail.Channel(
        `${name}-channel`,
        {
            name: settings.channel.name,
            source: settings.channel.source,
            destinations: eventDataStoreArns.apply((arns) =>
                arns.map((location) => ({ type: "EVENT_DATA_STORE" as const, location })),
            ),
            tags: nativeTags(context),
        },
        context.options(),
    );
    makePolicy(context, channel.channelArn);
    return {
        channelArn: channel.channelArn,
        eventDataStoreArns,
        externalId: settings.channel.policy?.externalId,
    };
}
