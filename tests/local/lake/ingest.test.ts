import { expect } from "chai";
import type { AuditRecord, Lake } from "../../../local/lake";
import { channelArn, failure, id, lakeOf, otherArn, record, storeArn } from "./support";

describe("an event in the lake", () => {
    let lake: Lake;
    beforeEach(async () => (lake = await lakeOf()));
    afterEach(() => lake.close());

    const full = record("u1", {
        userAgent: "Mozilla/5.0",
        requestParameters: { app_name: "Slack", count: 3, on: true, none: null, nested: { a: [1, "é"] } },
        responseElements: { risk_score: "55" },
        errorCode: "USER_FAILED",
        errorMessage: "wrong password",
        sourceIPAddress: "192.0.2.1",
        additionalEventData: { raw: { detail: { event_type_id: 6, user_name: "Ann" } } },
    });

    /** What a query finds in the full event. */
    const columns: readonly (readonly [expression: string, value: string | null])[] = [
        ["eventVersion", "1.0"],
        ["eventCategory", "ActivityAuditLog"],
        ["eventType", "ActivityLog"],
        ["eventID", "aws-u1"],
        ["eventTime", "2026-03-10 11:00:00.000"],
        ["awsRegion", "us-east-1"],
        ["recipientAccountId", "123456789012"],
        ["addendum", null],
        ["addendum.reason", null],
        ["metadata.ingestionTime", "2026-03-10T11:00:01Z"],
        ["metadata.channelARN", channelArn],
        ["eventData.version", "0"],
        ["eventData.userIdentity.type", "OneLoginUser"],
        ["eventData.userIdentity.principalId", "42"],
        ["eventData.userIdentity.details", "{account=7}"],
        ["eventData.userIdentity.details['account']", "7"],
        ["eventData.userIdentity", "{type=OneLoginUser, principalid=42, details={account=7}}"],
        ["eventData.userAgent", "Mozilla/5.0"],
        ["eventData.eventSource", "onelogin.com"],
        ["eventData.eventName", "USER_LOGGED_INTO_ONELOGIN"],
        ["eventData.eventTime", "2026-03-10T11:00:00Z"],
        ["eventData.UID", "u1"],
        ["eventData.requestParameters['app_name']", "Slack"],
        ["eventData.requestParameters['count']", "3"],
        ["eventData.requestParameters['on']", "true"],
        ["eventData.requestParameters['none']", null],
        ["eventData.requestParameters['nested']", '{"a":[1,"é"]}'],
        ["cardinality(eventData.requestParameters)", "5"],
        ["eventData.responseElements", "{risk_score=55}"],
        ["eventData.errorCode", "USER_FAILED"],
        ["eventData.errorMssage", "wrong password"],
        ["eventData.sourceIPAddress", "192.0.2.1"],
        ["eventData.recipientAccountId", "123456789012"],
        ["eventData.additionalEventData['raw']", '{"detail":{"event_type_id":6,"user_name":"Ann"}}'],
        ["json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.detail.user_name')", "Ann"],
        ["json_extract(eventJson, '$.eventData.additionalEventData.raw.detail.event_type_id')", "6"],
        ["json_extract_scalar(eventJson, '$.metadata.channelARN')", channelArn],
        ["json_extract_scalar(eventJson, '$.eventTime')", "2026-03-10T11:00:00Z"],
        ["json_extract_scalar(eventJson, '$.eventData.errorMessage')", "wrong password"],
    ];
    it("has every documented column", async () => {
        await lake.ingest([full]);
        const { rows } = await lake.query(
            `SELECT ${columns.map(([expression]) => expression).join(", ")} FROM ${id}`,
        );
        expect(rows[0].map((value, i) => [columns[i][0], value])).to.deep.equal(columns);
    });

    it("SELECT * gives the columns in their documented order and types", async () => {
        const found = (await lake.query(`SELECT * FROM ${id}`)).columns;
        const maps = "requestparameters map(varchar, varchar), responseelements map(varchar, varchar)";
        const identity = "useridentity row(type varchar, principalid varchar, details map(varchar, varchar))";
        expect(found.map(({ name, type }) => `${name} ${type}`)).to.deep.equal([
            "eventversion varchar",
            "eventcategory varchar",
            "eventtype varchar",
            "eventid varchar",
            "eventtime timestamp(3)",
            "awsregion varchar",
            "recipientaccountid varchar",
            "addendum row(reason varchar, updatedfields varchar, originaluid varchar, originaleventid varchar)",
            "metadata row(ingestiontime varchar, channelarn varchar)",
            `eventdata row(version varchar, ${identity}, useragent varchar, eventsource varchar, eventname varchar, eventtime varchar, uid varchar, ${maps}, errorcode varchar, errormssage varchar, sourceipaddress varchar, recipientaccountid varchar, additionaleventdata map(varchar, varchar))`,
            "eventJson varchar",
        ]);
    });

    it("has NULL where the caller gave nothing", async () => {
        await lake.ingest([record("u2", { userIdentity: { type: "Unknown", principalId: "unknown" } })]);
        const { rows } = await lake.query(
            `SELECT eventData.errorCode, eventData.requestParameters, eventData.userIdentity.details, eventData.userAgent FROM ${id}`,
        );
        expect(rows).to.deep.equal([[null, null, null, null]]);
    });

    const times: readonly (readonly [given: string, kept: string])[] = [
        ["2026-03-10T11:00:00Z", "2026-03-10 11:00:00.000"],
        ["2026-03-10T11:00:00.25Z", "2026-03-10 11:00:00.250"],
        ["2026-03-10T11:00:00+02:00", "2026-03-10 09:00:00.000"],
    ];
    for (const [given, kept] of times) {
        it(`that happened at ${given} has the eventTime ${kept}`, async () => {
            await lake.ingest([record("u", { eventTime: given })]);
            expect((await lake.query(`SELECT eventTime FROM ${id}`)).rows).to.deep.equal([[kept]]);
        });
    }

    it("keeps texts of every script, quotes, control characters and keys that look like properties of objects", async () => {
        const odd = { ключ: "日本 \u0007 \"'\\ \n 😀", constructor: "c", toString: "t", "": "empty" };
        await lake.ingest([record("u", { requestParameters: odd })]);
        const { rows } = await lake.query(
            `SELECT k, v FROM ${id} CROSS JOIN UNNEST(eventData.requestParameters) AS t(k, v)`,
        );
        expect(Object.fromEntries(rows)).to.deep.equal(odd);
    });
});

