import { expect } from "chai";
import type { Copied } from "../../../cli/history/copy";
import { report } from "../../../cli/history/report";
import { keptTerminal } from "../terminal";

const copied: Copied = { day: "2026-03-02", events: 1000, copied: 990, missing: [], unreadable: [] };

it("history names what is missing or no event, and ends with 1", () => {
    const terminal = keptTerminal();
    const missing = Array.from({ length: 12 }, (_, n) => `u${n}`);
    const days = [{ ...copied, missing, unreadable: ["aws-1"] }];
    const options = { since: "2026-03-01", staging: "s3://staging" };
    expect(report(days, options, terminal)).to.equal(1);
    const [table, ...rest] = terminal.printed;
    expect(table).to.equal(
        "  day         events  copied  missing  unreadable\n  2026-03-02    1000     990       12           1",
    );
    expect(rest[0]).to.include("u9 and 2 more");
    expect(rest[1]).to.include("not events, and were left: aws-1");
    const inJson = keptTerminal();
    expect(report(days, { ...options, json: true }, inJson)).to.equal(1);
    expect(JSON.parse(inJson.text)).to.deep.equal({ days, done: true });
});
