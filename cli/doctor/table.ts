import { AthenaClient, GetWorkGroupCommand } from "@aws-sdk/client-athena";
import { GetTableCommand, GlueClient, type Table } from "@aws-sdk/client-glue";
import { columns, eventsPrefix, partitionKey, projection, serializationLibrary } from "../../handler/columns";
import type { Deployment, S3Outputs } from "../deployment";
import { find, problem, refresh, unless, type Check, type Problem } from "./check";

/** What Athena reads the bucket with. */
export function tableChecks({ region, s3, ruleArn }: Deployment): Check[] {
    if (s3 === undefined) return [];
    const { databaseName, tableName, workgroupName } = s3;
    const [, partition, , , account] = ruleArn.split(":");
    const arnOf = (service: string, what: string) =>
        `arn:${partition}:${service}:${region}:${account}:${what}`;
    const glue = new GlueClient({ region });
    const athena = new AthenaClient({ region });
    return [
        {
            name: "table",
            async look() {
                const found = await find(
                    `glue:GetTable on ${arnOf("glue", `table/${databaseName}/${tableName}`)}`,
                    glue.send(new GetTableCommand({ DatabaseName: databaseName, Name: tableName })),
                    /^EntityNotFoundException$/,
                );
                if (found?.Table === undefined)
                    return problem(`The table ${databaseName}.${tableName} is gone.`, refresh);
                return unless(tableProblems(found.Table, s3), `${columns.length} columns, a folder a day`);
            },
        },
        {
            name: "workgroup",
            async look() {
                const found = await find(
                    `athena:GetWorkGroup on ${arnOf("athena", `workgroup/${workgroupName}`)}`,
                    athena.send(new GetWorkGroupCommand({ WorkGroup: workgroupName })),
                    /^InvalidRequestException$/,
                );
                if (found?.WorkGroup === undefined)
                    return problem(`The workgroup ${workgroupName} is gone.`, refresh);
                const { State, Configuration = {} } = found.WorkGroup;
                const { EnforceWorkGroupConfiguration: enforced, BytesScannedCutoffPerQuery: limit } =
                    Configuration;
                return unless(
                    [
                        State !== "ENABLED" && {
                            what: `The workgroup ${workgroupName} is ${State}.`,
                            mend: `aws athena update-work-group --work-group ${workgroupName} --state ENABLED --region ${region}`,
                        },
                        (enforced !== true || limit === undefined) && {
                            what: "Queries are not held to the workgroup's scan limit.",
                            mend: refresh,
                        },
                    ],
                    `at most ${((limit ?? 0) / 2 ** 30).toFixed(2)} GiB a query`,
                );
            },
        },
    ];
}

function tableProblems(
    { Parameters = {}, PartitionKeys = [], StorageDescriptor = {} }: Table,
    s3: S3Outputs,
) {
    const { Columns = [], Location, SerdeInfo } = StorageDescriptor;
    const inBucket = (path: string) => `s3://${s3.bucketName}/${path}`;
    const problems: Problem[] = [];
    const compare = (what: string, is: string | undefined, wanted: string) => {
        if (is === wanted) return;
        problems.push({ what: `The table's ${what} is ${is ?? "missing"}, not ${wanted}.`, mend: refresh });
    };
    for (const [name, value] of Object.entries(projection(inBucket)))
        compare(`parameter ${name}`, Parameters[name], value);
    compare("location", Location, inBucket(eventsPrefix));
    compare("serialization library", SerdeInfo?.SerializationLibrary, serializationLibrary);
    compare(`partition key ${partitionKey.name}`, PartitionKeys[0]?.Name, partitionKey.name);
    for (const { name, type } of columns)
        compare(`column ${name}`, Columns.find(({ Name }) => Name === name)?.Type, type);
    return problems;
}
