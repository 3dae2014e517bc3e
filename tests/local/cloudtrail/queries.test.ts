import {
    DescribeQueryCommand,
    GetQueryResultsCommand,
    ListQueriesCommand,
    StartQueryCommand,
    type CloudTrailClient,
    type GetQueryResultsCommandOutput,
    type QueryStatus,
} from "@aws-sdk/client-cloudtrail";
import { expect } from "chai";
import type { Lake } from "../../../local/lake";
import { failure, id, lakeOf, now, otherArn, record, store, storeArn } from "../lake/support";
import { serve, type Running } from "./support";

/** Asks until a query has ended, as every caller does. */
async function results(
    client: CloudTrailClient,
    QueryId: string | undefined,
    rest: object = {},
): Promise<GetQueryResultsCommandOutput> {
    for (;;) {
        const found = await client.send(new GetQueryResultsCommand({ QueryId, ...rest }));
        if (found.QueryStatus !== "RUNNING") return found;
        await new Promise((done) => setTimeout(done, 10));
    }
}

describe("CloudTrail's API: queries, seen by an AWS SDK", () => {
    let lake: Lake;
    let running: Running;
    let client: CloudTrailClient;
    before(async () => {
        lake = await lakeOf();
        await lake.ingest(Array.from({ length: 2345 }, (_, i) => record(`u${String(i).padStart(4, "0")}`)));
        running = await serve({ lake });
        ({ client } = running);
    });
    after(async () => {
        await running.close();
        await lake.close();
    });

    const start = async (QueryStatement?: string): Promise<string | undefined> =>
        (await client.send(new StartQueryCommand({ QueryStatement }))).QueryId;

    it("a query's results come as one map a column, in order; NULL is null, and two columns of one name stay two", async () => {
        const statement = `SELECT eventData.UID AS uid, count(*) AS n, eventData.userAgent, 2 AS n FROM ${id} WHERE eventData.UID = 'u0007' GROUP BY 1, 3`;
        const QueryId = await start(statement);
        const { QueryStatus, QueryResultRows, QueryStatistics } = await results(client, QueryId);
        expect([QueryStatus, QueryResultRows]).to.deep.equal([
            "FINISHED",
            [[{ uid: "u0007" }, { n: "1" }, { userAgent: null }, { n: "2" }]],
        ]);
        expect(QueryStatistics).to.include({ ResultsCount: 1, TotalResultsCount: 1 });
        expect(QueryStatistics?.BytesScanned).to.be.above(2345 * 300);
        const described = await client.send(new DescribeQueryCommand({ QueryId }));
        expect(described).to.include({ QueryId, QueryString: statement, QueryStatus: "FINISHED" });
        expect(described.QueryStatistics).to.deep.include({
            EventsMatched: 1,
            EventsScanned: 2345,
            CreationTime: now,
        });
        expect(described.QueryStatistics?.ExecutionTimeInMillis).to.be.within(0, 10_000);
    });

    it("many rows come in pages of 1000 at most", async () => {
        const QueryId = await start(`SELECT eventData.UID FROM ${id} ORDER BY 1`);
        const pages: GetQueryResultsCommandOutput[] = [];
        do {
            pages.push(await results(client, QueryId, { NextToken: pages.at(-1)?.NextToken }));
        } while (pages.at(-1)?.NextToken !== undefined);
        expect(pages.map(({ QueryStatistics }) => QueryStatistics?.ResultsCount)).to.deep.equal([
            1000, 1000, 345,
        ]);
        const uids = pages
            .flatMap(({ QueryResultRows }) => QueryResultRows ?? [])
            .map(([column]) => column.UID);
        expect(uids).to.deep.equal(await lake.ids(storeArn));
    });

    it("pages are as long as the caller wants, and a token is good for its own query only", async () => {
        const QueryId = await start(`SELECT eventData.UID FROM ${id} ORDER BY 1`);
        const { QueryResultRows, NextToken } = await results(client, QueryId, { MaxQueryResults: 2 });
        expect(QueryResultRows).to.deep.equal([[{ UID: "u0000" }], [{ UID: "u0001" }]]);
        const other = await start(`SELECT eventData.UID FROM ${id} ORDER BY 1 DESC`);
        await results(client, other);
        expect(await failure(results(client, other, { NextToken }))).to.contain("InvalidNextTokenException");
    });

    it("a query that fails says why", async () => {
        const QueryId = await start(`SELECT nope FROM ${id}`);
        const { QueryStatus, QueryResultRows, ErrorMessage } = await results(client, QueryId);
        expect([QueryStatus, QueryResultRows]).to.deep.equal(["FAILED", []]);
        expect(ErrorMessage).to.contain("Column 'nope' cannot be resolved");
        const described = await client.send(new DescribeQueryCommand({ QueryId }));
        expect(described.ErrorMessage).to.equal(ErrorMessage);
    });

    it("ListQueries gives a store's queries, the latest first, of one status if asked", async () => {
        await results(client, await start(`SELECT 1 FROM ${id} LIMIT 1`));
        const last = await start(`SELECT foo(1) FROM ${id}`);
        await results(client, last);
        const queriesOf = (EventDataStore: string, more: object = {}) =>
            client.send(new ListQueriesCommand({ EventDataStore, ...more }));
        const ofStore = await queriesOf(storeArn, { MaxResults: 1 });
        expect(ofStore.Queries?.[0].QueryStatus).to.equal("FINISHED");
        expect(ofStore.NextToken).to.be.a("string");
        expect((await queriesOf(storeArn, { QueryStatus: "CANCELLED" })).Queries).to.deep.equal([]);
        expect((await queriesOf(otherArn)).Queries).to.deep.equal([]);
    });

    const resultsOf = (input: object) =>
        client.send(new GetQueryResultsCommand({ QueryId: undefined, ...input }));
    const list = (EventDataStore: string, status?: string) =>
        client.send(new ListQueriesCommand({ EventDataStore, QueryStatus: status as QueryStatus }));
    const byAlias = () => client.send(new StartQueryCommand({ QueryStatement: "SELECT 1", QueryAlias: "a" }));
    const unknownId = "00000000-0000-0000-0000-000000000000";
    const invalid = "InvalidQueryStatementException:";
    const refused: readonly (readonly [string, () => Promise<unknown>, string])[] = [
        ["what is no SELECT", () => start("DROP TABLE x"), `${invalid} Only SELECT statements are run`],
        [
            "10,001 characters",
            () => start(`SELECT 1 ${" ".repeat(9992)}`),
            `${invalid} The query has 10001 characters`,
        ],
        [
            "an unknown store",
            () => start(`SELECT 1 FROM ${unknownId}`),
            "EventDataStoreNotFoundException: Event",
        ],
        ["a query by its alias", byAlias, "UnsupportedOperationException: QueryAlias is not supported"],
        ["no id", () => resultsOf({}), "InvalidParameterException: QueryId is required."],
        [
            "what is not an id",
            () => resultsOf({ QueryId: "x" }),
            "InvalidParameterException: QueryId must be",
        ],
        [
            "an unknown id",
            () => resultsOf({ QueryId: unknownId }),
            `The query '${unknownId}' cannot be found.`,
        ],
        ["queries of an unknown store", () => list("nope"), "EventDataStoreNotFoundException"],
        [
            "an unknown status",
            () => list(id, "DONE"),
            "InvalidQueryStatusException: QueryStatus must be one of",
        ],
    ];
    for (const [what, ask, reason] of refused) {
        it(`refuses ${what}`, async () => {
            expect(await failure(ask())).to.contain(reason);
        });
    }

    it("refuses pages of 1001 rows", async () => {
        const QueryId = await start("SELECT 1");
        expect(await failure(resultsOf({ QueryId, MaxQueryResults: 1001 }))).to.contain(
            "InvalidMaxResultsException: MaxQueryResults must be a whole number from 1 to 1000, and it is 1001.",
        );
    });
});

describe("a query that takes its time", () => {
    it("is RUNNING, without rows, and is one of ten at most", async () => {
        const query = () => new Promise<never>(() => undefined);
        const running = await serve({
            lake: { stores: [store], query, check: () => Promise.resolve([store]) },
        });
        const start = () => running.client.send(new StartQueryCommand({ QueryStatement: "SELECT 1" }));
        const [{ QueryId }] = await Promise.all(Array.from({ length: 10 }, start));
        const found = await running.client.send(new GetQueryResultsCommand({ QueryId }));
        expect([found.QueryStatus, found.QueryResultRows]).to.deep.equal(["RUNNING", []]);
        expect(await failure(start())).to.contain("MaxConcurrentQueriesException: 10 queries are running");
        await running.close();
    });
});
