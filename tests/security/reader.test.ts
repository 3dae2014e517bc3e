import {
    AthenaClient,
    BatchGetQueryExecutionCommand,
    GetWorkGroupCommand,
    ListQueryExecutionsCommand,
    StartQueryExecutionCommand,
    StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import {
    GetDatabaseCommand,
    GetPartitionCommand,
    GetPartitionsCommand,
    GetTableCommand,
    GetTablesCommand,
    GlueClient,
} from "@aws-sdk/client-glue";
import {
    GetBucketLocationCommand,
    GetObjectCommand,
    ListObjectsV2Command,
    S3Client,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import { createAthena } from "../../cli/athena";
import { evaluate, overTls } from "../../local/aws/iam/evaluate";
import { readPolicy } from "../../local/aws/iam/policy";
import type { ObjectsSettings } from "../../local/deploy/objects";
import { operatorsPolicy, type OperatorsPolicy } from "../cli/policies";
import { both, startLocal, type Local } from "../cli/support";
import { failure } from "../local/lake/support";
import { packed, row } from "../local/athena/support";

const day = "2026-11-27";
const objectKey = `events/day=${day}/0.json.gz`;

interface Document {
    Statement: { Sid: string; Resource: string | string[] }[];
}

describe("a reader's least permissions", () => {
    let local: Local;
    let document: Document;
    let policy: OperatorsPolicy;
    let athena: AthenaClient;
    let glue: GlueClient;
    let s3: S3Client;
    let settings: ObjectsSettings;
    before(async () => {
        local = await startLocal();
        const written = String(local.stackOutputs.athenaReaderPolicy);
        document = JSON.parse(written) as Document;
        policy = operatorsPolicy(written);
        const { region, objects } = local.deployment;
        settings = objects as ObjectsSettings;
        [athena, glue] = [new AthenaClient({ region }), new GlueClient({ region })];
        s3 = new S3Client({ region, forcePathStyle: true });
    });
    const workgroup = () => ({ WorkGroup: settings.workgroup.name });
    const bucket = () => ({ Bucket: settings.bucket.name });
    const table = () => ({ DatabaseName: settings.table.databaseName, TableName: settings.table.name });
    const sql = () =>
        `SELECT eventid FROM "${settings.table.databaseName}"."${settings.table.name}" WHERE day = '${day}'`;
    const query = () => createAthena(local.deployment.region, settings.workgroup.name).rows(sql());
    const start = async () => {
        const command = new StartQueryExecutionCommand({ QueryString: sql(), ...workgroup() });
        return (await athena.send(command)).QueryExecutionId as string;
    };

    /** Everything that a reader calls, by the action that it needs. */
    const calls: Record<string, () => Promise<unknown>> = {
        "athena:StartQueryExecution": query,
        "athena:GetQueryExecution": query,
        "athena:GetQueryResults": query,
        "athena:StopQueryExecution": async () =>
            athena.send(new StopQueryExecutionCommand({ QueryExecutionId: await start() })),
        "athena:BatchGetQueryExecution": async () =>
            athena.send(new BatchGetQueryExecutionCommand({ QueryExecutionIds: [await start()] })),
        "athena:ListQueryExecutions": () => athena.send(new ListQueryExecutionsCommand(workgroup())),
        "athena:GetWorkGroup": () => athena.send(new GetWorkGroupCommand(workgroup())),
        "glue:GetDatabase": query,
        "glue:GetDatabase, called": () => glue.send(new GetDatabaseCommand({ Name: table().DatabaseName })),
        "glue:GetTable": query,
        "glue:GetTable, called": () => glue.send(new GetTableCommand({ ...table(), Name: "events" })),
        "glue:GetTables": () => glue.send(new GetTablesCommand(table())),
        "glue:GetPartition": () => glue.send(new GetPartitionCommand({ ...table(), PartitionValues: [day] })),
        "glue:GetPartitions": () => glue.send(new GetPartitionsCommand(table())),
        "s3:GetBucketLocation": () => s3.send(new GetBucketLocationCommand(bucket())),
        "s3:ListBucket": query,
        "s3:ListBucket, called": () => s3.send(new ListObjectsV2Command(bucket())),
        "s3:GetObject": query,
        "s3:GetObject, called": () => s3.send(new GetObjectCommand({ ...bucket(), Key: objectKey })),
        "kms:Decrypt": query,
    };
    const actions = new Set(Object.keys(calls).map((name) => name.split(",")[0]));
    let objects = 0;
    // What a query has read it does not read again.
    beforeEach(() => {
        const key = `events/day=${day}/${objects++}.json.gz`;
        local.pipeline.services.objects?.buckets[0].put(key, packed(row("a")), {}, false);
    });
    after(() => local.close());

    it("are enough for all that a reader calls: a query finds what is stored", async () => {
        local.hooks.policy = readPolicy(document, "the reader's policy");
        expect(await query()).to.deep.equal([["a"]]);
        // Partitions that are projected are not in the catalog.
        const notThere = calls["glue:GetPartition"];
        expect(await failure(notThere())).to.match(/^EntityNotFoundException/);
        for (const call of Object.values(calls)) if (call !== notThere) await call();
    });

    it("are these actions, and no others", () => {
        // The results' stream is what JDBC's drivers read: no operation of the SDK's.
        expect(new Set(policy.actions)).to.have.all.keys([...actions, "athena:GetQueryResultsStream"]);
    });

    for (const action of actions)
        it(`without ${action} what needs it is refused`, async () => {
            local.hooks.policy = policy.without(action);
            const refused = Object.entries(calls).filter(([name]) => name.split(",")[0] === action);
            for (const [, call] of refused)
                expect(await failure(call())).to.match(
                    new RegExp(`(^|: )(AccessDenied|.*not authorized to perform: ${action})`),
                );
        });

    it("write nothing, delete nothing, and reach no other bucket, table, workgroup or key", () => {
        const { account } = local.deployment;
        const name = `arn:aws:iam::${account}:role/reader`;
        const principal = { arn: name, name, account };
        const readers = readPolicy(document, "the reader's policy");
        const resourcesOf = (sid: string) =>
            document.Statement.filter(({ Sid }) => Sid === sid).flatMap(({ Resource }) => Resource);
        const [workgroup] = resourcesOf("RunQueries");
        const [, database, table] = resourcesOf("ReadTable");
        const [defaultDatabase] = resourcesOf("FindDefaultDatabase");
        const [bucket] = resourcesOf("FindEvents");
        const object = `${bucket}/${objectKey}`;
        const kms = { "kms:ViaService": "s3.us-east-1.amazonaws.com" };
        for (const [action, resource, more] of [
            ...[
                "PutObject",
                "DeleteObject",
                "DeleteObjectVersion",
                "BypassGovernanceRetention",
                "PutObjectRetention",
            ].map((action) => [`s3:${action}`, object] as const),
            ["s3:GetObject", `${bucket}/other`],
            ["s3:ListBucket", "arn:aws:s3:::another-bucket"],
            ["s3:GetObject", "arn:aws:s3:::another-bucket/events/a"],
            ["s3:PutBucketPolicy", bucket],
            ["glue:UpdateTable", table],
            ["glue:GetTable", `${table}2`],
            ["glue:GetDatabase", `${database}2`],
            ["glue:GetDatabase", `${defaultDatabase}2`],
            ["athena:UpdateWorkGroup", workgroup],
            ["athena:StartQueryExecution", `${workgroup}2`],
            ["kms:Decrypt", both.s3KmsKeyArn],
            ["kms:GenerateDataKey", both.s3KmsKeyArn, kms],
        ] as const) {
            const context = { ...overTls, ...more };
            const denial = evaluate({ principal, action, resource, context }, readers, undefined, account);
            expect(denial, `${action} ${resource}`).not.to.equal(undefined);
        }
    });
});
