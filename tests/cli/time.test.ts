import { expect } from "chai";
import { Misuse } from "../../cli/errors";
import { momentOf } from "../../cli/time";

const now = new Date("2026-11-28T08:00:30.500Z");

describe("a time that a person gives", () => {
    for (const [text, time] of [
        ["90m", "2026-11-28T06:30:30.500Z"],
        ["100000m", "2026-09-19T21:20:30.500Z"],
        ["48h", "2026-11-26T08:00:30.500Z"],
        ["7d", "2026-11-21T08:00:30.500Z"],
        ["2026-11-27", "2026-11-27T00:00:00.000Z"],
        ["2026-11-27T08:15Z", "2026-11-27T08:15:00.000Z"],
        ["2026-11-27T08:15:07Z", "2026-11-27T08:15:07.000Z"],
    ])
        it(`${text} is ${time}`, () => {
            expect(new Date(momentOf("--since", text, now)).toISOString()).to.equal(time);
        });

    for (const text of [
        "yesterday",
        "",
        "7",
        "-7d",
        "1.5h",
        "2026-02-31",
        "2026-11-27T08:15",
        "2026-11-27T25:00Z",
        "7w",
        "999999d",
    ])
        it(`'${text}' is none`, () => {
            expect(() => momentOf("--since", text, now)).to.throw(
                Misuse,
                `--since ${text} is not a time.\nWrite how long ago`,
            );
        });
});
