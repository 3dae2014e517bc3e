/** Where a resource lies. */
interface ArnPlace {
    partition: string;
    region: string;
    account: string;
}

/** Nothing is known, but that, under the mocks of a consumer's unit tests that answer inputs only. */
export function placeOf(arn: string | undefined): ArnPlace {
    const [, partition = "aws", , region = "<region>", account = "<account>"] = arn?.split(":") ?? [];
    return { partition, region, account };
}

/** The last segment of an ARN that has no path: a store's or a channel's id. */
export function idOf(arn: string): string {
    return arn.slice(arn.lastIndexOf("/") + 1);
}
