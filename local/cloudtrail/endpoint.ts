/** CloudTrail's own API, as far as event data stores, channels and queries go. */
import type { RequestListener } from "node:http";
import type { Channel } from "../channel/types";
import { everybody, type Permissions } from "../deploy/permissions";
import { createJsonService } from "../http/jsonService";
import type { Lake } from "../lake";
import type { Bucket } from "../s3/bucket";
import { createChannelStatus, type ChannelStatus } from "./channels";
import { queryOperations } from "./queries";
import { resourceOperations } from "./resources";

export interface CloudTrailEndpointOptions {
    readonly lake: Pick<Lake, "stores" | "query" | "check">;
    /** Read at every call: a channel that is added later is found. */
    readonly channels: readonly Channel[];
    /** What the PutAuditEvents endpoint reports to. */
    readonly status?: ChannelStatus;
    readonly permissions?: Permissions;
    /** Those that a query's result can be delivered to; read at every call. */
    readonly buckets?: readonly Bucket[];
    readonly clock?: () => Date;
}

export function createCloudTrailEndpoint({
    lake,
    channels,
    status = createChannelStatus(),
    clock = () => new Date(),
    permissions = everybody,
    buckets = [],
}: CloudTrailEndpointOptions): RequestListener {
    return createJsonService({
        name: "CloudTrail",
        signingName: "cloudtrail",
        // SDKs and the CLI write `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.GetChannel`, or the last two parts of it.
        target: /^(?:com\.amazonaws\.cloudtrail\.v20131101\.)?CloudTrail_20131101\.(\w+)$/,
        operations: {
            ...resourceOperations(lake.stores, channels, status, clock),
            ...queryOperations(lake, buckets, clock),
        },
        permissions,
    });
}
