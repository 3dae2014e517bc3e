import { expect } from "chai";
import { between } from "../../queries/texts";
import type { Engine } from "../../packages/trino-on-duckdb/trino/trino";
import { markedEvent } from "../../cli/verify/event";
import { account } from "../../lab/forwarder/events";
import { evening, inAthena, inLake, lineOf, sampleLines, tablesOf } from "../queries/tables";
import { dayOf, detectionsWithCases, disowned, type Case, type Finding } from "./cases";

/** What every detection answers with. */
const columns = [
    ...["first_seen", "last_seen", "actor_id", "actor_name", "target_id", "target_name", "address"],
    ...["events", "event_ids"],
];

/** What the command `verify` sends, many times in the evening of the sample day, on which each finding is expected. */
const marks = Array.from({ length: 30 }, (_, n) => {
    const moment = new Date(evening.getTime() + n * 1000);
    const body = markedEvent({ region: "eu-central-1", account }, `mark-${n}`, moment);
    return lineOf(body, moment.getTime()) ?? "";
});

/** Fills an engine's tables with the rows of all cases, the sample events, and marks. */
export async function fill(engine: Engine): Promise<void> {
    const cases = detectionsWithCases.flatMap(({ cases }) => cases.flatMap((one) => one.rows));
    const rows = [...cases, ...marks];
    for (const sql of tablesOf([...rows, ...sampleLines()])) {
        expect(await engine.answer(sql), sql.slice(0, 300)).to.have.property("rows");
    }
}

/** What the sample day looks like to who runs all detections: the stolen password, and what administrators did. */
const sampleDay: Readonly<Record<string, readonly string[]>> = {
    "api-credential-made": ["Tobias Okafor,deploy-pipeline,1", "Tobias Okafor,stock-bot,1"],
    "authentication-factor-removed": ["Tobias Okafor,Text message,1"],
    "delegated-privilege": [
        "Mara Lindqvist,Hannah Vogt,1",
        "Tobias Okafor,Read reports,1",
        "Tobias Okafor,Hannah Vogt,1",
    ],
    "event-stream-tampered": ["Tobias Okafor,EventBridge us-east-1,1"],
    "mapping-changed": ["Mara Lindqvist,Photo studio,1"],
    "password-revealed": ["Elif Şahin,Elif Şahin,1"],
    "policy-weakened": ["Tobias Okafor,Staff,1"],
    "risky-failure-then-success": ["Elif Şahin,Elif Şahin,6"],
    "second-factor-removed": ["Tobias Okafor,Dmytro Koval,1"],
    "super-user-granted": ["Mara Lindqvist,Tobias Okafor,1"],
    "temporary-otp": ["Tobias Okafor,Dmytro Koval,1"],
    "trusted-idp-changed": ["Tobias Okafor,Partner log-in (test),2"],
    "user-assumed": ["Mara Lindqvist,Grete Møller,1"],
};

/** The tests of all detections on an engine: each is asked once a table, over the days of all cases and of the samples. */
export function findsItsCases(engineOf: () => Engine): void {
    for (const { name, sql, cases } of detectionsWithCases) {
        const text = between(sql, `timestamp '${dayOf(0)} 00:00:00'`, "timestamp '2026-05-13 00:00:00'");
        for (const [destination, inTable] of [
            ["CloudTrail Lake", inLake],
            ["Athena", inAthena],
        ] as const) {
            describe(`${name}, in ${destination}`, () => {
                let findings: readonly Finding[];
                before(async () => {
                    const answer = await engineOf().answer(inTable(text));
                    if (answer.error !== undefined) throw new Error(answer.error);
                    expect(answer.names).to.deep.equal(columns);
                    findings = answer.rows.map((row) =>
                        Object.fromEntries(row.map((value, i) => [columns[i], value])),
                    );
                });

                it("finds what is to be found on the sample day", () => {
                    const found = findings
                        .filter(({ first_seen }) => first_seen?.startsWith("2026-05-12"))
                        .map(({ actor_name, target_name, events }) =>
                            [actor_name, target_name, events].join(),
                        );
                    expect(found).to.deep.equal(sampleDay[name] ?? []);
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
