import {
    AthenaClient,
    GetQueryExecutionCommand,
    GetQueryResultsCommand,
    ListQueryExecutionsCommand,
    StartQueryExecutionCommand,
    StopQueryExecutionCommand,
    type GetQueryResultsCommandInput,
    type StartQueryExecutionCommandInput,
} from "@aws-sdk/client-athena";
import { GetTableCommand, GlueClient } from "@aws-sdk/client-glue";
import { expect } from "chai";
import type { Athena, AthenaResult } from "../../../local/athena/athena";
import { createAthenaEndpoints } from "../../../local/athena/endpoint";
import { QueryCancelled } from "../../../local/jobs";
import { startServer } from "../../../local/run/server";
import { failure } from "../lake/support";
import { account } from "../s3/support";
import { database, from, now, open, packed, row, table, workgroup } from "./support";

const WorkGroup = workgroup.name;

interface Running {
    client: AthenaClient;
    catalog: GlueClient;
    start(more?: Partial<StartQueryExecutionCommandInput>): Promise<string>;
    /** The query's last state. */
    ended(id: string): Promise<{ State?: string; StateChangeReason?: string }>;
    close(): Promise<void>;
}

async function serve(
    athena: Pick<Athena, "query">,
    change: Partial<typeof workgroup> = {},
): Promise<Running> {
    const endpoints = createAthenaEndpoints({
        athena: { table, ...athena } as Athena,
        workgroup: { ...workgroup, ...change },
        account,
        region: "us-east-1",
        clock: () => now,
    });
    const { endpoint, stop } = await startServer((request, response) =>
        endpoints[String(request.headers["x-amz-target"]).startsWith("AWSGlue") ? "glue" : "athena"](
            request,
            response,
        ),
    );
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
    const config = { endpoint, region: "us-east-1", credentials, maxAttempts: 1 };
    const client = new AthenaClient(config);
    return {
        client,
        catalog: new GlueClient(config),
        async start(more = {}) {
            const command = new StartQueryExecutionCommand({ QueryString: "SELECT 1", WorkGroup, ...more });
            return (await client.send(command)).QueryExecutionId as string;
        },
        async ended(QueryExecutionId) {
            for (;;) {
                const { QueryExecution } = await client.send(
                    new GetQueryExecutionCommand({ QueryExecutionId }),
                );
                const { Status = {} } = QueryExecution ?? {};
                if (!["QUEUED", "RUNNING"].includes(String(Status.State))) return Status;
                await new Promise((resolve) => setImmediate(resolve));
            }
        },
        close: stop,
    };
}

