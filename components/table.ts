import * as athena from "@pulumi/aws/athena";
import * as glue from "@pulumi/aws/glue";
import * as pulumi from "@pulumi/pulumi";
import { columns, eventsPrefix, partitionKey, projection, serializationLibrary } from "../handler/columns";
import type { Bucket } from "./bucket";
import type { BuildContext } from "./context";

/** What Athena reads the bucket with. */
export interface Table {
    database: glue.CatalogDatabase;
    table: glue.CatalogTable;
    workgroup: athena.Workgroup;
}

function makeCatalogTable(context: BuildContext, bucket: Bucket, database: glue.CatalogDatabase) {
    const inBucket = (path: string) => pulumi.interpolate`s3://${bucket.name}/${path}`;
    return new glue.CatalogTable(
        `${context.name}-s3-table`,
        {
            name: "events",
            databaseName: database.name,
            description: "OneLogin's events, as CloudTrail Lake would have them",
            tableType: "EXTERNAL_TABLE",
            parameters: projection(inBucket),
            partitionKeys: [{ ...partitionKey }],
            storageDescriptor: {
                location: inBucket(eventsPrefix),
                inputFormat: "org.apache.hadoop.mapred.TextInputFormat",
                outputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                serDeInfo: { serializationLibrary },
                columns: columns.map((column) => ({ ...column })),
            },
        },
        context.options(),
    );
}

/** Athena asks of a limit that it is at least 10 MiB, 0.01 GiB; the workgroup says it in bytes. */
function makeWorkgroup(context: BuildContext): athena.Workgroup {
    const { name, settings } = context;
    return new athena.Workgroup(
        `${name}-s3-workgroup`,
        {
            description: "Queries of OneLogin's events",
            // Its query history is not evidence.
            forceDestroy: true,
            configuration: {
                enforceWorkgroupConfiguration: true,
                engineVersion: { selectedEngineVersion: "Athena engine version 3" },
                bytesScannedCutoffPerQuery: pulumi
                    .output(settings.s3.scanLimitGiB)
                    .apply((gib) => Math.round(gib * 2 ** 30)),
                managedQueryResultsConfiguration: { enabled: true },
            },
            tags: settings.tags,
        },
        context.options(),
    );
}

/** Makes the table of the bucket's events, and the workgroup to query it in. */
export function makeTable(context: BuildContext, bucket: Bucket): Table {
    const database = new glue.CatalogDatabase(
        `${context.name}-s3-database`,
        {
            // Nothing, under the mocks of a consumer's unit tests that answer inputs only.
            name: bucket.name.apply((name: string | undefined) => name?.replace(/[-.]/g, "_") ?? ""),
            description: "OneLogin's events in S3",
            tags: context.settings.tags,
        },
        context.options(),
    );
    return {
        database,
        table: makeCatalogTable(context, bucket, database),
        workgroup: makeWorkgroup(context),
    };
}
