import { expect } from "chai";
import { limits } from "../../handler/limits";
import { eventWith, type Fields } from "../../lab/forwarder/events";
import { map, type Mapped } from "../support/mapper";

const most = limits.field.additionalEventData;

function bytesOf({ data }: Mapped): number {
    return Buffer.byteLength(JSON.stringify(data.additionalEventData));
}

/** A log-in whose `additionalEventData` takes so many bytes as it stands. */
function eventOf(bytes: number, character = "x"): Fields {
    const room = bytes - bytesOf(map(eventWith({ notes: "-" }))) + 1;
    const size = Buffer.byteLength(character);
    return eventWith({ notes: "x".repeat(room % size) + character.repeat(Math.floor(room / size)) });
}

function nested(levels: number): unknown {
    let value: unknown = "core";
    for (let level = 0; level < levels; level++) value = level % 2 === 0 ? { a: value } : [value];
    return value;
}

describe("additionalEventData.raw", () => {
    for (const character of ["x", "é", "€", "😀"]) {
        it(`takes 28 kB to the byte (${character})`, () => {
            const event = eventOf(most, character);
            const mapped = map(event);
            expect(bytesOf(mapped)).to.equal(most);
            expect(mapped.data.additionalEventData.raw).to.deep.equal(event);
            expect(mapped.truncated).to.be.false;
        });

        it(`is cut at one byte more (${character})`, () => {
            const mapped = map(eventOf(most + 1, character));
            const { raw } = mapped.data.additionalEventData;
            expect(bytesOf(mapped)).to.be.within(most - 2500, most);
            expect(raw).to.deep.include({
                _truncated: ["additionalEventData.raw.detail.notes"],
                _truncatedCount: 1,
            });
            expect(raw.detail).to.have.property("uuid");
            expect(mapped.data.requestParameters?.notes).to.equal(
                (eventOf(most + 1, character).detail as Fields).notes,
            );
        });
    }

    it("truncates a field of JavaScript's own name like any other", () => {
        const text = "x".repeat(120_000);
        const { data } = map(JSON.stringify(eventWith({ OWN: text })).replace("OWN", "__proto__"));
        const { raw } = data.additionalEventData;
        for (const owner of [data.requestParameters, raw.detail])
            expect(Object.entries(owner ?? {}).at(-1)?.[1]).to.have.length.within(1, 100_000);
        expect(raw._truncated).to.deep.equal([
            "requestParameters.__proto__",
            "additionalEventData.raw.detail.__proto__",
        ]);
    });

    it("leaves the worst event of 1 MiB room in a call: all quotes, in every field", () => {
        const text = '"\\'.repeat(60_000);
        const keys = "notes risk_reasons user_agent error_description uuid actor_user_name".split(" ");
        const { bytes } = map(eventWith(Object.fromEntries(keys.map((key) => [key, text]))));
        expect(bytes).to.be.below(limits.call.budgetBytes);
    });

    for (const filler of ["long".repeat(30), '"'.repeat(60)]) {
        it(`has room for twenty long paths beside what is kept (${filler.slice(0, 4)}…)`, () => {
            const detail = Object.fromEntries(
                Array.from({ length: 30 }, (_, index) => [`field_${index}_${filler}`, "x".repeat(2000)]),
            );
            const mapped = map(eventWith(detail));
            expect(mapped.data.additionalEventData.raw).to.include({ _truncatedCount: 30 });
            expect(bytesOf(mapped)).to.be.within(most - 100, most);
        });
    }

    it("lets members of the detail go when cutting strings is not enough, the largest first", () => {
        const numbers = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`n${index}`, index]));
        const list = Array.from({ length: 4000 }, (_, index) => index);
        const mapped = map(eventWith({ ...numbers, list }));
        const { raw } = mapped.data.additionalEventData;
        expect(raw._truncated?.[0]).to.equal("additionalEventData.raw.detail.list");
        expect(raw.detail).to.include({ n0: 0, n9: 9 });
        expect(raw).to.include({ id: eventWith().id });
        expect(bytesOf(mapped)).to.be.within(20_000, most);
    });

    for (const character of ["r", "😀"]) {
        it(`is text as the last resort, when the envelope is too large (${character})`, () => {
            const resources = Array.from({ length: 10_000 }, () => character);
            const event = eventWith({}, { resources });
            const mapped = map(event);
            const { raw } = mapped.data.additionalEventData;
            expect(Object.keys(raw)).to.deep.equal(["_truncated", "text"]);
            expect(raw._truncated).to.deep.equal(["$"]);
            expect(JSON.stringify(event).startsWith(raw.text as string)).to.be.true;
            expect(bytesOf(mapped)).to.be.within(most - 2500, most);
            expect(mapped.truncated).to.be.true;
            expect(mapped.data.userIdentity.details).to.deep.equal({ account_id: "205033" });
        });
    }

    it("is text, and the event cut, also where there is nothing in the detail to let go", () => {
        const mapped = map({ id: "e", detail: {}, resources: Array.from({ length: 10_000 }, () => 12_345) });
        expect(Object.keys(mapped.data.additionalEventData.raw)).to.deep.equal(["_truncated", "text"]);
        expect(mapped.truncated).to.be.true;
    });

    for (const levels of [1, 99, 100]) {
        it(`keeps ${levels} levels of a value`, () => {
            const mapped = map(eventWith({ deep: nested(levels) }));
            expect(mapped.data.additionalEventData.raw.detail.deep).to.deep.equal(nested(levels));
            expect(mapped.truncated).to.be.false;
        });
    }

    it("keeps 100 levels around a number beyond a double's range, also where the value is read twice", () => {
        const deep = "[".repeat(100) + "1e400" + "]".repeat(100);
        const { data, truncated } = map(`{"version":${deep},"id":${deep},"detail":{}}`);
        expect(data.version).to.equal(deep.replace("1e400", "1e999"));
        expect(data.UID).to.match(/^_{10}/);
        expect(truncated).to.be.false;
    });

    it("leaves out a value of 101 levels", () => {
        const { data } = map(eventWith({ deep: nested(101), other: 1 }));
        expect(data.additionalEventData.raw).to.deep.include({
            _truncated: ["additionalEventData.raw.detail.deep"],
            _truncatedCount: 1,
        });
        expect(data.additionalEventData.raw.detail).to.include({ other: 1 }).and.not.to.have.property("deep");
        expect(data.requestParameters).to.deep.equal({ other: "1" });
    });

    it("leaves out a value of 10,000 levels, in the detail or beside it", () => {
        const deep = '{"a":'.repeat(10_000) + "1" + "}".repeat(10_000);
        const { data } = map(
            `{"id":"e","x":${deep},"detail":{"uuid":${deep},"a":${deep.replaceAll('{"a":', "[").replaceAll("}", "]")}}}`,
        );
        expect(data.UID).to.equal("e");
        expect(data.additionalEventData.raw).to.deep.equal({
            id: "e",
            detail: {},
            _truncated: ["uuid", "a"]
                .map((key) => `additionalEventData.raw.detail.${key}`)
                .concat("additionalEventData.raw.x"),
            _truncatedCount: 3,
        });
    });
});
