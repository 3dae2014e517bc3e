import { gunzipSync } from "node:zlib";
import { S3Client } from "@aws-sdk/client-s3";
import { createAthena } from "../../../cli/athena";
import type { CopyParts } from "../../../cli/history/copy";
import { copyParts } from "../../../cli/history/parts";
import { createLake, type Lake } from "../../../cli/lake";
import { evaluateStack } from "../../../lab/stack";
import { readPolicy, type Policy } from "../../../local/aws/iam/policy";
import { createMetrics } from "../../../local/cloudwatch/metrics";
import { deploymentOf } from "../../../local/deploy/deployment";
import type { ObjectsSettings } from "../../../local/deploy/objects";
import { permissionsOf } from "../../../local/deploy/permissions";
import { storeId, type AuditRecord } from "../../../local/lake";
import { startServices } from "../../../local/run/endpoints";
import { createBucket, type Bucket } from "../../../local/s3/bucket";
import type { InterceptObjects } from "../../../local/s3/types";
import { readText } from "../../docs/documents";
import { outputsFile } from "../outputs";
import { both } from "../support";
import { withVariables } from "../variables";

export const staging = { bucket: "onelogin-staging", prefix: "history" };

export interface Row {
    eventid: string;
    eventtime: string;
    eventjson: string;
    metadata: { ingestiontime: string };
    eventdata: Record<string, unknown> & { additionaleventdata: Record<string, string> };
}

/** CloudTrail Lake, S3 and Athena of a deployment, without its functions, and a bucket for the export. */
export interface World {
    /** The file of the stack's outputs. */
    outputs: string;
    events: Bucket;
    exported: Bucket;
    client: S3Client;
    cloudTrail: Lake;
    /** What CloudTrail Lake's FROM takes. */
    store: string;
    parts: CopyParts;
    /** Decides about the calls of S3 from now on. */
    intercept(decide: InterceptObjects | undefined): void;
    /** The rows that the objects hold, of one day of the table or all. */
    rows(day?: string): Row[];
    close(): Promise<void>;
}

/** The environment then points the SDK's clients at it. */
export async function worldOf(records: AuditRecord[]): Promise<World> {
    const s3WriterArns = ["arn:aws:iam::123456789012:role/operator"];
    const evaluated = await evaluateStack({ ...both, s3WriterArns });
    const deployment = deploymentOf(evaluated);
    const { account, region } = deployment;
    const permissions = permissionsOf(deployment);
    const putEvents = () => Promise.resolve();
    const invoke = () => undefined;
    let decide: InterceptObjects | undefined;
    const services = await startServices(deployment, permissions, putEvents, invoke, createMetrics(), {
        interceptObjects: (call) => decide?.(call),
    });
    const [lake, objects] = [services.lake!, services.objects!];
    const [{ arn }] = lake.lake.stores;
    await lake.lake.ingest(records.map((one) => ({ ...one, storeArns: [arn] })));
    const [events] = objects.buckets;
    const exported = createBucket(
        {
            ...{ name: staging.bucket, arn: `arn:aws:s3:::${staging.bucket}`, account, region },
            ...{ policy: stagingPolicy(account, arn), versioned: false },
        },
        () => new Date(),
    );
    objects.buckets.push(exported);
    const credentials = permissions.callers.credentials("operator");
    const restore = withVariables({
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_ENDPOINT_URL: services.endpoint,
        ...objects.endpoints,
    });
    const client = new S3Client({ region });
    const [cloudTrail, store] = [createLake(region), storeId(arn)];
    const { bucket, table, workgroup } = deployment.objects as ObjectsSettings;
    return {
        ...{ outputs: outputsFile(evaluated.outputs), events, exported, client, cloudTrail, store },
        parts: copyParts({
            lake: cloudTrail,
            athena: createAthena(region, workgroup.name),
            client,
            stagingClient: client,
            store,
            table: `"${table.databaseName}"."${table.name}"`,
            staging,
            bucket: bucket.name,
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
            await services.stop();
        },
    };
}

/** The policy of the page, with the shell's variables as they are here. */
function stagingPolicy(account: string, store: string): Policy {
    const [, text] = /<<END\n([^]*?)^END$/m.exec(readText("docs/leave-cloudtrail-lake.md")) ?? [];
    const written = text.replaceAll("$staging", staging.bucket).replaceAll("$account", account);
    return readPolicy(written.replaceAll("$store", store), "the page");
}
