import * as aws from "@pulumi/aws";
import * as awsNative from "@pulumi/aws-native";
import * as pulumi from "@pulumi/pulumi";
import type { OneLoginCloudTrailLakeArgs } from "./args";
import type { Fail, Fault } from "./faults";
import { reasonOf } from "./guard";

/** Where a provider works; what it cannot tell yet is absent. */
interface Place {
    account?: string;
    region?: string;
    partition?: string;
}

/** A provider whose configuration is unknown in a preview answers with `undefined`. */
type Maybe<T> = Partial<T> | undefined;

async function placeOfAws(options: pulumi.InvokeOptions): Promise<Place> {
    const [identity, region, partition] = await Promise.all([
        aws.getCallerIdentity({}, options) as Promise<Maybe<aws.GetCallerIdentityResult>>,
        aws.getRegion({}, options) as Promise<Maybe<aws.GetRegionResult>>,
        aws.getPartition({}, options) as Promise<Maybe<aws.GetPartitionResult>>,
    ]);
    return { account: identity?.accountId, region: region?.region, partition: partition?.partition };
}

async function placeOfAwsNative(options: pulumi.InvokeOptions): Promise<Place> {
    const [account, region] = await Promise.all([
        awsNative.getAccountId(options) as Promise<Maybe<awsNative.GetAccountIdResult>>,
        awsNative.getRegion(options) as Promise<Maybe<awsNative.GetRegionResult>>,
    ]);
    return { account: account?.accountId, region: region?.region };
}

function differ(one: string | undefined, other: string | undefined): boolean {
    return Boolean(one) && Boolean(other) && one !== other;
}

function placeFaults(ofAws: Place, ofNative: Place): Fault[] {
    if (!differ(ofAws.account, ofNative.account) && !differ(ofAws.region, ofNative.region)) return [];
    const place = ({ account, region }: Place) => `account ${account ?? "?"}, Region ${region ?? "?"}`;
    const text =
        `aws works in ${place(ofAws)}, aws-native in ${place(ofNative)}; ` +
        "pass both for the same place, providers: [aws, awsNative], or set aws:region and aws-native:region alike";
    return [{ input: "providers", text }];
}

function partitionFaults(channelArn: string, partition: string | undefined): Fault[] {
    const [, ofChannel] = channelArn.split(":");
    if (!differ(ofChannel, partition)) return [];
    const text = `lies in the partition ${ofChannel}, the aws provider in ${partition}; no credentials reach across, so name a channel of this partition`;
    return [{ input: "channelArn", text }];
}

function failure(error: unknown): Fault {
    return {
        input: "providers",
        text: `one cannot tell its account and Region (${reasonOf(error)}); check the credentials, aws:region and aws-native:region`,
    };
}

/**
 * Resolves when both providers are known to work in the same account and Region (or cannot tell yet, in a preview);
 * otherwise it fails, and never resolves: nothing that waits for it is made.
 */
export async function checkProviders(
    args: OneLoginCloudTrailLakeArgs,
    component: pulumi.Resource,
    fail: Fail,
): Promise<void> {
    const options = { parent: component };
    let ofAws: Place;
    let ofNative: Place;
    try {
        [ofAws, ofNative] = await Promise.all([
            placeOfAws(options),
            // With a channel that exists nothing is made by aws-native: it need not be configured.
            args.channelArn === undefined ? placeOfAwsNative(options) : {},
        ]);
    } catch (error) {
        return fail([failure(error)]);
    }
    const faults = placeFaults(ofAws, ofNative);
    if (typeof args.channelArn === "string") {
        faults.push(...partitionFaults(args.channelArn, ofAws.partition));
    } else if (args.channelArn !== undefined) {
        const later = pulumi.output(args.channelArn);
        later.apply((channelArn) => {
            const found = partitionFaults(channelArn, ofAws.partition);
            return found.length === 0 ? undefined : fail(found);
        });
    }
    if (faults.length > 0) await fail(faults);
}
