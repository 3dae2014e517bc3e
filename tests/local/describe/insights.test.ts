import { expect } from "chai";
import { insightsOperations } from "../../../local/describe/insights";

const lines = [3, 1, 2].map((n) => ({
    timestamp: n * 1000,
    message: JSON.stringify({ a: { b: n, list: [true, null] }, text: `line ${n}` }),
}));

describe("CloudWatch Logs Insights on one machine", () => {
    const { StartQuery, GetQueryResults } = insightsOperations((name) =>
        name === "there" ? lines : undefined,
    );
    const start = (change: object = {}) =>
        StartQuery({
            ...{ logGroupName: "there", startTime: 1, endTime: 2 },
            queryString: "fields @timestamp, a.b, a.list.0, a.list.1 | sort @timestamp asc | limit 10",
            ...change,
        });

    async function finished(query: { queryId: string }) {
        expect(GetQueryResults(query)).to.include({ status: "Running" }).and.deep.include({ results: [] });
        await new Promise((done) => setTimeout(done, 20));
        const { nextToken, ...answer } = GetQueryResults(query);
        const results = [...answer.results];
        for (let next = nextToken; next !== undefined;) {
            const page = GetQueryResults({ ...query, nextToken: next });
            results.push(...page.results);
            next = page.nextToken;
        }
        return { ...answer, results };
    }

    it("finds fields in JSON, between two seconds, both included, and in order", async () => {
        const { status, results, statistics } = await finished(start());
        expect(status).to.equal("Complete");
        expect(results[0]).to.deep.equal([
            { field: "@timestamp", value: "1970-01-01 00:00:01.000" },
            { field: "a.b", value: "1" },
            { field: "a.list.0", value: "1" },
            { field: "@ptr", value: "0" },
        ]);
        expect(results.map(([, { value }]) => value)).to.deep.equal(["1", "2"]);
        const bytes = lines[1].message.length + lines[2].message.length;
        expect(statistics).to.deep.equal({ recordsMatched: 2, recordsScanned: 2, bytesScanned: bytes });
    });

    it("lists no more than the limit", async () => {
        const { results } = await finished(
            start({ queryString: "fields @message | sort @timestamp asc | limit 1" }),
        );
        expect(results.map(([{ value }]) => value)).to.deep.equal([lines[1].message]);
    });

    for (const [change, name] of [
        [{ queryString: "fields @message" }, "MalformedQueryException"],
        [{ queryString: "stats count(*) by bin(1h)" }, "MalformedQueryException"],
        [{ queryString: "fields @message | sort @timestamp desc" }, "MalformedQueryException"],
        [{ queryString: "fields @message | sort @timestamp asc | limit 10001" }, "MalformedQueryException"],
        [{ logGroupName: "nowhere" }, "ResourceNotFoundException"],
        [{ startTime: 3 }, "InvalidParameterException"],
        [{ endTime: 2.5 }, "InvalidParameterException"],
        [{ limit: 10 }, "UnsupportedOperationException"],
    ] as const)
        it(`refuses ${JSON.stringify(change)}`, () => {
            expect(() => start(change))
                .to.throw()
                .with.property("name", name);
        });
});
