import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CloudTrailClient, type CloudTrailClientConfig } from "@aws-sdk/client-cloudtrail";
import {
    createChannelStatus,
    createCloudTrailEndpoint,
    type CloudTrailEndpointOptions,
} from "../../../local/cloudtrail";
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
    const server = createServer(
        createCloudTrailEndpoint({
            lake,
            channels: [channel],
            status: createChannelStatus(),
            clock: () => now,
            ...options,
        }),
    );
    await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = clientOf(url);
    return { url, client, close: () => closed(server, client) };
}

export function clientOf(url: string, config: CloudTrailClientConfig = {}): CloudTrailClient {
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
    return new CloudTrailClient({
        endpoint: url,
        region: "us-east-1",
        credentials,
        maxAttempts: 1,
        ...config,
    });
}

async function closed(server: Server, client: CloudTrailClient): Promise<void> {
    client.destroy();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
}
