import type { RequestListener } from "node:http";
import { openAthena } from "../athena/athena";
import { createAthenaEndpoints } from "../athena/endpoint";
import { glueArns } from "../athena/glue";
import type { ObjectsSettings } from "../deploy/objects";
import type { Permissions } from "../deploy/permissions";
import { createBucket, type Bucket } from "../s3/bucket";
import { createObjectsEndpoint } from "../s3/endpoint";
import { objectsOf } from "../s3/source";
import type { InterceptObjects, Version } from "../s3/types";
import { startServer, type ServerOptions } from "./server";
import type { Store } from "./store";

export interface ObjectOptions {
    interceptObjects?: InterceptObjects;
    /** Of S3's port. */
    breaksObjects?: ServerOptions["breaks"];
    /** Called for each object that is written. */
    onStored?: (bucket: string, object: Version) => void;
}

/** S3 on a port of its own, and Athena's and Glue's APIs for the port that people call. */
export interface ObjectStore extends Store {
    endpoint: string;
    /** The buckets that there are; one may go, and come again. */
    buckets: Bucket[];
    services: Record<string, RequestListener>;
}

export async function startObjectStore(
    settings: ObjectsSettings,
    permissions: Permissions,
    options: ObjectOptions,
): Promise<ObjectStore> {
    const { table, workgroup } = settings;
    let calls = 0;
    const bucket = createBucket(
        settings.bucket,
        () => new Date(),
        (object) => {
            calls++;
            options.onStored?.(settings.bucket.name, object);
        },
    );
    const buckets = [bucket];
    const { account, region } = settings.bucket;
    /** Athena asks for the default database, too: docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html */
    const lookedAt = [
        ["glue:GetDatabase", glueArns({ account, region }, "default")],
        ["glue:GetTable", glueArns({ account, region }, table.databaseName, table.name)],
    ] as const;
    const ofOperator = (action: string, resource: string, context?: Readonly<Record<string, string>>) =>
        permissions.denial("operator", action, resource, context);
    const athena = await openAthena({
        table,
        objects: objectsOf(buckets, ofOperator),
        // Partitions that are projected are not in the catalog.
        denial: () =>
            lookedAt
                .flatMap(([action, resources]) => resources.map((resource) => ofOperator(action, resource)))
                .find((denial) => denial !== undefined),
    });
    const server = await startServer(
        createObjectsEndpoint({ buckets, permissions, intercept: options.interceptObjects }),
        { breaks: options.breaksObjects },
    );
    return {
        destination: "s3",
        endpoints: { AWS_ENDPOINT_URL_S3: server.endpoint },
        endpoint: server.endpoint,
        buckets,
        services: createAthenaEndpoints({ athena, workgroup, account, region, permissions }),
        ids: () => athena.column("eventid"),
        records: () => athena.column("eventjson"),
        check: (sql) => athena.check(sql),
        query: (sql) => athena.query(sql, { scanLimit: workgroup.configuration.bytesScannedCutoffPerQuery }),
        calls: () => calls,
        goOffline: () => server.goOffline(),
        async stop() {
            await server.stop();
            await athena.close();
        },
    };
}
