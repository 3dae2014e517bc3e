import { gzipSync } from "node:zlib";
import { columns, eventsPrefix, partitionKey, projection } from "../../../handler/columns";
import { openAthena, type Athena } from "../../../local/athena/athena";
import type { TableSettings, WorkgroupSettings } from "../../../local/athena/types";
import { createBucket, type Bucket } from "../../../local/s3/bucket";
import { objectsOf } from "../../../local/s3/source";
import { settings } from "../s3/support";

export const now = new Date("2026-11-28T06:00:00Z");
export const database = "onelogin_bucket";
export const from = `FROM "${database}"."events"`;

const inBucket = (path: string) => `s3://${settings.name}/${path}`;
export const table: TableSettings = {
    name: "events",
    databaseName: database,
    storageDescriptor: { location: inBucket(eventsPrefix), columns },
    partitionKeys: [partitionKey],
    parameters: projection(inBucket),
};

export const workgroup: WorkgroupSettings = {
    name: "onelogin-workgroup",
    configuration: {
        enforceWorkgroupConfiguration: true,
        engineVersion: { selectedEngineVersion: "Athena engine version 3" },
        bytesScannedCutoffPerQuery: 10_485_760,
        managedQueryResultsConfiguration: { enabled: true },
    },
};

/** A row as the writer lays it out, with something else in it. */
export function row(id: string, change: Record<string, unknown> = {}): Record<string, unknown> {
    return {
        eventid: id,
        eventtime: "2026-11-27 07:55:14",
        metadata: { ingestiontime: "2026-11-27T07:55:15Z" },
        eventdata: { uid: id, useridentity: { type: "OneLoginUser", details: { account: "7" } } },
        eventjson: JSON.stringify({ eventID: id }),
        ...change,
    };
}

export function packed(...rows: (string | object)[]): Buffer {
    const lines = rows.map((one) => (typeof one === "string" ? one : JSON.stringify(one)));
    return gzipSync(lines.map((line) => `${line}\n`).join(""));
}

/** The table over a bucket, and what puts objects into it. */
export interface Opened {
    athena: Athena;
    bucket: Bucket;
    put(key: string, body: Buffer): void;
}

/** @param refused An action that nobody may do. */
export async function open(change: Partial<TableSettings> = {}, refused?: string): Promise<Opened> {
    const bucket = createBucket(settings, () => now);
    const athena = await openAthena({
        table: { ...table, ...change },
        objects: objectsOf([bucket], (action) => (action === refused ? `no ${action}` : undefined)),
        clock: () => now,
    });
    return { athena, bucket, put: (key, body) => void bucket.put(key, body, {}, false) };
}
