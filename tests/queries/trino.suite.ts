import { expect } from "chai";
import { athenaDetectionsFor } from "../../components/detections";
import { verdictOf } from "../../packages/trino-on-duckdb/trino/compare";
import { startDuckdb } from "../../packages/trino-on-duckdb/trino/duckdb";
import { startTrino, whyNoTrino, type Engine } from "../../packages/trino-on-duckdb/trino/trino";
import { fill, findsItsCases } from "../detections/finding";
import { database, evening, inAthena, inLake, queries } from "./tables";

const reason = whyNoTrino();
if (reason !== undefined) console.log(`${reason}: queries and detections are not asked of Trino.`);

(reason === undefined ? describe : describe.skip)(
    "Trino 435 itself, with the queries that people run and the detections",
    function () {
        this.timeout(120_000);
        let trino: Engine;
        let duckdb: Engine;
        before(async () => {
            [trino, duckdb] = [startTrino(evening), await startDuckdb(evening)];
            await Promise.all([trino, duckdb].map(fill));
        });
        after(() => [trino, duckdb].forEach((engine) => engine.close()));

        for (const [name, text] of queries) {
            for (const [destination, sql] of [
                ["CloudTrail Lake", inLake(text)],
                ["Athena", inAthena(text)],
            ]) {
                it(`${name}: answers for ${destination} as it is answered here`, async () => {
                    const [there, here] = [await trino.answer(sql), await duckdb.answer(sql)];
                    const told = JSON.stringify({ there, here });
                    expect(verdictOf(there, here, false), told).to.equal("right");
                    expect(there, told).to.have.property("rows").with.length.above(0);
                });
            }
        }

        findsItsCases(() => trino);

        it("folds the bound on day to a constant, so that the days outside it are not read", async () => {
            const plan = await trino.answer(`EXPLAIN ${inAthena(queries[0][1])}`);
            expect(JSON.stringify(plan)).to.match(/day\W+>= (varchar )?'2026-05-05'/i);
            const lastDay = Object.values(athenaDetectionsFor(database, "events"))[0];
            const days = JSON.stringify(await trino.answer(`EXPLAIN ${lastDay}`));
            expect(days)
                .to.match(/day\W+>= (varchar )?'2026-05-11'/i)
                .and.match(/day\W+<= (varchar )?'2026-05-12'/i);
        });
    },
);
