import { getAccountId } from "@pulumi/aws-native/getAccountId";
import type { GetAccountIdResult } from "@pulumi/aws-native/getAccountId";
import { getRegion as getNativeRegion } from "@pulumi/aws-native/getRegion";
import type { GetRegionResult as GetNativeRegionResult } from "@pulumi/aws-native/getRegion";
import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import type { GetCallerIdentityResult } from "@pulumi/aws/getCallerIdentity";
import { getPartition } from "@pulumi/aws/getPartition";
import type { GetPartitionResult } from "@pulumi/aws/getPartition";
import { getRegion } from "@pulumi/aws/getRegion";
import type { GetRegionResult } from "@pulumi/aws/getRegion";
import type * as pulumi from "@pulumi/pulumi";
import { reasonOf } from "./errors";
import type { Report, ValidationError } from "./errors";
import { checkWhenResolved } from "./inputs/deferred";
import type { Settings } from "./inputs/settings";

/** Where a provider works; what it cannot tell yet is absent. */
export interface Place {
    account?: string;
    region?: string;
    partition?: string;
}

/** A provider whose configuration is unknown in a preview answers with `undefined`. */
type Maybe<T> = Partial<T> | undefined;

async function placeOfAws(options: pulumi.InvokeOptions): Promise<Place> {
    const [identity, region, partition] = await Promise.all([
        getCallerIdentity({}, options) as Promise<Maybe<GetCallerIdentityResult>>,
        getRegion({}, options) as Promise<Maybe<GetRegionResult>>,
        getPartition({}, options) as Promise<Maybe<GetPartitionResult>>,
    ]);
    return { account: identity?.accountId, region: region?.region, partition: partition?.partition };
}

async function placeOfAwsNative(options: pulumi.InvokeOptions): Promise<Place> {
    const [account, region] = await Promise.all([
        getAccountId(options) as Promise<Maybe<GetAccountIdResult>>,
        getNativeRegion(options) as Promise<Maybe<GetNativeRegionResult>>,
    ]);
    return { account: account?.accountId, region: region?.region };
}

function differ(one: string | undefined, other: string | undefined): boolean {
    return Boolean(one) && Boolean(other) && one !== other;
}

function placeErrors(ofAws: Place, ofNative: Place): ValidationError[] {
    if (!differ(ofAws.account, ofNative.account) && !differ(ofAws.region, ofNative.region)) return [];
    const place = ({ account, region }: Place) => `account ${account ?? "?"}, Region ${region ?? "?"}`;
    const text =
        `aws works in ${place(ofAws)}, aws-native in ${place(ofNative)}; ` +
        "pass both for the same place, providers: [aws, awsNative], or set aws:region and aws-native:region alike";
    return [{ input: "providers", text }];
}

function partitionErrors(channelArn: string, partition: string | undefined): ValidationError[] {
    const [, ofChannel] = channelArn.split(":");
    if (!differ(ofChannel, partition)) return [];
    const text = `lies in the partition ${ofChannel}, the aws provider in ${partition}; no credentials reach across, so name a channel of this partition`;
    return [{ input: "channelArn", text }];
}

/** What has to lie where the component does: by its input, and what one is to name instead. */
const neighboursOf = (settings: Settings): [string, pulumi.Input<string> | undefined, string?][] => [
    ["eventDataStore.kmsKeyArn", settings.eventDataStore.kmsKeyArn],
    ["delivery.kmsKeyArn", settings.delivery.kmsKeyArn],
    ["s3.kmsKeyArn", settings.s3.kmsKeyArn],
    ["s3.delivery.kmsKeyArn", settings.s3.delivery.kmsKeyArn],
    ["forwarder.logKmsKeyArn", settings.forwarder.logKmsKeyArn],
    ["eventLog.kmsKeyArn", settings.eventLog.kmsKeyArn],
    ...actionsOf(settings),
];

function actionsOf({ alarms }: Settings): [string, pulumi.Input<string>, string][] {
    if (!Array.isArray(alarms?.actions)) return [];
    return alarms.actions.map((action, index) => [`alarms.actions[${index}]`, action, "what to call"]);
}

/**
 * A service encrypts with keys of its own Region alone (AWS KMS developer guide), and an alarm calls what is in its own.
 * Incidents have no Region.
 */
function regionErrors(input: string, arn: string, place: Place, what = "a key"): ValidationError[] {
    const [, partition, , region] = arn.split(":");
    if (!differ(partition, place.partition) && !differ(region, place.region)) return [];
    const text = `lies in the Region ${region} (partition ${partition}), the aws provider works in ${place.region} (partition ${place.partition}); name ${what} of this Region`;
    return [{ input, text }];
}

/** What is wrong with an ARN that is here; one that is not is checked when it resolves. */
function arnErrors(
    arn: pulumi.Input<string> | undefined,
    fail: Report["fail"],
    errorsOf: (arn: string) => ValidationError[],
): ValidationError[] {
    if (typeof arn === "string") return errorsOf(arn);
    if (arn !== undefined) checkWhenResolved(arn, fail, errorsOf);
    return [];
}

function failure(error: unknown): ValidationError {
    return {
        input: "providers",
        text: `one cannot tell its account and Region (${reasonOf(error)}); check the credentials, aws:region and aws-native:region`,
    };
}

/**
 * Resolves with their place when both providers are known to work in the same account and Region (or cannot tell yet, in a preview);
 * otherwise it fails, and never resolves: nothing that waits for it is made.
 */
export async function checkProviders(
    settings: Settings,
    component: pulumi.Resource,
    fail: Report["fail"],
): Promise<Place> {
    const { channelArn, destinations } = settings;
    // With a channel that exists, and for S3, nothing is made by aws-native: it need not be configured.
    const usesNative = channelArn === undefined && destinations.includes("cloudtrail-lake");
    const options = { parent: component };
    let ofAws: Place;
    let ofNative: Place;
    try {
        [ofAws, ofNative] = await Promise.all([
            placeOfAws(options),
            usesNative ? placeOfAwsNative(options) : {},
        ]);
    } catch (error) {
        return fail([failure(error)]);
    }
    const errors = [
        ...placeErrors(ofAws, ofNative),
        ...arnErrors(channelArn, fail, (arn) => partitionErrors(arn, ofAws.partition)),
        ...neighboursOf(settings).flatMap(([input, neighbour, what]) =>
            arnErrors(neighbour, fail, (arn) => regionErrors(input, arn, ofAws, what)),
        ),
    ];
    return errors.length > 0 ? fail(errors) : ofAws;
}
