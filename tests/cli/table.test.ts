import { PassThrough } from "node:stream";
import { WriteStream } from "node:tty";
import { expect } from "chai";
import { bold, table } from "../../cli/table";

const time = "2026-11-27 07:55:14.000";

describe("a heading", () => {
    /** What Node knows of a terminal, in this environment. */
    function terminal(environment: object): NodeJS.WritableStream {
        const getColorDepth = () => WriteStream.prototype.getColorDepth(environment);
        return Object.assign(Object.create(process.stdout) as WriteStream, { isTTY: true, getColorDepth });
    }

    it("is bold in a terminal alone, and not with NO_COLOR", () => {
        const pipe = new PassThrough();
        expect(bold("Sent", terminal({ TERM: "xterm-256color" }))).to.equal("\u001b[1mSent\u001b[22m");
        expect(bold("Sent", terminal({ TERM: "xterm-256color", NO_COLOR: "1" }))).to.equal("Sent");
        expect(bold("Sent", pipe)).to.equal("Sent");
    });
});

describe("a query's rows", () => {
    it("are cut in a terminal's width, but never in a time", () => {
        // In the narrower one the note is shorter than the time.
        for (const width of [60, 44]) {
            const [, row] = table(["eventTime", "note"], [[time, "x".repeat(300)]], width).split("\n");
            expect(row).to.match(new RegExp(`^  ${time}  x+…$`));
            expect(row.length).to.be.at.most(width);
        }
    });

    it("may be many, in parts that nobody sees", () => {
        const rows = Array.from({ length: 600 }, (_, n) => [`note ${n}`, n]);
        const lines = table(["note", "number"], rows).split("\n");
        expect([lines.length, lines[0], lines[600]]).to.deep.equal([
            601,
            "  note      number",
            "  note 599     599",
        ]);
        expect(new Set(lines.map(({ length }) => length)).size).to.equal(1);
        const most = Array.from({ length: 200_000 }, () => ["x".repeat(17)]);
        expect(table(["note"], most, 17).split("\n")).to.have.length(399_999);
    });

    it("reach the terminal as text alone", () => {
        expect(table(["note"], [["a\nb\u001b[31m\u202e"]])).to.equal("  note\n  a b\\u001b[31m\\u202e");
    });
});
