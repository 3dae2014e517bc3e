import { expect } from "chai";
import { markedEvent } from "../../cli/verify/event";
import { athenaQueriesFor, queriesFor } from "../../components/queries";
import { verdictOf } from "../../packages/trino-on-duckdb/trino/compare";
import { startDuckdb } from "../../packages/trino-on-duckdb/trino/duckdb";
import type { Engine } from "../../packages/trino-on-duckdb/trino/trino";
import { account, bodyWith } from "../../lab/forwarder/events";
import { evening, inAthena, inLake, lineOf, queries, sampleLines, tablesOf } from "./tables";

async function filled(at: Date, lines: readonly string[]): Promise<Engine> {
    const engine = await startDuckdb(at);
    for (const sql of tablesOf(lines)) {
        expect(await engine.answer(sql), sql.slice(0, 300)).not.to.have.property("error");
    }
    return engine;
}

/** What the command `verify` sends, on a day of its own. */
const mark = markedEvent({ region: "eu-central-1", account }, "mark", new Date("2026-05-10T03:00:00Z"));

describe("the queries that people run, for both destinations", () => {
    let engine: Engine;
    before(async () => {
        engine = await filled(evening, [...sampleLines(), lineOf(mark, evening.getTime()) ?? ""]);
    });
    after(() => engine.close());

    for (const [name, sql] of queries) {
        it(`${name}: has a bound on day beside each bound on eventTime, of as many days, in Athena's text alone`, () => {
            const days = [...sql.matchAll(/eventTime > date_add\('day', -(\d+), current_timestamp\)\n(.*)/g)];
            expect(days).to.have.length.above(0);
            for (const [, count, next] of days) {
                expect(next.trim()).to.equal(
                    `AND day >= cast(date_add('day', -${count}, current_date) AS varchar) -- Athena only`,
                );
            }
            expect(sql.match(/\beventTime\s*[<>=]/g)).to.have.lengthOf(days.length);
            expect(inAthena(sql).match(/\bday >=/g)).to.have.lengthOf(days.length);
            expect(inAthena(sql)).not.to.include("Athena only");
            expect(inLake(sql).replace(/^--.*$/gm, "")).not.to.match(/\bday\b[^']/);
        });

        it(`${name}: answers the same from either`, async () => {
            const [lake, athena] = [await engine.answer(inLake(sql)), await engine.answer(inAthena(sql))];
            expect(lake).not.to.have.property("error");
            expect(lake).to.have.property("rows").with.length.above(0);
            expect(verdictOf(athena, lake, false), JSON.stringify({ lake, athena })).to.equal("right");
            // The page's own counts what is stored.
            if (!name.startsWith("docs/")) expect(JSON.stringify(lake)).not.to.include("2026-05-10");
        });
    }
});

it("the published queries name the table once, as each destination does", () => {
    const [lake, athena] = [queriesFor("11111111-aaaa"), athenaQueriesFor("db_$&", "events")];
    expect(Object.keys(athena)).to.deep.equal(Object.keys(lake));
    for (const name of Object.keys(lake)) {
        expect(lake[name].match(/\bFROM .*/g), name).to.deep.equal(["FROM 11111111-aaaa"]);
        expect(athena[name].match(/\bFROM .*/g), name).to.deep.equal(['FROM "db_$&"."events"']);
        expect(lake[name].split("\n")).to.include.members(
            athena[name].split("\n").filter((line) => !/FROM|\bday >=/.test(line)),
        );
    }
});

describe("the bound on day leaves out no row that the bound on eventTime takes", () => {
    const times = ["2026-02-24 00:00:00", "2026-02-24 11:59:59", "2026-02-24 12:00:00", "2026-02-24 12:00:01"]
        .concat([
            "2026-02-24 23:59:59",
            "2026-02-25 00:00:00",
            "2026-02-25 00:00:01",
            "2026-02-23 23:59:59",
            "2026-02-23 12:00:00",
        ])
        .map((time, i) => bodyWith({ uuid: `edge-${i}`, event_timestamp: `${time} UTC` }))
        .flatMap((body) => lineOf(body, Date.parse("2026-03-03T00:00:00Z")) ?? []);
    const [, validation] = queries.find(([name]) => name === "validation") ?? ["", ""];

    // A week before these lies around the times above; the last is on the other side of a leap day's end.
    for (const at of ["2026-03-03T00:00:00Z", "2026-03-03T12:00:00Z", "2026-03-03T23:59:59.999Z"].concat(
        "2026-03-04T00:00:00Z",
    )) {
        it(`at ${at}`, async () => {
            const engine = await filled(new Date(at), times);
            const [lake, athena] = [inLake(validation), inAthena(validation)].map((sql) =>
                sql.replace("LIMIT 20", "LIMIT 1000"),
            );
            const [expected, found] = [await engine.answer(lake), await engine.answer(athena)];
            engine.close();
            expect(expected).to.have.property("rows").with.length.above(0);
            expect(verdictOf(found, expected, false)).to.equal("right");
        });
    }
});
