import { expect } from "chai";
import { createReader } from "../../../cli/history/records";
import { createRows } from "../../../handler/rows";
import { createScalars } from "../../../handler/scalars";
import type { JsonObject } from "../../../handler/types";
import type { Row } from "./support";

const scalars = createScalars(128);
const read = createReader(scalars);
const ingestionTime = "2026-03-10T11:00:01Z";

/** A record as CloudTrail Lake has it. */
const recordOf = (eventData: unknown, rest: object = {}): JsonObject => ({
    eventVersion: "1.0",
    eventID: "aws-1",
    eventTime: "2026-03-10T11:00:00Z",
    awsRegion: "us-east-1",
    recipientAccountId: "123456789012",
    metadata: { ingestionTime, channelARN: "arn:channel" },
    eventData,
    ...rest,
});
const eventData = {
    version: "0",
    userIdentity: { type: "OneLoginUser", principalId: "42", details: { account: "7" } },
    eventSource: "onelogin.com",
    eventName: "USER_LOGGED_INTO_ONELOGIN",
    eventTime: "2026-03-10T11:00:00Z",
    UID: "u1",
    requestParameters: { app_name: "Slack" },
    recipientAccountId: "123456789012",
    additionalEventData: { raw: { detail: { uuid: "u1" } } },
};
const rowOf = (data: object, rest?: object): Row =>
    JSON.parse(read(recordOf({ ...eventData, ...data }, rest))?.text ?? "null") as Row;

describe("a record of CloudTrail Lake's as a row", () => {
    it("is the row that the writer makes of the same event", () => {
        const layout = createRows(scalars, "us-east-1", "123456789012");
        const expected = layout.layOut(eventData as never, Date.parse(ingestionTime));
        expect(read(recordOf(eventData))).to.deep.equal({
            id: "u1",
            text: expected,
            eventTime: eventData.eventTime,
            receivedAt: Date.parse(ingestionTime),
            truncated: false,
            unknownEventType: false,
        });
    });

    it("of another function's event has text in its maps, and the event as it is in eventjson", () => {
        const data = {
            requestParameters: { nested: { a: [1, null] }, n: 5, none: null },
            additionalEventData: { note: "x", raw: [1] },
            responseElements: "text",
            userAgent: { odd: true },
            userIdentity: { type: "IAMUser", principalId: "7", details: { deep: { a: 1 } } },
        };
        const { eventdata, eventjson } = rowOf(data);
        expect(eventdata.requestparameters).to.deep.equal({ nested: '{"a":[1,null]}', n: "5" });
        expect(eventdata.additionaleventdata).to.deep.equal({ note: "x", raw: "[1]" });
        expect(eventdata).to.include({ useragent: '{"odd":true}' }).and.not.have.property("responseelements");
        expect(eventdata.useridentity).to.deep.include({ details: { deep: '{"a":1}' } });
        expect(JSON.parse(eventjson)).to.deep.include({
            eventID: "u1",
            eventData: { ...eventData, ...data },
        });
    });

    it("of an event without identity or additional data is one, too", () => {
        const { eventdata } = rowOf({ userIdentity: undefined, additionalEventData: undefined });
        expect(eventdata.useridentity).to.deep.equal({ type: "Unknown", principalid: "unknown" });
        expect(eventdata).not.to.have.property("additionaleventdata");
    });

    it("has the time of the record where the event's is written otherwise", () => {
        const row = rowOf({ eventTime: "2026-03-10T12:00:00+01:00" });
        expect([row.eventtime, row.eventdata.eventtime]).to.deep.equal([
            "2026-03-10 11:00:00",
            "2026-03-10T11:00:00Z",
        ]);
    });

    it("holds no half of a surrogate pair, in values, keys or nested text", () => {
        for (const additionalEventData of [
            { raw: { "\ud83d": "\udee0" } },
            { other: { "a\ud83d": ["\udee0"] } },
        ]) {
            const text = read(recordOf({ ...eventData, additionalEventData }))?.text ?? "";
            expect(text).to.include("\ufffd");
            expect(text).not.to.match(/\\ud[89a-f]/i);
            expect(text.isWellFormed()).to.equal(true);
        }
    });

    for (const [what, record] of [
        ["no eventData", recordOf(null)],
        ["no id", recordOf({ ...eventData, UID: "" })],
        ["no time", recordOf(eventData, { eventTime: "yesterday" })],
        ["no time of arrival", recordOf(eventData, { metadata: null })],
    ] as const) {
        it(`is none of a record with ${what}`, () => expect(read(record)).to.equal(undefined));
    }
});
