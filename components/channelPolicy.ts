import type * as pulumi from "@pulumi/pulumi";
import { channelPolicyLimits } from "../handler/limits";

interface Statement {
    Sid: string;
    Effect: "Allow";
    Principal: { AWS: string[] };
    Action: string;
    Resource: string;
    Condition?: { StringEquals: { "cloudtrail:ExternalId": pulumi.Input<string> } };
}

/**
 * The policy of a channel: who may deliver. As many statements as it takes, because AWS limits the principals of each. The
 * owner needs to be named, too: with an external ID in the policy every call is held to it.
 */
export function channelPolicy(
    // Nothing, under the mocks of a consumer's unit tests that answer inputs only.
    channelArn: string | undefined,
    accountIds: string[],
    externalId: pulumi.Input<string> | undefined,
): { Version: string; Statement: Statement[] } {
    const [, partition = "aws", , , owner = ""] = channelArn?.split(":") ?? [];
    const principals = [...new Set([owner, ...accountIds])]
        .filter((id) => id !== "")
        .sort()
        .map((id) => `arn:${partition}:iam::${id}:root`);
    const statements = Math.ceil(principals.length / channelPolicyLimits.principals);
    return {
        Version: "2012-10-17",
        Statement: Array.from({ length: statements }, (_, index) => ({
            Sid: `DeliverEvents${index === 0 ? "" : index + 1}`,
            Effect: "Allow",
            Principal: {
                AWS: principals.slice(
                    index * channelPolicyLimits.principals,
                    (index + 1) * channelPolicyLimits.principals,
                ),
            },
            Action: "cloudtrail-data:PutAuditEvents",
            Resource: channelArn ?? "",
            ...(externalId === undefined
                ? {}
                : { Condition: { StringEquals: { "cloudtrail:ExternalId": externalId } } }),
        })),
    };
}

/** The longest that a channel's ARN gets: an ID is a UUID. */
const longestArn =
    "arn:aws-us-gov:cloudtrail:ap-southeast-1:111122223333:channel/01234567-89ab-cdef-0123-456789abcdef";

/** How many characters the policy has at most, wherever the channel is. */
export function policyCharacters(accountIds: string[], externalId: string | undefined): number {
    return JSON.stringify(channelPolicy(longestArn, accountIds, externalId)).length;
}
