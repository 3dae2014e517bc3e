import { expect } from "chai";
import type { Result } from "../../../cli/doctor/check";
import { report } from "../../../cli/doctor/report";
import { keptTerminal } from "../terminal";

const results: Result[] = [
    { check: "event source", state: "ok", says: "ACTIVE", mend: [] },
    {
        check: "rule",
        state: "problem",
        says: "The rule onelogin-rule-1a2b3c4 is DISABLED: no event passes.",
        mend: [
            "aws events enable-rule --event-bus-name aws.partner/onelogin.com/US-1/abc --name onelogin-rule-1a2b3c4 --region us-east-1",
        ],
    },
    {
        check: "role",
        state: "skipped",
        says: "needs iam:SimulatePrincipalPolicy on arn:aws:iam::1:role/x",
        mend: [],
    },
];

/** Below the table everything is whole: a command that is cut cannot be run. */
const below = `
rule: The rule onelogin-rule-1a2b3c4 is DISABLED: no event passes.
  aws events enable-rule --event-bus-name aws.partner/onelogin.com/US-1/abc --name onelogin-rule-1a2b3c4 --region us-east-1

Skipped: role (needs iam:SimulatePrincipalPolicy on arn:aws:iam::1:role/x).
1 problem.`;

const whole = `
  hop           state    what
  event source  ok       ACTIVE
  rule          PROBLEM  The rule onelogin-rule-1a2b3c4 is DISABLED: no event passes.
  role          skipped  needs iam:SimulatePrincipalPolicy on arn:aws:iam::1:role/x`;

const tables: [columns: number, table: string][] = [
    [
        60,
        `
  hop           state    what
  event source  ok       ACTIVE
  rule          PROBLEM  The rule onelogin-rule-1a2b3c4 is …
  role          skipped  needs iam:SimulatePrincipalPolicy …`,
    ],
    [
        80,
        `
  hop           state    what
  event source  ok       ACTIVE
  rule          PROBLEM  The rule onelogin-rule-1a2b3c4 is DISABLED: no event p…
  role          skipped  needs iam:SimulatePrincipalPolicy on arn:aws:iam::1:ro…`,
    ],
    [120, whole],
    [Infinity, whole],
];

describe("what doctor prints", () => {
    for (const [columns, table] of tables)
        it(columns === Infinity ? "in a file or pipe" : `at ${columns} columns`, () => {
            const terminal = keptTerminal(undefined, columns);
            expect(report(results, {}, terminal)).to.equal(1);
            expect(terminal.text).to.equal(`${table.slice(1)}\n${below}`);
        });

    it("says that all is well, as far as it was looked at", () => {
        const last = (...some: Result[]) => {
            const terminal = keptTerminal();
            return [report(some, {}, terminal), terminal.printed.at(-1)];
        };
        expect(last(results[0])).to.deep.equal([0, "All is well."]);
        expect(last(results[0], results[2])).to.deep.equal([0, "All is well that was looked at."]);
    });
});
