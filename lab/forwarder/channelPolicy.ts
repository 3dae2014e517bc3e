import { readPolicy } from "../../local/aws/iam/policy";
import type { Policy } from "../../local/aws/iam/policy";

/** A channel's policy as the component makes it: accounts, and the external ID that they have to send. */
export function channelPolicy(channelArn: string, accountIds: string[], externalId?: string): Policy {
    const Condition =
        externalId === undefined ? {} : { StringEquals: { "cloudtrail:ExternalId": externalId } };
    const statement = {
        Effect: "Allow",
        Principal: { AWS: accountIds.map((id) => `arn:aws:iam::${id}:root`) },
        Action: "cloudtrail-data:PutAuditEvents",
        Resource: channelArn,
        Condition,
    };
    return readPolicy({ Version: "2012-10-17", Statement: [statement] }, "the channel's policy");
}