describe("ingestion", () => {
    let lake: Lake;
    beforeEach(async () => (lake = await lakeOf()));
    afterEach(() => lake.close());

    it("what is ingested is seen by every query that begins afterwards", async () => {
        for (const n of [1, 2, 3]) {
            await lake.ingest([record(`u${n}`)]);
            expect((await lake.query(`SELECT count(*) FROM ${id}`)).rows).to.deep.equal([[String(n)]]);
            expect(await lake.ids(storeArn)).to.have.length(n);
        }
        expect(await lake.ids(storeArn)).to.deep.equal(["u1", "u2", "u3"]);
    });

    it("an event that comes twice is kept twice, under one UID", async () => {
        await lake.ingest([record("u1"), record("u2"), record("u1")]);
        expect(await lake.ids(storeArn)).to.deep.equal(["u1", "u2", "u1"]);
    });

    it("a channel's events go to each of its stores, and to no other", async () => {
        await lake.ingest([record("both", {}, { storeArns: [storeArn, otherArn] }), record("one")]);
        expect(await lake.ids(storeArn)).to.deep.equal(["both", "one"]);
        expect(await lake.ids(otherArn)).to.deep.equal(["both"]);
    });

    it("large batches and many at once lose nothing, in order within a batch", async () => {
        const batches = Array.from({ length: 60 }, (_, b) =>
            Array.from({ length: 150 }, (_, i) => record(`u${b * 150 + i}`)),
        );
        const counts = [
            ...batches.map((batch) => lake.ingest(batch)),
            lake.ids(storeArn),
            lake.query(`SELECT 1 FROM ${id} LIMIT 1`),
        ];
        await Promise.all(counts);
        expect(await lake.ids(storeArn)).to.deep.equal(batches.flat().map(({ eventData }) => eventData.UID));
    });

    const refused: readonly (readonly [what: string, bad: AuditRecord, reason: string])[] = [
        [
            "a store that the lake does not have",
            record("bad", {}, { storeArns: [`${storeArn}x`] }),
            `There is no event data store ${storeArn}x in this lake.`,
        ],
        [
            "an eventTime that is no time",
            record("bad", { eventTime: "soon" }),
            "The event aws-bad has the eventTime 'soon', which is no time",
        ],
    ];
    for (const [what, bad, reason] of refused) {
        it(`${what} is refused, with all that came beside it`, async () => {
            expect(await failure(lake.ingest([record("good"), bad]))).to.contain(`RangeError: ${reason}`);
            expect(await lake.ids(storeArn)).to.deep.equal([]);
        });
    }

    it("ids of a store that is not there say so", async () => {
        expect(await failure(lake.ids("arn:nope"))).to.contain(
            "There is no event data store arn:nope in this lake.",
        );
    });

    const halves: [what: string, given: string, kept: string][] = [
        ["half a pair", "a\ud83d b\udd12", "a\ufffd b\ufffd"],
        ["a whole pair", "\ud83d\udd12", "\ud83d\udd12"],
        ["a backslash before what looks like an escape", "\\ud83d", "\\ud83d"],
    ];
    for (const [what, given, kept] of halves) {
        it(`keeps ${what} as JSON allows`, async () => {
            await lake.ingest([record("u1", { requestParameters: { name: given } })]);
            const { rows } = await lake.query(`SELECT eventData.requestParameters['name'] FROM ${id}`);
            expect(rows).to.deep.equal([[kept]]);
        });
    }
});
