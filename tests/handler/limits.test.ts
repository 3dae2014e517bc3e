import { expect } from "chai";
import { limits } from "../../handler/limits";
import { eventWith, type Fields } from "../../lab/forwarder/events";
import { map, type EventData, type Mapped } from "../support/mapper";

/** Text of so many bytes, most of it of three-byte characters. */
function textOf(bytes: number): string {
    return "x".repeat(bytes % 3) + "€".repeat(Math.floor(bytes / 3));
}

interface Field {
    path: string;
    most: number;
    /** The event whose field at `path` comes from `text`. */
    given: (text: string) => Fields;
    found: (data: EventData) => unknown;
}

const texts: Field[] = [
    {
        path: "version",
        most: 256,
        given: (text) => eventWith({}, { version: text }),
        found: (data) => data.version,
    },
    {
        path: "userIdentity.principalId",
        most: 1024,
        given: (text) => eventWith({ actor_user_id: text }),
        found: (data) => data.userIdentity.principalId,
    },
    {
        path: "userIdentity.details.actor_user_name",
        most: 1024,
        given: (text) => eventWith({ actor_user_name: text }),
        found: (data) => data.userIdentity.details?.actor_user_name,
    },
    {
        path: "userAgent",
        most: 1024,
        given: (text) => eventWith({ user_agent: text }),
        found: (data) => data.userAgent,
    },
    {
        path: "errorMessage",
        most: 256,
        given: (text) => eventWith({ error_description: text }),
        found: (data) => data.errorMessage,
    },
    {
        path: "eventName",
        most: 1024,
        given: (text) => eventWith({ event_type_id: text.slice("ONELOGIN_EVENT_".length) }),
        found: (data) => data.eventName,
    },
    {
        path: "errorCode",
        most: 256,
        given: (text) =>
            eventWith({ event_type_id: text.slice("ONELOGIN_EVENT_".length), error_description: "x" }),
        found: (data) => data.errorCode,
    },
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
    for (const { path, most, given, found } of texts) {
        const named = path.startsWith("e") && !path.endsWith("Message");
        const text = (bytes: number) =>
            named ? "ONELOGIN_EVENT_" + textOf(bytes - "ONELOGIN_EVENT_".length) : textOf(bytes);

        it(`of ${path} is ${most} bytes`, () => {
            const { data, truncated } = map(given(text(most)));
            expect(found(data)).to.equal(text(most));
            expect(truncated).to.be.false;
        });

        it(`of ${path} cuts ${most + 1} bytes to whole characters`, () => {
            const mapped = map(given(text(most + 1)));
            const held = found(mapped.data) as string;
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
});
