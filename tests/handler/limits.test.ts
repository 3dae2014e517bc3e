import { expect } from "chai";
import { limits } from "../../handler/limits";
import { createScalars } from "../../handler/scalars";
import { createShrinker } from "../../handler/shrinking";
import { eventWith, type Fields } from "../../lab/forwarder/events";
import { map, type Mapped } from "../support/mapper";

const { shrink } = createShrinker(createScalars(limits.idLength));

/** Text of so many bytes, most of it of three-byte characters. */
function textOf(bytes: number): string {
    return "x".repeat(bytes % 3) + "€".repeat(Math.floor(bytes / 3));
}

const unknownType = "ONELOGIN_EVENT_";

/** A field's limit, and the event whose field comes from a text. */
const texts: [path: string, most: number, given: (text: string) => Fields][] = [
    ["version", 256, (version) => eventWith({}, { version })],
    ["userIdentity.principalId", 1024, (actor_user_id) => eventWith({ actor_user_id })],
    ["userIdentity.details.actor_user_name", 1024, (actor_user_name) => eventWith({ actor_user_name })],
    ["userAgent", 1024, (user_agent) => eventWith({ user_agent })],
    ["errorMessage", 256, (error_description) => eventWith({ error_description })],
    ["eventName", 1024, (name) => eventWith({ event_type_id: name.slice(unknownType.length) })],
    [
        "errorCode",
        256,
        (name) => eventWith({ event_type_id: name.slice(unknownType.length), error_description: "x" }),
    ],
];

/** `raw` says what was cut, and the event that it was. */
function expectCut({ data, truncated }: Mapped, paths: string[]): void {
    expect(data.additionalEventData.raw).to.deep.include({
        _truncated: paths,
        _truncatedCount: paths.length,
    });
    expect(truncated).to.be.true;
}

describe("a field's limit", () => {
    for (const [path, most, given] of texts) {
        const start = /^event|Code$/.test(path) ? unknownType : "";
        const text = (bytes: number) => start + textOf(bytes - start.length);

        it(`of ${path} is ${most} bytes`, () => {
            const { data, truncated } = map(given(text(most)));
            expect(data).to.have.nested.property(path, text(most));
            expect(truncated).to.be.false;
        });

        it(`of ${path} cuts ${most + 1} bytes to whole characters`, () => {
            const mapped = map(given(text(most + 1)));
            const at = (owner: unknown, name: string) => (owner as Fields)[name];
            const held = path.split(".").reduce(at, mapped.data) as string;
            expect(text(most + 1).startsWith(held)).to.be.true;
            expect(Buffer.byteLength(held)).to.be.within(most - 2, most);
            expectCut(mapped, [path]);
        });
    }

    it("does not hold for ids, which are made fit instead", () => {
        const mapped = map(eventWith({ uuid: textOf(2000) }));
        expect(mapped.id).to.have.length(limits.idLength);
        expect(mapped.truncated).to.be.false;
    });

    it("of a field that is text counts its own bytes, not those of its JSON text", () => {
        expect(map(eventWith({ user_agent: '"'.repeat(2000) })).data.userAgent).to.equal('"'.repeat(1024));
    });

    it("cuts no character of four bytes in half", () => {
        const { data } = map(eventWith({ user_agent: "x" + "😀".repeat(300) }));
        expect(data.userAgent).to.equal("x" + "😀".repeat(255));
    });
});

const maps: [field: "requestParameters" | "responseElements", key: string][] = [
    ["requestParameters", "notes"],
    ["responseElements", "risk_reasons"],
];

describe("a map's limit", () => {
    for (const [field, key] of maps) {
        const overhead = Buffer.byteLength(JSON.stringify({ [key]: "" }));
        const room = limits.field[field] - overhead;

        it(`of ${field} is 100 kB of JSON`, () => {
            const { data } = map(eventWith({ [key]: textOf(room) }));
            expect(data[field]).to.deep.equal({ [key]: textOf(room) });
            expect(data.additionalEventData.raw._truncated).not.to.include(`${field}.${key}`);
        });

        it(`of ${field} cuts one byte more`, () => {
            const { data } = map(eventWith({ [key]: textOf(room + 1) }));
            const held = data[field]?.[key] ?? "";
            expect(Buffer.byteLength(held)).to.be.within(room - 2, room);
            expectCut(map(eventWith({ [key]: textOf(room + 1) })), [
                `${field}.${key}`,
                `additionalEventData.raw.detail.${key}`,
            ]);
        });
    }

    it("counts quotes and control characters as JSON does", () => {
        const { data } = map(eventWith({ notes: '"\u0001'.repeat(20_000) }));
        const bytes = Buffer.byteLength(JSON.stringify(data.requestParameters));
        expect(bytes).to.be.within(99_990, 100_000);
    });

    it("cuts the longest strings first, to one length", () => {
        const { data } = map(
            eventWith({ long: "a".repeat(80_000), longer: "b".repeat(90_000), short: "c".repeat(5000) }),
        );
        const lengths = Object.entries(data.requestParameters ?? {}).map(([key, { length }]) => [
            key,
            length,
        ]);
        expect(lengths).to.deep.equal([
            ["long", 47_483],
            ["longer", 47_483],
            ["short", 5000],
        ]);
        expect(Buffer.byteLength(JSON.stringify(data.requestParameters))).to.be.within(99_999, 100_000);
    });

    it("lets whole members go where short strings are too many, the largest first", () => {
        const many = Object.fromEntries(
            Array.from({ length: 3000 }, (_, index) => [
                `key${1000 + index}`,
                "v".repeat(index % 2 === 0 ? 20 : 40),
            ]),
        );
        const { data } = map(eventWith(many));
        const kept = Object.values(data.requestParameters ?? {}).map(({ length }) => length);
        expect(Buffer.byteLength(JSON.stringify(data.requestParameters))).to.be.within(99_940, 100_000);
        expect(kept.filter((length) => length === 20)).to.have.length(1500);
        expect(kept.filter((length) => length === 40)).to.have.length.within(1, 1499);
    });

    it("lists no string as truncated that is no longer than the others are truncated to", () => {
        const value = { long: "a".repeat(300), short: "b".repeat(200) };
        const truncations: string[] = [];
        const most = JSON.stringify(value).length - 100;
        expect(shrink(value, most, "map", "", truncations)).to.be.true;
        expect(value).to.deep.equal({ long: "a".repeat(200), short: "b".repeat(200) });
        expect(truncations).to.deep.equal(["map.long"]);
    });
});
