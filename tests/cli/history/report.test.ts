import { expect } from "chai";
import type { Copied } from "../../../cli/history/copy";
import { report } from "../../../cli/history/report";
import { keptTerminal } from "../terminal";

const copied: Copied = { day: "2026-03-02", events: 1000, copied: 990, missing: [], unreadable: [] };

function said(day: Partial<Copied>, json = false) {
    const terminal = keptTerminal();
    const days = [{ ...copied, ...day }];
    const code = report(days, { since: "2026-03-01", staging: "s3://staging", json }, terminal);
    return { code, printed: terminal.printed };
}

describe("history says what it did", () => {
    it("and names what is missing or no event, with exit code 1", () => {
        const ids = Array.from({ length: 12 }, (_, n) => `u${n}`);
        const { code, printed } = said({ missing: ids, unreadable: ["aws-1"] });
        expect(code).to.equal(1);
        expect(printed[0]).to.equal(
            "  day         events  copied  missing  unreadable\n  2026-03-02    1000     990       12           1",
        );
        expect(printed[1]).to.include("u9 and 2 more");
        expect(printed[2]).to.include("not events, and were left: aws-1");
    });

    it("as JSON", () => {
        const { code, printed } = said({ missing: ["u1"] }, true);
        expect([code, JSON.parse(printed.join())]).to.deep.equal([
            1,
            { days: [{ ...copied, missing: ["u1"] }], done: true },
        ]);
    });
});
