import type { RequestListener } from "node:http";
import { createChannelEndpoint } from "../channel/endpoint";
import type { Channel, Intercept } from "../channel/types";
import { createCloudTrailEndpoint, createChannelStatus } from "../cloudtrail";
import type { LakeSettings } from "../deploy/deployment";
import type { Permissions } from "../deploy/permissions";
import { openLake, storeId, type AuditRecord, type Lake } from "../lake";
import type { Bucket } from "../s3/bucket";
import { startServer, type ServerOptions } from "./server";
import type { Store } from "./store";

export interface LakeOptions {
    /** A DuckDB file that keeps the lake. */
    file?: string;
    intercept?: Intercept;
    /** Of the port for PutAuditEvents. */
    breaks?: ServerOptions["breaks"];
    /** Called for each event that came into the lake. */
    onAccepted?: (event: AuditRecord) => void;
}

/** CloudTrail Lake: PutAuditEvents on a port of its own, and its API for the port that people call. */
export interface LakeStore extends Store {
    lake: Lake;
    /** The channels that there are; one may go, and come again. */
    channels: Channel[];
    services: Record<string, RequestListener>;
}

export async function startLakeStore(
    { stores, channel }: LakeSettings,
    permissions: Permissions,
    buckets: readonly Bucket[],
    options: LakeOptions,
): Promise<LakeStore> {
    const lake = await openLake({ stores, file: options.file });
    const status = createChannelStatus();
    const channels = [channel];
    let calls = 0;
    const data = createChannelEndpoint({
        permissions,
        channels,
        status,
        intercept: options.intercept,
        async accept(events) {
            await lake.ingest(events);
            calls++;
            if (options.onAccepted) events.forEach(options.onAccepted);
        },
    });
    const api = createCloudTrailEndpoint({ lake, channels, buckets, status, permissions });
    const server = await startServer(data, { breaks: options.breaks });
    return {
        destination: "cloudtrail-lake",
        endpoints: { AWS_ENDPOINT_URL_CLOUDTRAIL_DATA: server.endpoint },
        lake,
        channels,
        services: { cloudtrail: api, "cloudtrail-data": data },
        ids: () => lake.ids(stores[0].arn),
        async records() {
            const { rows } = await lake.query(`SELECT eventJson FROM ${storeId(stores[0].arn)}`);
            return rows.map(([json]) => json as string);
        },
        check: async (sql) => void (await lake.check(sql)),
        query: (sql) => lake.query(sql),
        calls: () => calls,
        goOffline: () => server.goOffline(),
        async stop() {
            await server.stop();
            await lake.close();
        },
    };
}
