import { expect } from "chai";
import { isSame } from "../../../lab/faults/content";

const text = (value: unknown) => JSON.stringify(value);
const cut = (detail: object, listed: string[], count = listed.length) => ({
    detail,
    _truncated: listed.map((name) => `additionalEventData.raw.detail.${name}`),
    _truncatedCount: count,
});

describe("an event in the lake, compared with what was sent", () => {
    const same: [what: string, sent: unknown, raw: unknown][] = [
        ["equal", { a: 1, b: { c: [1, null] } }, { a: 1, b: { c: [1, null] } }],
        ["less its nulls, also inside", { a: null, b: { c: null }, d: [{ e: null }] }, { b: {}, d: [{}] }],
        ["with half characters replaced", { a: "\ud800" }, { a: "\ufffd" }],
        ["with a listed text cut", { detail: { a: "abcdef", b: 1 } }, cut({ a: "abc", b: 1 }, ["a"])],
        ["with a listed member gone", { detail: { a: [1], b: 1 } }, cut({ b: 1 }, ["a"])],
        [
            "with more cut than is listed",
            { detail: { a: "abc", b: "abc" } },
            cut({ a: "a", b: "" }, ["a"], 2),
        ],
        ["as mere text", { a: 1 }, { _truncated: ["$"], text: '{"a"' }],
    ];
    for (const [what, sent, raw] of same) {
        it(`is the same: ${what}`, () => expect(isSame(text(sent), raw)).to.be.true);
    }

    const different: [what: string, sent: unknown, raw: unknown][] = [
        ["no object", {}, "text"],
        ["another value", { a: 1 }, { a: 2 }],
        ["a key too few", { a: 1, b: 2 }, { a: 1 }],
        ["a key too many", { a: 1 }, { a: 1, b: 2 }],
        ["a null that stayed", { a: null }, { a: null }],
        ["a cut that isn't listed", { detail: { a: "abc", b: "abc" } }, cut({ a: "a", b: "a" }, ["a"])],
        ["another text where a cut is listed", { detail: { a: "abc" } }, cut({ a: "x" }, ["a"])],
        ["a key that was never sent, in a cut event", { detail: { a: "abc" } }, cut({ b: 1 }, ["a"])],
        ["no text at all", { a: 1 }, { _truncated: ["$"], text: "" }],
    ];
    for (const [what, sent, raw] of different) {
        it(`isn't the same: ${what}`, () => expect(isSame(text(sent), raw)).to.be.false);
    }

    it("may differ outside of the member that is asked for", () => {
        expect(isSame(text({ id: 1, detail: { a: 1 } }), { id: 2, detail: { a: 1 } }, "detail")).to.be.true;
        expect(isSame(text({ id: 1, detail: { a: 1 } }), { id: 1, detail: { a: 2 } }, "detail")).to.be.false;
    });
});
