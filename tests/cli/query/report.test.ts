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

function said(form: { json?: boolean; csv?: boolean }, columns = Infinity, some = answer) {
    const terminal = keptTerminal(undefined, columns);
    report(some, { destination: "s3", title: "Athena", costOf: () => 0.02328 }, form, terminal);
    return { text: terminal.printed.join("\n"), noted: terminal.noted };
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
            expect(said({}, columns)).to.deep.equal({
                text: text.slice(1),
                noted: ["2 rows from Athena, 5.0 GB scanned, about $0.023"],
            });
        });

    it("in CSV, exactly as it is: NULL is nothing, and an empty text is in quotes", () => {
        expect(said({ csv: true }, 60).text.split("\r\n")).to.deep.equal([
            "eventTime,actor,what happened,note",
            '2026-11-28 03:00:00.000,tom@example.com,"Removed ""Payroll"", and all its users",',
            '2026-11-28 03:05:00.000,"",\u001b[31mred,a long note of an administrator\'s',
        ]);
    });

    it("in JSON, with what it cost in it", () => {
        const { text, noted } = said({ json: true }, 60);
        expect([JSON.parse(text), noted]).to.deep.equal([
            { destination: "s3", ...answer, dollars: 0.02328 },
            [],
        ]);
    });

    it("of no rows and of one", () => {
        const of = (rows: Answer["rows"]) => said({}, 60, { ...answer, rows });
        expect(of([])).to.deep.equal({
            text: "",
            noted: ["no rows from Athena, 5.0 GB scanned, about $0.023"],
        });
        expect(of(answer.rows.slice(1)).noted[0]).to.match(/^1 row from /);
    });
});
