import { expect } from "chai";
import type { AuditRecord, Lake } from "../../../local/lake";
import { channelArn, failure, id, lakeOf, otherArn, record, storeArn } from "./support";

describe("an event in the lake", () => {
    let lake: Lake;
    before(async () => (lake = await lakeOf()));
    after(() => lake.close());
    const found = async (expressions: string, uid: string) =>
        (await lake.query(`SELECT ${expressions} FROM ${id} WHERE eventData.UID = '${uid}'`)).rows;

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
        const [row] = await found(columns.map(([expression]) => expression).join(", "), "u1");
        expect(row.map((value, i) => [columns[i][0], value])).to.deep.equal(columns);
    });

    it("SELECT * gives the columns in their documented order and types", async () => {
        const all = (await lake.query(`SELECT * FROM ${id}`)).columns;
        const maps = "requestparameters map(varchar, varchar), responseelements map(varchar, varchar)";
        const identity = "useridentity row(type varchar, principalid varchar, details map(varchar, varchar))";
        expect(all.map(({ name, type }) => `${name} ${type}`)).to.deep.equal([
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
        const absent = ["errorCode", "requestParameters", "userIdentity.details", "userAgent"];
        const rows = await found(absent.map((name) => `eventData.${name}`).join(", "), "u2");
        expect(rows).to.deep.equal([[null, null, null, null]]);
    });

    const times: readonly (readonly [given: string, kept: string])[] = [
        ["2026-03-10T11:00:00Z", "2026-03-10 11:00:00.000"],
        ["2026-03-10T11:00:00.25Z", "2026-03-10 11:00:00.250"],
        ["2026-03-10T11:00:00+02:00", "2026-03-10 09:00:00.000"],
    ];
    for (const [given, kept] of times) {
        it(`that happened at ${given} has the eventTime ${kept}`, async () => {
            await lake.ingest([record(given, { eventTime: given })]);
            expect(await found("eventTime", given)).to.deep.equal([[kept]]);
        });
    }

    it("keeps texts of every script, quotes, control characters, keys that look like properties of objects, and of surrogates whole pairs", async () => {
        const given = {
            ключ: "日本 \u0007 \"'\\ \n 😀",
            constructor: "c",
            toString: "t",
            "": "empty",
            "half a pair": "a\ud83d b\udd12",
            "a whole pair": "\ud83d\udd12",
            "a backslash before what looks like an escape": "\\ud83d",
        };
        await lake.ingest([record("odd", { requestParameters: given })]);
        const { rows } = await lake.query(
            `SELECT k, v FROM ${id} CROSS JOIN UNNEST(eventData.requestParameters) AS t(k, v) WHERE eventData.UID = 'odd'`,
        );
        const kept = { ...given, "half a pair": "a\ufffd b\ufffd" };
        expect(Object.fromEntries(rows)).to.deep.equal(kept);
    });
});

describe("ingestion", () => {
    let lake: Lake;
    beforeEach(async () => (lake = await lakeOf()));
    afterEach(() => lake.close());

    it("is seen by every query that begins afterwards, and keeps an event that comes twice under one UID", async () => {
        for (const n of [1, 2, 3]) {
            await lake.ingest([record(`u${n}`)]);
            expect((await lake.query(`SELECT count(*) FROM ${id}`)).rows).to.deep.equal([[String(n)]]);
            expect(await lake.ids(storeArn)).to.have.length(n);
        }
        await lake.ingest([record("u1")]);
        expect(await lake.ids(storeArn)).to.deep.equal(["u1", "u2", "u3", "u1"]);
    });

    it("brings a channel's events to each of its stores, and to no other, in batches large and many at once", async () => {
        await lake.ingest([record("both", {}, { storeArns: [storeArn, otherArn] })]);
        const batches = Array.from({ length: 60 }, (_, b) =>
            Array.from({ length: 100 }, (_, i) => record(`u${b * 100 + i}`)),
        );
        await Promise.all([
            ...batches.map((batch) => lake.ingest(batch)),
            lake.ids(storeArn),
            lake.query(`SELECT 1 FROM ${id} LIMIT 1`),
        ]);
        const uids = batches.flat().map(({ eventData }) => eventData.UID);
        expect(await lake.ids(storeArn)).to.deep.equal(["both", ...uids]);
        expect(await lake.ids(otherArn)).to.deep.equal(["both"]);
    });

    it("refuses an event that cannot be kept, with all that came beside it, and says where there is no store", async () => {
        const refused: readonly (readonly [bad: AuditRecord, reason: string])[] = [
            [
                record("bad", {}, { storeArns: ["arn:nope"] }),
                "There is no event data store arn:nope in this lake.",
            ],
            [
                record("bad", { eventTime: "soon" }),
                "The event aws-bad has the eventTime 'soon', which is no time",
            ],
        ];
        for (const [bad, reason] of refused)
            expect(await failure(lake.ingest([record("good"), bad]))).to.contain(`RangeError: ${reason}`);
        expect(await lake.ids(storeArn)).to.deep.equal([]);
        expect(await failure(lake.ids("arn:nope"))).to.contain("There is no event data store arn:nope");
    });
});
