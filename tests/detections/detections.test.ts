import { readdirSync } from "node:fs";
import { expect } from "chai";
import { athenaDetectionsFor, detectionsFor } from "../../components/detections";
import { between } from "../../queries/texts";
import eventTypes from "../../handler/eventTypes.json";
import { startDuckdb } from "../../packages/trino-on-duckdb/trino/duckdb";
import type { Engine } from "../../packages/trino-on-duckdb/trino/trino";
import { detections, parseDetection, severities } from "../../scripts/docs/detections";
import { inLake } from "../queries/tables";
import { dayOf, detectionsWithCases } from "./cases";
import { fill, findsItsCases } from "./finding";

/** Between `$SINCE` and `$UNTIL`; Athena reads the days around them alone. */
const bounds = `
    WHERE eventTime >= $SINCE
        AND day >= cast(date($SINCE) AS varchar) -- Athena only
        AND eventTime < $UNTIL
        AND day <= cast(date($UNTIL) AS varchar) -- Athena only
`;
const names = new Set(eventTypes.map(({ name }) => name));

describe("the detections", () => {
    let engine: Engine;
    before(async () => {
        engine = await startDuckdb(new Date());
        await fill(engine);
    });
    after(() => engine.close());

    findsItsCases(() => engine);

    it("look from $SINCE on, and not at $UNTIL itself", async () => {
        const [{ sql, cases }] = detectionsWithCases.filter(({ name }) => name === "temporary-otp");
        const [noon, later] = ["12:00:00", "12:00:01"].map(
            (time) => `timestamp '${dayOf(cases[0].number)} ${time}'`,
        );
        const found = async (from: string, to: string) => {
            const answer = await engine.answer(inLake(between(sql, from, to)));
            return answer.error ?? answer.rows.length;
        };
        expect(await found(noon, later)).to.equal(1);
        expect(await found(later, "timestamp '2026-01-01 00:00:00'")).to.equal(0);
        expect(await found("timestamp '2025-01-01 00:00:00'", noon)).to.equal(0);
    });
});

describe("a detection's file", () => {
    for (const { name, sql, severity, attack, eventTypes: read, window } of detections) {
        it(`${name} says truly what it reads`, () => {
            const listed = read.split(", ");
            expect(severities).to.include(severity);
            expect(attack).to.match(/^T1\d{3}(\.\d{3})?(, T1\d{3}(\.\d{3})?)*$/);
            if (read !== "any") expect([...names]).to.include.members(listed);
            const inSql = [...sql.matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)].map(([, type]) => type);
            expect([...new Set(inSql)]).to.deep.equal(read === "any" ? [] : listed);
            const [, count, unit] = /^(\d+) (minute|hour)s?$/.exec(window) ?? [];
            const intervals = [...sql.matchAll(/INTERVAL .*?(MINUTE|HOUR)\b/g)].map(([interval]) => interval);
            expect(new Set(intervals)).to.deep.equal(
                new Set(count === undefined ? [] : [`INTERVAL '${count}' ${unit.toUpperCase()}`]),
            );
            expect(count ?? window).to.match(/^(\d+|one event)$/);
        });

        it(`${name} bounds what it scans, for both destinations`, () => {
            expect(sql.split(bounds)).to.have.lengthOf(2);
            expect(sql.match(/\$\w+/g)).to.have.lengthOf(5);
            expect(sql.replaceAll("-- Athena only", "")).not.to.include("--");
        });
    }

    it("has its cases beside it, and nothing else lies there", () => {
        const files = detections.flatMap(({ name }) => [`${name}.sql`, `${name}.json`]);
        expect(readdirSync("detections").sort()).to.deep.equal(files.sort());
        for (const { name, cases } of detectionsWithCases) {
            expect(new Set(cases.map(({ finding }) => finding === undefined)), name).to.deep.equal(
                new Set([true, false]),
            );
        }
    });

    it("has every field, once and in order", () => {
        const text = "-- title: A\n-- severity: high\nSELECT 1\n";
        expect(() => parseDetection("a", text)).to.throw(
            "detections/a.sql begins with title, severity, not with title, severity, attack, eventTypes, window, falsePositives, runbook.",
        );
    });
});

describe("the detections as they are published", () => {
    const [lake, athena] = [detectionsFor("11111111-aaaa"), athenaDetectionsFor("db_$&", "events")];

    it("are all of them, for both destinations", () => {
        expect(Object.keys(lake).sort()).to.deep.equal(detections.map(({ name }) => name).sort());
        expect(Object.keys(athena)).to.deep.equal(Object.keys(lake));
    });

    for (const { name } of detections) {
        it(`${name} can be pasted: it looks at the last day, and is not too long for StartQuery`, () => {
            const day = "date_add('day', -1, current_timestamp)";
            expect(lake[name]).to.include("FROM 11111111-aaaa\n").and.include(`WHERE eventTime >= ${day}\n`);
            expect(lake[name])
                .to.include("AND eventTime < current_timestamp\n")
                .and.not.match(/\bday [<>]/);
            expect(athena[name]).to.include('FROM "db_$&"."events"\n');
            expect(athena[name]).to.include(`AND day >= cast(date(${day}) AS varchar)\n`);
            expect(athena[name]).to.include("AND day <= cast(date(current_timestamp) AS varchar)\n");
            // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartQuery.html
            expect(lake[name])
                .to.have.length.below(10_000)
                .and.not.match(/--|\$[A-Z]/);
        });
    }
});