describe("Athena, seen by an AWS SDK", () => {
    let running: Running;
    const results = (QueryExecutionId: string, more: Partial<GetQueryResultsCommandInput> = {}) =>
        running.client.send(new GetQueryResultsCommand({ QueryExecutionId, ...more }));
    const answers = (rows: AthenaResult["rows"]): Pick<Athena, "query"> => ({
        query: () =>
            Promise.resolve({ columns: [{ name: "id", type: "row(a varchar)" }], rows, bytesScanned: 7 }),
    });
    afterEach(() => running.close());

    it("starts a query, says how it ended, and gives its rows under a first one of names", async () => {
        const opened = await open();
        running = await serve(opened.athena);
        const content = packed(row("a"), row("b", { metadata: null }));
        opened.put("events/day=2026-11-27/a.json.gz", content);
        const QueryString = `SELECT eventid, eventtime AS at, metadata, count(*) AS n ${from} GROUP BY 1, 2, 3 ORDER BY 1`;
        const id = await running.start({ QueryString });
        expect(await running.ended(id)).to.deep.include({ State: "SUCCEEDED", CompletionDateTime: now });
        const { QueryExecution } = await running.client.send(
            new GetQueryExecutionCommand({ QueryExecutionId: id }),
        );
        expect(QueryExecution).to.include({ Query: QueryString, WorkGroup });
        expect(QueryExecution?.Statistics?.DataScannedInBytes).to.equal(content.length);
        const { ResultSet } = await results(id);
        expect(
            ResultSet?.Rows?.map(({ Data }) => Data?.map(({ VarCharValue }) => VarCharValue)),
        ).to.deep.equal([
            ["eventid", "at", "metadata", "n"],
            ["a", "2026-11-27 07:55:14.000", "{ingestiontime=2026-11-27T07:55:15Z}", "1"],
            ["b", "2026-11-27 07:55:14.000", undefined, "1"],
        ]);
        expect(ResultSet?.ResultSetMetadata?.ColumnInfo?.map(({ Type }) => Type)).to.deep.equal([
            ...["varchar", "timestamp", "row", "bigint"],
        ]);
        await opened.athena.close();
    });

    it("gives pages, of which the names are the first row", async () => {
        running = await serve(answers(Array.from({ length: 1500 }, (_, index) => [String(index)])));
        const id = await running.start();
        await running.ended(id);
        const first = await results(id);
        const second = await results(id, { NextToken: first.NextToken });
        expect([first, second].map(({ ResultSet }) => ResultSet?.Rows?.length)).to.deep.equal([1000, 501]);
        expect(second.NextToken).to.equal(undefined);
        expect((await results(id, { MaxResults: 1 })).ResultSet?.Rows).to.deep.equal([
            { Data: [{ VarCharValue: "id" }] },
        ]);
        expect(await failure(results(id, { MaxResults: 1001 }))).to.contain(
            "InvalidRequestException: MaxResults",
        );
        expect(await failure(results(id, { NextToken: "x" }))).to.contain(
            "InvalidRequestException: NextToken",
        );
    });

    it("fails what the query does wrong", async () => {
        const opened = await open();
        running = await serve(opened.athena);
        const wrong = await running.start({ QueryString: "SELECT foo(1)" });
        expect((await running.ended(wrong)).State).to.equal("FAILED");
        expect((await running.ended(wrong)).StateChangeReason).to.contain("foo");
        expect(await failure(results(wrong))).to.contain(
            "Query did not finish successfully. Final query state: FAILED",
        );
        await opened.athena.close();
    });

    it("hands on the workgroup's limit, and cancels what scans too much", async () => {
        const asked: unknown[] = [];
        running = await serve({
            query: (sql, { scanLimit } = {}) => {
                asked.push([sql, scanLimit]);
                return Promise.reject(new QueryCancelled("Bytes scanned limit was exceeded"));
            },
        });
        const id = await running.start();
        expect(await running.ended(id)).to.deep.include({
            State: "CANCELLED",
            StateChangeReason: "Bytes scanned limit was exceeded",
        });
        expect(asked).to.deep.equal([["SELECT 1", workgroup.configuration.bytesScannedCutoffPerQuery]]);
    });

    it("stops a query, and no query twice", async () => {
        running = await serve({
            query: (_, { signal } = {}) =>
                new Promise((_, reject) =>
                    signal?.addEventListener("abort", () => reject(new Error("aborted"))),
                ),
        });
        const QueryExecutionId = await running.start();
        expect(await failure(results(QueryExecutionId))).to.contain(
            "Query has not yet finished. Current state: RUNNING",
        );
        const stop = () => running.client.send(new StopQueryExecutionCommand({ QueryExecutionId }));
        await stop();
        expect((await running.ended(QueryExecutionId)).State).to.equal("CANCELLED");
        expect(await failure(stop())).to.contain("is in terminal state CANCELLED");
        const all = await Promise.allSettled(Array.from({ length: 21 }, () => running.start()));
        expect(all.map(({ status }) => status).filter((status) => status === "rejected")).to.have.length(1);
        const { QueryExecutionIds } = await running.client.send(
            new ListQueryExecutionsCommand({ WorkGroup }),
        );
        expect(QueryExecutionIds).to.have.length(21).and.to.include(QueryExecutionId);
    });

    const refused: [what: string, input: Partial<StartQueryExecutionCommandInput>, reason: string][] = [
        ["a workgroup that is not there", { WorkGroup: "other" }, "WorkGroup other is not found."],
        [
            "the account's own workgroup, which has no place for results",
            { WorkGroup: undefined },
            "No output location provided.",
        ],
        [
            "a place for results",
            { ResultConfiguration: { OutputLocation: "s3://b/" } },
            "ResultConfiguration is not supported",
        ],
        ["parameters", { ExecutionParameters: ["1"] }, "ExecutionParameters is not supported"],
        ["a database", { QueryExecutionContext: { Database: database } }, "QueryExecutionContext is not"],
        ["too long a query", { QueryString: `SELECT '${"é".repeat(131_072)}'` }, "longer than 262144 bytes"],
    ];
    for (const [what, input, reason] of refused)
        it(`refuses ${what}`, async () => {
            running = await serve(answers([]));
            expect(await failure(running.start(input)))
                .to.contain(`InvalidRequestException: `)
                .and.to.contain(reason);
        });

    it("refuses its workgroup, if results have no place there, and queries that it does not know", async () => {
        running = await serve(answers([]), {
            configuration: { ...workgroup.configuration, managedQueryResultsConfiguration: undefined },
        });
        expect(await failure(running.start())).to.contain("No output location provided.");
        expect(await failure(results("0b2ee1c5"))).to.contain("QueryExecution 0b2ee1c5 was not found");
    });

    it("has Glue find no other database or table", async () => {
        running = await serve(answers([]));
        const of = { DatabaseName: database };
        for (const [input, reason] of [
            [{ DatabaseName: "other", Name: "events" }, "EntityNotFoundException: Database other not found."],
            [{ ...of, Name: "other" }, "EntityNotFoundException: Entity Not Found: Table other not found."],
            [{ ...of, Name: undefined }, "InvalidInputException: Name is required."],
        ] as const)
            expect(await failure(running.catalog.send(new GetTableCommand(input)))).to.equal(reason);
    });
});
