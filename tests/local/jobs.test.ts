import { expect } from "chai";
import type { QueryResult } from "../../local/duckdb/query";
import { createJobs } from "../../local/jobs";

/** What CloudTrail Lake, Athena and CloudWatch Logs Insights have in common. */
describe("queries that were started", () => {
    const ends: ((outcome: QueryResult | Error) => void)[] = [];
    const jobs = createJobs({
        run: () =>
            new Promise<QueryResult>((resolve, reject) =>
                ends.push((outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome))),
            ),
        clock: () => new Date(),
        mostAtOnce: 3,
        refused: { tooMany: (most) => new Error(`${most} run`), notFound: () => new Error("forgotten") },
    });
    const result = (text = "x") => ({ columns: [{ name: "text", type: "varchar" }], rows: [[text]] });
    async function end(outcome: QueryResult | Error): Promise<void> {
        for (const done of ends.splice(0)) done(outcome);
        await new Promise(setImmediate);
    }
    afterEach(() => end(result()));

    it("that break say that the service did", async () => {
        const job = jobs.start("SELECT 1", undefined);
        await end(new Error("disk full"));
        expect(job).to.include({ status: "FAILED", errorMessage: "The query failed: Error: disk full" });
    });

    it("can be cancelled, and stay so", async () => {
        const job = jobs.start("SELECT 1", undefined);
        jobs.cancel(job);
        expect(job.abort.signal.aborted).to.equal(true);
        await end(result());
        expect([job.status, job.result]).to.deep.equal(["CANCELLED", undefined]);
    });

    it("are forgotten when a hundred newer ones have ended", async () => {
        const first = jobs.start("SELECT 1", undefined);
        for (let i = 0; i <= 100; i++) {
            await end(result());
            jobs.start("SELECT 1", undefined);
        }
        expect(() => jobs.find(first.id)).to.throw("forgotten");
    });

    it("are forgotten, the oldest first, once their results are too long to be kept together", async () => {
        const ids: string[] = [];
        const long = result("x".repeat(90_000_000));
        for (let i = 0; i < 4; i++) {
            ids.push(jobs.start("SELECT 1", undefined).id);
            await end(long);
        }
        expect(() => jobs.find(ids[1])).to.throw("forgotten");
        expect(jobs.all().map(({ id, status }) => [id, status])).to.deep.equal(
            ids.slice(2).map((id) => [id, "FINISHED"]),
        );
    });
});
