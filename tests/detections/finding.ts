import { expect } from "chai";
import { between } from "../../components/detections";
import type { Engine } from "../../packages/trino-on-duckdb/trino/trino";
import { inAthena, inLake, tablesOf } from "../queries/tables";
import { dayOf, detectionsWithCases, disowned, type Case, type Finding } from "./cases";

/** What every detection answers with. */
const columns = [
    ...["first_seen", "last_seen", "actor_id", "actor_name", "target_id", "target_name", "address"],
    ...["events", "event_ids"],
];

/** Fills an engine's tables with the rows of all cases. */
export async function fill(engine: Engine): Promise<void> {
    const rows = detectionsWithCases.flatMap(({ cases }) => cases.flatMap((one) => one.rows));
    for (const sql of tablesOf(rows)) {
        expect(await engine.answer(sql), sql.slice(0, 300)).to.have.property("rows");
    }
}

/** The tests of all detections on an engine: each is asked once a table, over the days of all its cases. */
export function findsItsCases(engineOf: () => Engine): void {
    for (const { name, sql, cases } of detectionsWithCases) {
        const [from, to] = [cases[0].number, cases[cases.length - 1].number + 1];
        const text = between(sql, `timestamp '${dayOf(from)} 00:00:00'`, `timestamp '${dayOf(to)} 00:00:00'`);
        for (const [destination, statement] of [
            ["CloudTrail Lake", inLake(text)],
            ["Athena", inAthena(text)],
        ]) {
            describe(`${name}, in ${destination}`, () => {
                let findings: readonly Finding[];
                before(async () => {
                    const answer = await engineOf().answer(statement);
                    if (answer.error !== undefined) throw new Error(answer.error);
                    expect(answer.names).to.deep.equal(columns);
                    findings = answer.rows.map((row) =>
                        Object.fromEntries(row.map((value, i) => [columns[i], value])),
                    );
                });

                for (const one of cases) {
                    it(`${one.finding ? "finds" : "passes over"}: ${one.title}`, () => {
                        const found = findings.filter((finding) => isOf(finding, one));
                        expect(found).to.have.lengthOf(one.finding === undefined ? 0 : 1);
                        for (const finding of found) {
                            expect(shown(finding, one)).to.deep.include(one.finding);
                            expect(finding.event_ids?.split(", ")).to.have.lengthOf(Number(finding.events));
                        }
                    });
                }
            });
        }
    }
}

const isOf = ({ event_ids }: Finding, { number }: Case): boolean =>
    (event_ids ?? "").split(", ").some((id) => id.startsWith(`${number}-`));

/** A finding as its fixture writes it: moments without their day. */
function shown(finding: Finding, { number }: Case): Finding {
    return Object.fromEntries(
        Object.entries(finding).map(([column, value]) => [
            column,
            column.endsWith("_seen") ? (value?.slice(11, 19) ?? null) : disowned(value, number),
        ]),
    );
}
