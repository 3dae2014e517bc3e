import * as aws from "@pulumi/aws";
import * as awsNative from "@pulumi/aws-native";
import type * as pulumi from "@pulumi/pulumi";
import type { OneLoginCloudTrailLakeArgs } from "./args";
import { failLater } from "./guard";
import { isLater } from "./validation";

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

function problem(name: string, ofAws: Place, ofNative: Place, channelArn: unknown): string | undefined {
    if (differ(ofAws.account, ofNative.account) || differ(ofAws.region, ofNative.region)) {
        const place = ({ account, region }: Place) => `account ${account ?? "?"}, Region ${region ?? "?"}`;
        return (
            `OneLoginCloudTrailLake "${name}": its two providers work in different places. ` +
            `aws: ${place(ofAws)}; aws-native: ${place(ofNative)}. ` +
            "Pass both for the same place, providers: [aws, awsNative], or set aws:region and aws-native:region alike."
        );
    }
    const partition =
        typeof channelArn === "string" && !isLater(channelArn) ? channelArn.split(":")[1] : undefined;
    if (differ(partition, ofAws.partition)) {
        return (
            `OneLoginCloudTrailLake "${name}": channelArn lies in the partition ${partition}, the aws provider in ${ofAws.partition}. ` +
            "No credentials reach across partitions: name a channel of this one."
        );
    }
    return undefined;
}

/**
 * Resolves when both providers are known to work in the same account and Region (or cannot tell yet, in a preview);
 * otherwise the program ends with an error, and this never resolves: nothing that waits for it is made.
 */
export async function checkProviders(
    name: string,
    args: OneLoginCloudTrailLakeArgs,
    component: pulumi.Resource,
): Promise<void> {
    const options = { parent: component };
    let found: string | undefined;
    try {
        const [ofAws, ofNative] = await Promise.all([placeOfAws(options), placeOfAwsNative(options)]);
        found = problem(name, ofAws, ofNative, args.channelArn);
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        found =
            `OneLoginCloudTrailLake "${name}": a provider cannot tell its account and Region: ${reason} ` +
            "Check the credentials, aws:region and aws-native:region.";
    }
    if (found !== undefined) await failLater(component, found);
}
