/** Where things are in the stand-in AWS, and what that makes of their names. */

/** The one account of everything that runs here. */
export const accountId = "123456789012";

export interface Place {
    account: string;
    region: string;
    partition: string;
}

export function placeIn(region: string, account = accountId): Place {
    const [, partition] = /^(cn|us-gov)-/.exec(region) ?? [];
    return { account, region, partition: partition === undefined ? "aws" : `aws-${partition}` };
}

/** IAM's ARNs have no Region. */
export function arnOf({ partition, region, account }: Place, service: string, resource: string): string {
    return `arn:${partition}:${service}:${service === "iam" ? "" : region}:${account}:${resource}`;
}

export function dnsSuffixOf({ partition }: Place): string {
    return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

export function queueUrlOf(place: Place, name: string): string {
    return `https://sqs.${place.region}.${dnsSuffixOf(place)}/${place.account}/${name}`;
}
