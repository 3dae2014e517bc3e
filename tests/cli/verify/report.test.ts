import { expect } from "chai";
import type { Hops } from "../../../cli/verify/follow";
import { report } from "../../../cli/verify/report";
import { keptTerminal } from "../terminal";

const hops: Hops[] = [
    { title: "CloudTrail Lake", leftQueue: 1250, found: 184_000 },
    { title: "S3", leftQueue: 0, lastSeen: "gone from the queue", next: "doctor" },
    { title: "Elsewhere", lastSeen: "handed to Lambda", next: "doctor" },
];

function said(some: Hops[], columns = Infinity, json = false) {
    const terminal = keptTerminal(undefined, columns);
    return { code: report("id", some, { json }, terminal), text: terminal.text };
}

describe("what verify says", () => {
    for (const columns of [60, 80, 120, Infinity])
        it(`of each hop, in ${columns} columns, and where an event was last seen`, () => {
            expect(said(hops, columns)).to.deep.equal({
                code: 1,
                text: [
                    "  destination      queue empty  found by SQL",
                    "  CloudTrail Lake  after 1.3 s  after 184.0 s",
                    "  S3               after 0.0 s  not found",
                    "  Elsewhere        –            not found",
                    "S3: last seen gone from the queue. Run `doctor`.",
                    "Elsewhere: last seen handed to Lambda. Run `doctor`.",
                ].join("\n"),
            });
        });

    it("in JSON, and ends well if SQL finds it everywhere", () => {
        const { code, text } = said(hops, Infinity, true);
        expect([code, JSON.parse(text)]).to.deep.equal([1, { id: "id", found: false, hops }]);
        expect(said(hops.slice(0, 1)).code).to.equal(0);
        expect(JSON.parse(said(hops.slice(0, 1), 60, true).text)).to.include({ found: true });
    });
});
