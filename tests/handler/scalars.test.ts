import { expect } from "chai";
import { createHash } from "node:crypto";
import { createScalars } from "../../handler/scalars";

const { parseTime, formatTime, toId, prefix } = createScalars(128);

describe("a time", () => {
    const cases: [text: unknown, time: string][] = [
        ["2026-11-20 14:03:00 UTC", "2026-11-20T14:03:00Z"],
        ["2026-11-20 14:03:00 GMT", "2026-11-20T14:03:00Z"],
        ["2026-11-20 14:03:00 utc", "2026-11-20T14:03:00Z"],
        ["2026-11-20 14:03:00Z", "2026-11-20T14:03:00Z"],
        ["2026-11-20 14:03:00", "2026-11-20T14:03:00Z"],
        ["2026-11-20 14:03", "2026-11-20T14:03:00Z"],
        ["2026-11-20T14:03:00Z", "2026-11-20T14:03:00Z"],
        ["2026-11-20t14:03:00z", "2026-11-20T14:03:00Z"],
        ["2026-11-20T14:03:59.999Z", "2026-11-20T14:03:59Z"],
        ["2026-11-20T14:03:00,5Z", "2026-11-20T14:03:00Z"],
        ["2026-11-20T14:03:00.123456789+00:00", "2026-11-20T14:03:00Z"],
        ["2026-11-20 14:03:00 +0200", "2026-11-20T12:03:00Z"],
        ["2026-11-20 14:03:00 -0530", "2026-11-20T19:33:00Z"],
        ["2026-11-20T14:03:00+05:45", "2026-11-20T08:18:00Z"],
        ["2026-11-20T14:03:00-08", "2026-11-20T22:03:00Z"],
        ["2026-11-20 00:30:00 +0100", "2026-11-19T23:30:00Z"],
        ["2026-12-31 23:30:00 -0100", "2027-01-01T00:30:00Z"],
        ["2028-03-01 00:30:00 +0100", "2028-02-29T23:30:00Z"],
        ["2028-02-29 10:00:00 UTC", "2028-02-29T10:00:00Z"],
        ["2000-02-29 10:00:00 UTC", "2000-02-29T10:00:00Z"],
        ["2026-02-29 10:00:00 UTC", ""],
        ["2100-02-29 10:00:00 UTC", ""],
        ["2026-02-31 10:00:00 UTC", ""],
        ["2026-02-31 10:00:00 +0200", ""],
        ["2026-04-31 10:00:00 UTC", ""],
        ["2026-04-30 10:00:00 UTC", "2026-04-30T10:00:00Z"],
        ["2026-12-31 10:00:00 UTC", "2026-12-31T10:00:00Z"],
        ["2026-13-01 10:00:00 UTC", ""],
        ["2026-00-01 10:00:00 UTC", ""],
        ["2026-01-00 10:00:00 UTC", ""],
        ["2026-01-32 10:00:00 UTC", ""],
        ["2026-01-01 24:00:00 UTC", ""],
        ["2026-01-01 10:60:00 UTC", ""],
        ["2026-01-01 10:00:60 UTC", ""],
        ["2026-01-01 10:00:00 +2400", ""],
        ["2026-01-01 10:00:00 PST", ""],
        ["2026-01-01 10:00:00 UTC ", ""],
        ["2026-01-01", ""],
        ["x2026-01-01 10:00:00 UTC", ""],
        ["2026-01-01 10:00:00 UTC\n", ""],
        ["0000-01-01 00:00:00 UTC", "0000-01-01T00:00:00Z"],
        ["0000-01-01 00:00:00 +0100", ""],
        ["9999-12-31 23:59:59 UTC", "9999-12-31T23:59:59Z"],
        ["9999-12-31 23:59:59 -0100", ""],
        ["", ""],
        [1_700_000_000, ""],
        [null, ""],
        [undefined, ""],
        [{}, ""],
        // What only reads like a time once it is text.
        [["2026-11-20 14:03:00 UTC"], ""],
    ];
    for (const [text, time] of cases) {
        it(`${JSON.stringify(text) ?? "undefined"} is ${time === "" ? "none" : time}`, () => {
            expect(parseTime(text)).to.equal(time);
        });
    }

    it("is written in seconds, up to the year 9999", () => {
        expect(formatTime(1_700_000_000_999)).to.equal("2023-11-14T22:13:20Z");
        expect(formatTime(Date.UTC(9999, 11, 31, 23, 59, 59))).to.equal("9999-12-31T23:59:59Z");
        expect(formatTime(Date.UTC(10_000, 0, 1))).to.equal("");
    });
});

describe("an id", () => {
    const hash = (text: string) => createHash("sha256").update(JSON.stringify(text)).digest("hex");
    const looksMade = `a-${"0".repeat(64)}`;
    const cases: [what: string, original: string, id: string][] = [
        ["a uuid", "5c101eef-1d2e-4f3a-8b4c-aabbcc019919", "5c101eef-1d2e-4f3a-8b4c-aabbcc019919"],
        ["all letters", "-_AZaz09", "-_AZaz09"],
        ["128 characters", "x".repeat(128), "x".repeat(128)],
        ["129 characters", "x".repeat(129), `${"x".repeat(63)}-${hash("x".repeat(129))}`],
        ["other characters", "a/b c", `a_b_c-${hash("a/b c")}`],
        ["a line's end", "a\n", `a_-${hash("a\n")}`],
        ["text that looks like a made id", looksMade, `${looksMade.slice(0, 63)}-${hash(looksMade)}`],
        ["text with a hash in its midst", `${looksMade}y`, `${looksMade}y`],
        ["a hash alone", "0".repeat(64), "0".repeat(64)],
    ];
    for (const [what, original, id] of cases) {
        it(`of ${what} is ${id}`, () => expect(toId(original)).to.equal(id));
    }
});

describe("text", () => {
    const cut: [text: string, most: number, json: boolean, expected: string][] = [
        ["abc", 3, false, "abc"],
        ["abc", 2, false, "ab"],
        ["aé", 3, false, "aé"],
        ["aé", 2, false, "a"],
        ["😀😀", 8, false, "😀😀"],
        ["😀😀", 7, false, "😀"],
        ["😀😀", 3, false, ""],
        ["\uffffa", 3, false, "\uffff"],
        ["abc", 0, false, ""],
        ["abc", -5, false, ""],
        ['a"b', 4, true, 'a"b'],
        ['a"b', 3, true, 'a"'],
        ['a"b', 2, true, "a"],
        ["\u0001\u0001", 11, true, "\u0001"],
        // Half of it would take six bytes.
        ["😀", 4, true, "😀"],
    ];
    for (const [text, most, json, expected] of cut) {
        it(`${JSON.stringify(text)} within ${most} bytes${json ? " of JSON" : ""} is ${JSON.stringify(expected)}`, () =>
            expect(prefix(text, most, json)).to.equal(expected));
    }
});
