import * as pulumi from "@pulumi/pulumi";
import {
    OneLoginCloudTrailLake,
    type ChannelPolicySettings,
    type ChannelSettings,
    type DeliverySettings,
    type EventDataStoreSettings,
    type EventLogSettings,
    type ExistingBucketSettings,
    type ForwarderSettings,
    type ObjectLockSettings,
    type OneLoginCloudTrailLakeArgs,
    type S3DeliverySettings,
    type S3Settings,
} from "onelogin-cloudtrail-lake";

/** All that may be left out may be `undefined` as well, which this compiler tells apart; or the line does not compile. */
type Loose<T> = { [Name in keyof T]?: T[Name] | undefined };
export type Lenient =
    | Checked<OneLoginCloudTrailLakeArgs, Loose<OneLoginCloudTrailLakeArgs>>
    | Checked<EventDataStoreSettings, Loose<EventDataStoreSettings>>
    | Checked<ChannelSettings, Loose<ChannelSettings>>
    | Checked<ChannelPolicySettings, Loose<ChannelPolicySettings> & Pick<ChannelPolicySettings, "accountIds">>
    | Checked<DeliverySettings, Loose<DeliverySettings>>
    | Checked<ForwarderSettings, Loose<ForwarderSettings>>
    | Checked<ExistingBucketSettings, Required<ExistingBucketSettings>>
    | Checked<ObjectLockSettings, Loose<ObjectLockSettings>>
    | Checked<S3DeliverySettings, Loose<S3DeliverySettings>>
    | Checked<S3Settings, Loose<S3Settings>>
    | Checked<EventLogSettings, Loose<EventLogSettings>>;
type Checked<Settings, Given extends Settings> = Given;

const config = new pulumi.Config();

const delivery: DeliverySettings = {
    mode: undefined,
    batchSize: config.getNumber("batchSize"),
    kmsKeyArn: config.get("kmsKeyArn"),
};

const lake = new OneLoginCloudTrailLake("onelogin", {
    eventSourceName: "aws.partner/onelogin.com/US-205033/061112e9cb",
    eventBusName: config.get("eventBusName"),
    eventDataStore: { retentionDays: config.getNumber("retentionDays") },
    eventDataStoreArns: undefined,
    channel: undefined,
    channelArn: config.get("channelArn"),
    externalId: config.getSecret("externalId"),
    forwarder: config.getBoolean("traced") ? { tracing: true } : undefined,
    delivery,
    destinations: undefined,
    s3: undefined,
    tags: { team: "security" },
});

export const channelArn: pulumi.Output<string> | undefined = lake.channelArn;
export const queries: pulumi.Output<Record<string, string>> | undefined = lake.queries;
