import { expect } from "chai";
import { report, type Flow } from "../../../cli/status/report";
import { keptTerminal } from "../terminal";

describe("what status says", () => {
    it("of direct delivery, whose queue nobody can look into", () => {
        const counted = { lastHour: 0, lastDay: 1_234_567, latest: "2026-11-28T09:00:00.000Z" };
        const flow: Flow = {
            time: "2026-11-28T12:00:30.000Z",
            region: "us-east-1",
            oneLogin: counted,
            destinations: [
                {
                    destination: "cloudtrail-lake",
                    title: "CloudTrail Lake",
                    delivered: counted,
                    rejected: { lastHour: 0, lastDay: 0 },
                    deadLetters: { messages: 0 },
                },
            ],
        };
        const terminal = keptTerminal(undefined, 60);
        expect(report(flow, {}, terminal)).to.equal(0);
        expect(terminal.printed).to.deep.equal([
            [
                "  events           last hour  last day  now  latest",
                "  from OneLogin            0   1234567       3 h ago",
                "  CloudTrail Lake",
                "   delivered               0   1234567       3 h ago",
                "   rejected                0         0       none",
                "   waiting                                   unknown",
                "   dead letters                           0",
            ].join("\n"),
        ]);
    });
});
