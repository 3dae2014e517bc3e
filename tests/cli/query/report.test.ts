import { expect } from "chai";
import type { Answer } from "../../../cli/answer";
import { report } from "../../../cli/query/report";
import { keptTerminal } from "../terminal";

const answer: Answer = {
    columns: ["eventTime", "actor", "what happened", "note"],
    rows: [
        ["2026-11-28 03:00:00.000", "tom@example.com", 'Removed "Payroll", and all its users', null],
        ["2026-11-28 03:05:00.000", "", "\u001b[31mred", "a long note of an administrator's"],
    ],
    bytesScanned: 5e9,
};

function said(columns: number, some = answer) {
    const terminal = keptTerminal(undefined, columns);
    report(some, { destination: "s3", title: "Athena", costOf: () => 0.02328 }, {}, terminal);
    return { text: terminal.text, noted: terminal.noted };
}

const blocks = `
  eventTime      2026-11-28 03:00:00.000
  actor          tom@example.com
  what happened  Removed "Payroll", and all its users
  note

  eventTime      2026-11-28 03:05:00.000
  actor
  what happened  \\u001b[31mred
  note           a long note of an administrator's`;
const cut = `
  eventTime                actor            what happened      note
  2026-11-28 03:00:00.000  tom@example.com  Removed "Payroll…
  2026-11-28 03:05:00.000                   \\u001b[31mred      a long note of a…`;
const whole = `
  eventTime                actor            what happened                         note
  2026-11-28 03:00:00.000  tom@example.com  Removed "Payroll", and all its users
  2026-11-28 03:05:00.000                   \\u001b[31mred                         a long note of an administrator's`;

describe("what query says", () => {
    for (const [columns, text] of [
        [60, blocks],
        [80, cut],
        [120, whole],
        [Infinity, whole],
    ] as const)
        it(`in ${columns} columns, with what it cost beside it`, () => {
            expect(said(columns)).to.deep.equal({
                text: text.slice(1),
                noted: ["2 rows from Athena, 5.0 GB scanned, about $0.023"],
            });
        });

    it("of no rows and of one", () => {
        const of = (rows: Answer["rows"]) => said(60, { ...answer, rows });
        expect(of([])).to.deep.equal({
            text: "",
            noted: ["no rows from Athena, 5.0 GB scanned, about $0.023"],
        });
        expect(of(answer.rows.slice(1)).noted[0]).to.match(/^1 row from /);
    });
});
