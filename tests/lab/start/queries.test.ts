import { expect } from "chai";
import { publishedQueries } from "../../../lab/start/queries";

describe("the published queries of a run", () => {
    const [time, day] = [
        "date_add('day', -7, current_timestamp)",
        "cast(date_add('day', -7, current_date) AS varchar)",
    ];
    const validation = `SELECT 1 FROM s WHERE eventTime > ${time} AND day >= ${day}`;
    const queries = { validation };
    const now = new Date().toISOString();
    const old = { first: "2020-02-03T10:00:00Z", last: now };

    const cases: [what: string, ...Parameters<typeof publishedQueries>, since?: string][] = [
        ["as they are, for the samples", queries, undefined, undefined],
        ["as they are, for events of these days", queries, undefined, { first: now, last: now }],
        ["back to the oldest event", queries, undefined, old, "2020-02-03"],
        ["back to the day that was asked for", queries, "2026-05-12", old, "2026-05-12"],
    ];
    for (const [what, of, wanted, span, since] of cases) {
        it(`look ${what}`, () => {
            const published = publishedQueries(of, wanted, span);
            const bound = `date_add('second', -1, timestamp '${since} 00:00:00')`;
            const sql =
                since === undefined
                    ? validation
                    : `SELECT 1 FROM s WHERE eventTime > ${bound} AND day >= '${since}'`;
            expect(published).to.deep.include({ days: 7, since });
            expect(published.queries.map((query) => query.sql)).to.deep.equal([sql]);
        });
    }
});
