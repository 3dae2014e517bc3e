import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import type { S3Client } from "@aws-sdk/client-s3";
import { createLake, type Lake } from "../../../cli/lake";
import type { CopyParts } from "../../../cli/history/copy";
import { copyParts } from "../../../cli/history/parts";
import { createCloudTrailEndpoint } from "../../../local/cloudtrail";
import type { AuditRecord, Lake as LocalLake } from "../../../local/lake";
import { createBucket, type Bucket } from "../../../local/s3/bucket";
import { createObjectsEndpoint } from "../../../local/s3/endpoint";
import type { InterceptObjects } from "../../../local/s3/types";
import { account, permissionsOf, policy, settings } from "../../local/s3/support";
import { id, lakeOf, storeArn } from "../../local/lake/support";

const now = () => new Date();
export const staging = { bucket: "onelogin-staging", prefix: "history" };

/** As docs/leave-cloudtrail-lake.md has it. */
const stagingPolicy = policy({
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: ["s3:PutObject*", "s3:Abort*", "s3:GetBucketAcl"],
    Resource: [`arn:aws:s3:::${staging.bucket}`, `arn:aws:s3:::${staging.bucket}/*`],
    Condition: { StringEquals: { "aws:SourceAccount": account, "aws:SourceArn": storeArn } },
});

export interface Row {
    eventid: string;
    eventtime: string;
    eventjson: string;
    metadata: { ingestiontime: string };
    eventdata: Record<string, unknown> & { additionaleventdata: Record<string, string> };
}

/** CloudTrail Lake and S3 on this machine, with a bucket for the events and one for the export. */
export interface World {
    lake: LocalLake;
    events: Bucket;
    exported: Bucket;
    client: S3Client;
    cloudTrail: Lake;
    parts: CopyParts;
    /** Decides about the calls of S3 from now on. */
    intercept(decide: InterceptObjects | undefined): void;
    /** The rows that the objects hold, of one day of the table or all. */
    rows(day?: string): Row[];
    close(): Promise<void>;
}

export async function worldOf(records: AuditRecord[]): Promise<World> {
    const lake = await lakeOf();
    await lake.ingest(records);
    const events = createBucket(settings, now);
    const name = staging.bucket;
    const exported = createBucket(
        {
            ...settings,
            name,
            arn: `arn:aws:s3:::${name}`,
            policy: stagingPolicy,
            versioned: false,
            lock: undefined,
        },
        now,
    );
    const buckets = [events, exported];
    let decide: InterceptObjects | undefined;
    const permissions = permissionsOf(undefined);
    const servers = [
        createServer(createCloudTrailEndpoint({ lake, channels: [], buckets })),
        createServer(createObjectsEndpoint({ buckets, permissions, intercept: (call) => decide?.(call) })),
    ];
    const urls = await Promise.all(
        servers.map(async (server) => {
            await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
            return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        }),
    );
    const credentials = permissions.callers.credentials("operator");
    Object.assign(process.env, {
        AWS_ENDPOINT_URL_CLOUDTRAIL: urls[0],
        AWS_ENDPOINT_URL_S3: urls[1],
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    });
    const { S3Client } = await import("@aws-sdk/client-s3");
    const client = new S3Client({ region: settings.region });
    const cloudTrail = createLake(settings.region);
    const rows = (day?: string): Row[] =>
        events
            .list(day === undefined ? "events/" : `events/day=${day}/`)
            .flatMap(({ body }) => gunzipSync(body).toString().trimEnd().split("\n"))
            .map((line) => JSON.parse(line) as Row);
    const parts = copyParts({
        lake: cloudTrail,
        // What Athena answers to the one query that is asked while a day is copied.
        athena: {
            rows: (sql) =>
                Promise.resolve(
                    [...sql.matchAll(/'(\d{4}-\d\d-\d\d)'/g)].flatMap(([, day]) =>
                        rows(day).map(({ eventid }) => [eventid]),
                    ),
                ),
        },
        client,
        store: id,
        table: '"db"."events"',
        staging,
        bucket: settings.name,
        bucketOwner: account,
    });
    return {
        ...{ lake, events, exported, client, cloudTrail, parts, rows },
        intercept: (other) => (decide = other),
        async close() {
            client.destroy();
            for (const server of servers) {
                server.closeAllConnections();
                await new Promise((done) => server.close(done));
            }
            await lake.close();
        },
    };
}
