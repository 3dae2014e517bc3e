import { gunzipSync } from "node:zlib";
import { S3Client } from "@aws-sdk/client-s3";
import { createAthena } from "../../../cli/athena";
import type { CopyParts } from "../../../cli/history/copy";
import { copyParts } from "../../../cli/history/parts";
import { createLake, type Lake } from "../../../cli/lake";
import { openAthena, type Athena } from "../../../local/athena/athena";
import { createAthenaEndpoints } from "../../../local/athena/endpoint";
import { createCloudTrailEndpoint } from "../../../local/cloudtrail";
import { readPolicy } from "../../../local/aws/iam/policy";
import type { AuditRecord, Lake as LocalLake } from "../../../local/lake";
import { startServer, type LocalServer } from "../../../local/run/server";
import { createBucket, type Bucket } from "../../../local/s3/bucket";
import { createObjectsEndpoint } from "../../../local/s3/endpoint";
import { objectsOf } from "../../../local/s3/source";
import type { InterceptObjects } from "../../../local/s3/types";
import { readText } from "../../docs/documents";
import { database, table, workgroup } from "../../local/athena/support";
import { id, lakeOf, now as lakesNow, storeArn } from "../../local/lake/support";
import { account, permissionsOf, settings } from "../../local/s3/support";
import { withVariables } from "../variables";

const now = () => new Date();
export const staging = { bucket: "onelogin-staging", prefix: "history" };

/** The policy of the page, with the shell's variables as they are here. */
const [stagingPolicy] = [...readText("docs/leave-cloudtrail-lake.md").matchAll(/<<END\n([^]*?)^END$/gm)].map(
    ([, text]) =>
        readPolicy(
            text
                .replaceAll("$staging", staging.bucket)
                .replaceAll("$account", account)
                .replaceAll("$store", storeArn),
            "the page",
        ),
);

export interface Row {
    eventid: string;
    eventtime: string;
    eventjson: string;
    metadata: { ingestiontime: string };
    eventdata: Record<string, unknown> & { additionaleventdata: Record<string, string> };
}

/** CloudTrail Lake, S3 and Athena on this machine, with a bucket for the events and one for the export. */
export interface World {
    lake: LocalLake;
    athena: Athena;
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

/** The environment then points the SDK's clients at it. */
export async function worldOf(records: AuditRecord[]): Promise<World> {
    const lake = await lakeOf();
    await lake.ingest(records);
    const events = createBucket(settings, now);
    const name = staging.bucket;
    const exported = createBucket(
        {
            ...settings,
            ...{ name, arn: `arn:aws:s3:::${name}`, policy: stagingPolicy },
            ...{ versioned: false, lock: undefined },
        },
        now,
    );
    const buckets = [events, exported];
    const permissions = permissionsOf(undefined);
    const athena = await openAthena({ table, objects: objectsOf(buckets), clock: () => lakesNow });
    let decide: InterceptObjects | undefined;
    const listeners = {
        CLOUDTRAIL: createCloudTrailEndpoint({ lake, channels: [], buckets }),
        S3: createObjectsEndpoint({ buckets, permissions, intercept: (call) => decide?.(call) }),
        ATHENA: createAthenaEndpoints({ athena, workgroup, account, region: settings.region }).athena,
    };
    const credentials = permissions.callers.credentials("operator");
    const variables: Record<string, string> = {
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    };
    const servers: LocalServer[] = [];
    for (const [service, listener] of Object.entries(listeners)) {
        servers.push(await startServer(listener));
        variables[`AWS_ENDPOINT_URL_${service}`] = servers[servers.length - 1].endpoint;
    }
    const restore = withVariables(variables);
    const client = new S3Client({ region: settings.region });
    const cloudTrail = createLake(settings.region);
    return {
        ...{ lake, athena, events, exported, client, cloudTrail },
        parts: copyParts({
            lake: cloudTrail,
            athena: createAthena(settings.region, workgroup.name),
            client,
            store: id,
            table: `"${database}"."events"`,
            staging,
            bucket: settings.name,
            bucketOwner: account,
        }),
        intercept: (other) => (decide = other),
        rows: (day) =>
            events
                .list(day === undefined ? "events/" : `events/day=${day}/`)
                .flatMap(({ body }) => gunzipSync(body).toString().trimEnd().split("\n"))
                .map((line) => JSON.parse(line) as Row),
        async close() {
            restore();
            client.destroy();
            for (const { stop } of servers) await stop();
            await athena.close();
            await lake.close();
        },
    };
}
