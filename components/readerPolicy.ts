import * as pulumi from "@pulumi/pulumi";
import { placeOf } from "./arns";
import type { Bucket } from "./bucket";
import { eventsPrefix } from "../handler/columns";
import type { BuildContext } from "./context";
import { allow, throughService } from "./permissions";
import type { Table } from "./table";

/** The least that somebody who queries the events may do, as a policy's JSON: give it to their role. */
export function readerPolicy(
    { settings }: BuildContext,
    bucket: Bucket,
    { database, table, workgroup }: Table,
): pulumi.Output<string> {
    const { kmsKeyArn } = settings.s3;
    // Glue asks for the catalog and the database besides the table (AWS Glue developer guide, "Specifying resource ARNs").
    const glueArn = (resource: string) =>
        database.arn.apply((arn) => {
            const { partition, region, account } = placeOf(arn);
            return `arn:${partition}:glue:${region}:${account}:${resource}`;
        });
    const readCatalog = ["glue:GetDatabase", "glue:GetTable", "glue:GetTables", "glue:GetPartition"];
    const statements: object[] = [
        allow(
            "RunQueries",
            workgroup.arn,
            "athena:StartQueryExecution",
            "athena:StopQueryExecution",
            "athena:GetQueryExecution",
            "athena:BatchGetQueryExecution",
            "athena:ListQueryExecutions",
            "athena:GetQueryResults",
            "athena:GetQueryResultsStream",
            "athena:GetWorkGroup",
        ),
        {
            Sid: "ReadTable",
            Effect: "Allow",
            Action: [...readCatalog, "glue:GetPartitions"],
            Resource: [glueArn("catalog"), database.arn, table.arn],
        },
        // Whatever a query reads: docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html
        allow("FindDefaultDatabase", glueArn("database/default"), "glue:GetDatabase"),
        allow("FindEvents", bucket.arn, "s3:GetBucketLocation", "s3:ListBucket"),
        allow("ReadEvents", pulumi.interpolate`${bucket.arn}/${eventsPrefix}*`, "s3:GetObject"),
        ...(kmsKeyArn === undefined
            ? []
            : [
                  {
                      ...allow("DecryptEvents", kmsKeyArn, "kms:Decrypt"),
                      Condition: throughService("s3", database.arn),
                  },
              ]),
    ];
    return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements }, undefined, 2);
}
