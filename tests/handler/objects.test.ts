import { expect } from "chai";
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { createObjects } from "../../handler/objects";
import { createScalars } from "../../handler/scalars";
import type { AuditEvent, EventGroup } from "../../handler/types";
import { batchOf, bodies, bodyWith } from "../../lab/forwarder/events";
import { writerCode } from "../../components/writerCode";
import { linesOf } from "../../lab/forwarder/services";
import { invoke, invokeWriter } from "../support/forwarder";

const { plan, toObject } = createObjects(createScalars(128));
const received = "2026-11-27T07:55:14Z";

function eventAt(eventTime: string, id = "e0", receivedAt = received, text = `{"id":"${id}"}`): AuditEvent {
    return {
        id,
        text,
        eventTime,
        receivedAt: Date.parse(receivedAt),
        truncated: false,
        unknownEventType: false,
    };
}

const daysOf = (events: AuditEvent[]) =>
    plan(events.map((event) => ({ event }) as EventGroup)).map((call) => call.map(({ event }) => event));

const keysOf = (events: AuditEvent[]) => daysOf(events).map((call) => toObject(call).key);

describe("an event's day", () => {
    const cases: [what: string, eventTime: string, day: string][] = [
        ["its time's", "2026-11-20T14:03:00Z", "2026-11-20"],
        ["its time's, at the day's end", "2026-11-20T23:59:59Z", "2026-11-20"],
        ["the first of the projection", "2020-01-01T00:00:00Z", "2020-01-01"],
        ["that of receipt: before the projection", "2019-12-31T23:59:59Z", "2026-11-27"],
        ["that of receipt: in the year 0", "0000-01-01T00:00:00Z", "2026-11-27"],
        ["tomorrow, a whole day ahead", "2026-11-28T23:59:59Z", "2026-11-28"],
        ["that of receipt: the day after tomorrow", "2026-11-29T00:00:00Z", "2026-11-27"],
        ["that of receipt: in the year 9999", "9999-12-31T23:59:59Z", "2026-11-27"],
    ];
    for (const [what, eventTime, day] of cases)
        it(`is ${what}`, () =>
            expect(keysOf([eventAt(eventTime)])[0]).to.match(new RegExp(`^events/day=${day}/`)));
});

describe("an object", () => {
    const lines = '{"id":"a"}\n{"id":"b"}\n';
    const [a, b] = ["a", "b"].map((id) => eventAt("2026-11-20T14:03:00Z", id));

    it("is named after its day, its earliest ingestion and its lines, which it holds gzipped", () => {
        const { key, body, checksum } = toObject([b, a]);
        const hash = createHash("sha256").update(lines).digest("hex");
        expect(key).to.equal(`events/day=2026-11-20/20261127T075514Z-${hash}.json.gz`);
        expect(gunzipSync(body).toString()).to.equal(lines);
        expect(checksum).to.equal(createHash("sha256").update(body).digest("base64"));
    });

    it("has no time of its own", () =>
        expect([...toObject([a]).body.subarray(4, 8)]).to.deep.equal([0, 0, 0, 0]));

    it("is one for each day", () => {
        const other = eventAt("2026-11-21T14:03:00Z");
        expect(daysOf([a, other, b])).to.deep.equal([[a, b], [other]]);
        expect(keysOf([])).to.deep.equal([]);
    });

    it("sorts its lines by the second of their ingestion, by id, by text, whatever order they came in", () => {
        const at = "2026-11-20T14:03:00Z";
        const sorted = [
            eventAt(at, "z", "2026-11-27T07:55:13.999Z"),
            eventAt(at, "a", "2026-11-27T07:55:14.500Z", "1"),
            eventAt(at, "a", "2026-11-27T07:55:14.001Z", "2"),
            eventAt(at, "b", "2026-11-27T07:55:14.000Z", "0"),
            eventAt(at, "a", "2026-11-27T07:55:15.000Z"),
        ];
        const expected = sorted.map(({ text }) => text);
        for (const order of [
            [0, 1, 2, 3, 4],
            [4, 3, 2, 1, 0],
            [2, 4, 0, 3, 1],
        ]) {
            const { key, body } = toObject(order.map((index) => sorted[index]));
            expect(gunzipSync(body).toString().split("\n").slice(0, -1)).to.deep.equal(expected);
            expect(key).to.equal(toObject(sorted).key).and.to.include("/20261127T075513Z-");
        }
    });
});

/** The objects that are made of a batch. */
const objectsOf = async (batch: string[]) => (await invokeWriter(batch)).objects;

describe("the same messages", () => {
    it("make the same object, byte for byte, in whatever order and with whatever twins they come", async () => {
        const batch = [...bodies(50), bodyWith({ uuid: "e1", user_id: 1 })];
        const objects = await objectsOf(batch);
        expect(linesOf(objects[0].Body)).to.have.length(51);
        for (const again of [[...batch].reverse(), [...batch, ...batch]])
            expect(await objectsOf(again)).to.deep.equal(objects);
    });

    it("count once, by the time of the earliest twin, which ingestion is known by", async () => {
        const event = batchOf([bodies(1)[0], bodies(1)[0], bodies(1)[0]]);
        [30_000, 10_000, 20_000].forEach((at, index) => {
            event.Records[index].attributes.SentTimestamp = String(1_763_650_000_000 + at);
        });
        const { objects, log } = await invoke(event, { code: writerCode() });
        expect(log).to.include({ received: 3, accepted: 3, duplicates: 2 });
        const rows = objects
            .flatMap(({ Body }) => linesOf(Body))
            .map((line) => JSON.parse(line) as { metadata: object });
        expect(rows.map(({ metadata }) => metadata)).to.deep.equal([
            { ingestiontime: "2025-11-20T14:46:50Z" },
        ]);
        expect(objects[0].Key).to.include("/20251120T144650Z-");
    });
});
