import { CloudTrailClient, type CloudTrailClientConfig } from "@aws-sdk/client-cloudtrail";
import { createCloudTrailEndpoint, type CloudTrailEndpointOptions } from "../../../local/cloudtrail";
import { startServer } from "../../../local/run/server";
import { channelArn, now, store, storeArn } from "../lake/support";

export const channel = {
    arn: channelArn,
    name: "onelogin",
    accountId: "123456789012",
    destinations: [storeArn],
    source: "OneLogin",
};

export interface Running {
    readonly url: string;
    readonly client: CloudTrailClient;
    close(): Promise<void>;
}

/** The endpoint on a free port, and a real client of it. */
export async function serve(options: Partial<CloudTrailEndpointOptions>): Promise<Running> {
    const lake = {
        stores: [store],
        query: () => Promise.reject(new Error("no lake")),
        check: () => Promise.resolve([]),
    };
    const listener = createCloudTrailEndpoint({ lake, channels: [channel], clock: () => now, ...options });
    const { endpoint, stop } = await startServer(listener);
    return { url: endpoint, client: clientOf(endpoint), close: stop };
}

export function clientOf(endpoint: string, config: CloudTrailClientConfig = {}): CloudTrailClient {
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
    return new CloudTrailClient({ endpoint, region: "us-east-1", credentials, maxAttempts: 1, ...config });
}
