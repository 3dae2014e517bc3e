import type * as pulumi from "@pulumi/pulumi";
import type { OneLoginCloudTrailLakeArgs } from "./args";

/** What every part of the component is made with. */
export interface Making {
    /** The component's name: a child's is `${name}-<suffix>`. Suffixes are frozen once released, for a change replaces. */
    name: string;
    args: OneLoginCloudTrailLakeArgs;
    /** Options of a child: its parent, and what must be there before it, the check of the providers included. */
    options(...before: pulumi.Resource[]): pulumi.CustomResourceOptions;
}

/** The last segment of an ARN that has no path: a store's or a channel's id. */
export function idOf(arn: string): string {
    return arn.slice(arn.lastIndexOf("/") + 1);
}
