import { expect } from "chai";
import { createJobs } from "../../local/jobs";

describe("queries that were started", () => {
    it("are forgotten, the oldest first, once their results are too long to be kept together", async () => {
        const long = { columns: [{ name: "text", type: "varchar" }], rows: [["x".repeat(90_000_000)]] };
        const jobs = createJobs({
            run: () => Promise.resolve(long),
            clock: () => new Date(),
            mostAtOnce: 1,
            refused: {
                tooMany: () => new Error("too many"),
                notFound: () => new Error("forgotten"),
            },
        });
        const ids: string[] = [];
        for (let i = 0; i < 4; i++) {
            ids.push(jobs.start("SELECT 1", undefined).id);
            await new Promise(setImmediate);
        }
        expect(() => jobs.find(ids[0])).to.throw("forgotten");
        expect(jobs.all().map(({ id, status }) => [id, status])).to.deep.equal(
            ids.slice(2).map((id) => [id, "FINISHED"]),
        );
    });
});
