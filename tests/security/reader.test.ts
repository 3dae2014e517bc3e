import {
    AthenaClient,
    BatchGetQueryExecutionCommand,
    GetQueryExecutionCommand,
    GetQueryResultsCommand,
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
import { evaluateStack } from "../../lab/stack";
import { createCallers } from "../../local/aws/iam/callers";
import { evaluate, overTls } from "../../local/aws/iam/evaluate";
import { readPolicy } from "../../local/aws/iam/policy";
import { createMetrics } from "../../local/cloudwatch/metrics";
import { deploymentOf, type Deployment } from "../../local/deploy/deployment";
import { permissionsOf } from "../../local/deploy/permissions";
import { startServices } from "../../local/run/endpoints";
import { failure } from "../local/lake/support";
import { packed, row } from "../local/athena/support";

const day = "2026-11-27";
const objectKey = `events/day=${day}/0.json.gz`;
const kmsKey = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

interface Document {
    Statement: { Sid: string; Action: string[]; Resource: string | string[] }[];
}

/** Everything that a reader calls, by the action that it needs. */
type Calls = Record<string, () => Promise<unknown>>;

describe("a reader's least permissions", () => {
    let deployment: Deployment;
    let document: Document;
    /** What the reader may do, and nothing else. */
    let allowed: object;
    let calls: Calls;
    let query: () => Promise<unknown>;
    let putObject: () => void;
    let stop: () => Promise<void>;
    before(async () => {
        const evaluated = await evaluateStack({ destinations: ["s3"], s3KmsKeyArn: kmsKey });
        deployment = deploymentOf(evaluated);
        document = JSON.parse(String(evaluated.outputs.athenaReaderPolicy)) as Document;
        const callers = createCallers();
        const permissions = permissionsOf(deployment, callers, () =>
            readPolicy(allowed, "the reader's policy"),
        );
        const services = await startServices(
            deployment,
            permissions,
            () => Promise.resolve(),
            () => undefined,
            createMetrics(),
        );
        let objects = 0;
        putObject = () => {
            const key = `events/day=${day}/${objects++}.json.gz`;
            services.objects?.buckets[0].put(key, packed(row("a")), {}, false);
        };
        const { region, objects: destination } = deployment;
        const settings = { region, credentials: callers.credentials("operator"), maxAttempts: 1 };
        const athena = new AthenaClient({ ...settings, endpoint: services.endpoint });
        const glue = new GlueClient({ ...settings, endpoint: services.endpoint });
        const s3 = new S3Client({ ...settings, endpoint: services.objects?.endpoint, forcePathStyle: true });
        stop = async () => {
            for (const client of [athena, glue, s3]) client.destroy();
            await services.stop();
        };
        const [WorkGroup, Bucket] = [destination?.workgroup.name, destination?.bucket.name];
        const [DatabaseName, TableName] = [destination?.table.databaseName, destination?.table.name];
        const QueryString = `SELECT eventid FROM "${DatabaseName}"."${TableName}" WHERE day = '${day}'`;
        const start = async () => {
            const started = await athena.send(new StartQueryExecutionCommand({ QueryString, WorkGroup }));
            return { QueryExecutionId: started.QueryExecutionId };
        };
        const ended = async (id: { QueryExecutionId: string | undefined }): Promise<string> => {
            const { QueryExecution } = await athena.send(new GetQueryExecutionCommand(id));
            const { State = "", StateChangeReason } = QueryExecution?.Status ?? {};
            if (State === "FAILED") throw new Error(StateChangeReason);
            return State === "SUCCEEDED" ? State : ended(id);
        };
        query = async () => {
            const id = await start();
            await ended(id);
            const { ResultSet } = await athena.send(new GetQueryResultsCommand(id));
            return ResultSet?.Rows?.map(({ Data }) => Data?.[0].VarCharValue);
        };
        const partition = { DatabaseName, TableName, PartitionValues: [day] };
        calls = {
            "athena:StartQueryExecution": start,
            "athena:GetQueryExecution": query,
            "athena:GetQueryResults": query,
            "athena:StopQueryExecution": async () =>
                athena.send(new StopQueryExecutionCommand(await start())),
            "athena:BatchGetQueryExecution": async () => {
                const QueryExecutionIds = [(await start()).QueryExecutionId as string];
                return athena.send(new BatchGetQueryExecutionCommand({ QueryExecutionIds }));
            },
            "athena:ListQueryExecutions": () => athena.send(new ListQueryExecutionsCommand({ WorkGroup })),
            "athena:GetWorkGroup": () => athena.send(new GetWorkGroupCommand({ WorkGroup })),
            "glue:GetDatabase": query,
            "glue:GetDatabase, called": () => glue.send(new GetDatabaseCommand({ Name: DatabaseName })),
            "glue:GetTable": query,
            "glue:GetTable, called": () => glue.send(new GetTableCommand({ DatabaseName, Name: TableName })),
            "glue:GetTables": () => glue.send(new GetTablesCommand({ DatabaseName })),
            "glue:GetPartition": () => glue.send(new GetPartitionCommand(partition)),
            "glue:GetPartitions": () => glue.send(new GetPartitionsCommand({ DatabaseName, TableName })),
            "s3:GetBucketLocation": () => s3.send(new GetBucketLocationCommand({ Bucket })),
            "s3:ListBucket": query,
            "s3:ListBucket, called": () => s3.send(new ListObjectsV2Command({ Bucket })),
            "s3:GetObject": query,
            "s3:GetObject, called": () => s3.send(new GetObjectCommand({ Bucket, Key: objectKey })),
            "kms:Decrypt": query,
        };
    });
    // What a query has read it does not read again.
    beforeEach(() => putObject());
    after(() => stop());

    it("are enough for all that a reader calls: a query finds what is stored", async () => {
        allowed = document;
        expect(await query()).to.deep.equal(["eventid", "a"]);
        // Partitions that are projected are not in the catalog.
        const notThere = calls["glue:GetPartition"];
        expect(await failure(notThere())).to.match(/^EntityNotFoundException/);
        for (const call of Object.values(calls)) if (call !== notThere) await call();
    });

    const actions = [
        ..."StartQueryExecution StopQueryExecution GetQueryExecution BatchGetQueryExecution ListQueryExecutions GetQueryResults GetWorkGroup"
            .split(" ")
            .map((name) => `athena:${name}`),
        ..."GetDatabase GetTable GetTables GetPartition GetPartitions"
            .split(" ")
            .map((name) => `glue:${name}`),
        ..."GetBucketLocation ListBucket GetObject".split(" ").map((name) => `s3:${name}`),
        "kms:Decrypt",
    ];

    it("are these actions, and no others", () => {
        const granted = new Set(document.Statement.flatMap(({ Action }) => Action));
        // The results' stream is what JDBC's drivers read: no operation of the SDK's.
        expect([...granted]).to.have.members([...actions, "athena:GetQueryResultsStream"]);
    });

    for (const action of actions)
        it(`without ${action} what needs it is refused`, async () => {
            const Statement = document.Statement.map((statement) => ({
                ...statement,
                Action: statement.Action.filter((one) => one !== action),
            })).filter(({ Action }) => Action.length > 0);
            allowed = { ...document, Statement };
            const refused = Object.entries(calls).filter(([name]) => name.split(",")[0] === action);
            expect(refused).not.to.deep.equal([]);
            for (const [, call] of refused)
                expect(await failure(call())).to.match(
                    new RegExp(`(^|: )(AccessDenied|.*not authorized to perform: ${action})`),
                );
        });

    it("write nothing, delete nothing, and reach no other bucket, table, workgroup or key", () => {
        const { account } = deployment;
        const name = `arn:aws:iam::${account}:role/reader`;
        const principal = { arn: name, name, account };
        const policy = readPolicy(document, "the reader's policy");
        const [[workgroup], [, , table], [bucket]] = document.Statement.map(({ Resource }) =>
            [Resource].flat(),
        );
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
            ["s3:GetObject", "arn:aws:s3:::another-bucket/events/a"],
            ["s3:PutBucketPolicy", bucket],
            ["glue:UpdateTable", table],
            ["glue:GetTable", `${table}2`],
            ["athena:UpdateWorkGroup", workgroup],
            ["athena:StartQueryExecution", `${workgroup}2`],
            ["kms:Decrypt", kmsKey],
            ["kms:GenerateDataKey", kmsKey, kms],
        ] as const) {
            const context = { ...overTls, ...more };
            const denial = evaluate({ principal, action, resource, context }, policy, undefined, account);
            expect(denial, `${action} ${resource}`).not.to.equal(undefined);
        }
    });
});
