import { expect } from "chai";
import { columns } from "../../handler/columns";
import { bodyWith, eventWith, type Fields } from "../../lab/forwarder/events";
import { readHiveType } from "../../local/athena/hiveType";
import { createForwardersMapper, createWritersMapper, receivedAt } from "../support/mapper";

const [writers, forwarders] = [createWritersMapper(), createForwardersMapper()];

interface Row {
    eventid: string;
    eventtime: string;
    metadata: Fields;
    eventdata: {
        [field: string]: unknown;
        requestparameters: Record<string, string>;
        additionaleventdata: { raw: string };
    };
    eventjson: string;
    [column: string]: unknown;
}

function lineOf(body: string): string {
    const mapped = writers.map(body, receivedAt);
    return typeof mapped === "string" ? expect.fail(mapped) : mapped.text;
}

const read = (body: string) => JSON.parse(lineOf(body)) as Row;
const rawOf = (body: string) => JSON.parse(read(body).eventdata.additionaleventdata.raw) as Fields;

/** `eventData` as it is sent to CloudTrail Lake. */
function sentOf(body: string): object {
    const mapped = forwarders.map(body, receivedAt);
    return typeof mapped === "string" ? expect.fail(mapped) : (JSON.parse(mapped.text) as object);
}

describe("a row", () => {
    it("is a line: ids, times, and what CloudTrail Lake would hold, under its columns' names", () => {
        const detail = {
            actor_user_id: 7,
            user_name: "Zoë 🔒\n",
            risk_score: 3,
            user_agent: "curl",
            ipaddr: "192.0.2.1",
            error_description: "no",
            id: { nested: 1 },
        };
        const line = lineOf(bodyWith(detail));
        expect(line).not.to.include("\n");
        const raw = eventWith(detail);
        const uid = "5c101eef-1d2e-4f3a-8b4c-aabbcc019919";
        const { eventdata, eventjson, ...own } = JSON.parse(line) as Row;
        expect(own).to.deep.equal({
            eventversion: "1.0",
            eventcategory: "ActivityAuditLog",
            eventtype: "ActivityLog",
            eventid: uid,
            eventtime: "2026-11-20 14:03:00",
            awsregion: "eu-central-1",
            recipientaccountid: "123456789012",
            metadata: { ingestiontime: "2026-11-21T08:00:00Z" },
        });
        expect(eventdata).to.deep.equal({
            version: "0",
            useridentity: { type: "OneLoginUser", principalid: "7", details: { account_id: "205033" } },
            useragent: "curl",
            eventsource: "onelogin.com",
            eventname: "USER_LOGGED_INTO_ONELOGIN",
            eventtime: "2026-11-20T14:03:00Z",
            uid,
            requestparameters: { user_name: "Zoë 🔒\n", id: '{"nested":1}' },
            responseelements: { risk_score: "3" },
            errorcode: "USER_LOGGED_INTO_ONELOGIN",
            errormssage: "no",
            sourceipaddress: "192.0.2.1",
            recipientaccountid: "123456789012",
            additionaleventdata: { raw: JSON.stringify(raw) },
        });
        expect(JSON.parse(eventjson)).to.deep.equal({
            eventVersion: "1.0",
            eventCategory: "ActivityAuditLog",
            eventType: "ActivityLog",
            eventID: uid,
            eventTime: "2026-11-20T14:03:00Z",
            awsRegion: "eu-central-1",
            recipientAccountId: "123456789012",
            metadata: { ingestionTime: "2026-11-21T08:00:00Z" },
            eventData: sentOf(bodyWith(detail)),
        });
    });

    it("has the table's columns, in their order, and no other", () => {
        const written = JSON.parse(
            lineOf(
                bodyWith({
                    ipaddr: "192.0.2.1",
                    user_agent: "c",
                    error_description: "e",
                    risk_score: 1,
                    a: 1,
                }),
            ),
        ) as Row;
        expect(Object.keys(written)).to.deep.equal(columns.map(({ name }) => name));
        const eventdata = columns.find(({ name }) => name === "eventdata");
        const type = readHiveType(eventdata?.type ?? "");
        expect(type.kind === "row" && type.fields.map(({ name }) => name)).to.deep.equal(
            Object.keys(written.eventdata),
        );
        const identity = type.kind === "row" ? type.fields[1].type : type;
        expect(identity.kind === "row" && identity.fields.map(({ name }) => name)).to.deep.equal(
            Object.keys(written.eventdata.useridentity as Fields),
        );
    });

    for (const levels of [101, 20_000]) {
        it(`keeps what is nested ${levels} levels deep as text in raw, and leaves it out of fields, as in CloudTrail Lake`, () => {
            const list = `[1e999,${"[null,".repeat(levels)}-1e999${"]".repeat(levels)}]`;
            const object = `${'{"a":'.repeat(levels)}"é"${"}".repeat(levels)}`;
            const [given, givenObject] = [
                list.replaceAll("e999", "e400"),
                object.replace("{", '{"none":null,'),
            ];
            const body = `{"id":"e","version":${given},"x":${givenObject},"detail":{"uuid":${given},"__proto__":${object}}}`;
            expect(Object.entries(rawOf(body))).to.deep.equal([
                ["id", "e"],
                ["version", list],
                ["x", object],
                [
                    "detail",
                    // Not as a literal: `__proto__` would be its prototype.
                    JSON.parse(`{"uuid":${JSON.stringify(list)},"__proto__":${JSON.stringify(object)}}`),
                ],
                [
                    "_truncated",
                    ["detail.uuid", "detail.__proto__", "version", "x"].map(
                        (path) => `additionalEventData.raw.${path}`,
                    ),
                ],
                ["_truncatedCount", 4],
            ]);
            expect(read(body).eventdata)
                .to.include({ uid: "e", version: "0" })
                .and.not.to.have.property("requestparameters");
        });
    }
});

describe("half of a surrogate pair", () => {
    const detail = {
        notes: "\ud83d",
        "\udd12": "\ud83d\ud83d\udd12",
        escaped: "\\ud83d \\\\ud83d",
        user_agent: "\udd12\\",
        nested: { "\ud83d": ["\ud83d"] },
    };

    it("becomes U+FFFD wherever it stands, and nothing else changes", () => {
        const line = lineOf(bodyWith(detail));
        const { eventdata, eventjson } = JSON.parse(line) as Row;
        const mended = {
            notes: "\ufffd",
            "\ufffd": "\ufffd🔒",
            escaped: "\\ud83d \\\\ud83d",
            user_agent: "\ufffd\\",
            nested: { "\ufffd": ["\ufffd"] },
        };
        const { user_agent, ...others } = mended;
        expect(eventdata.useragent).to.equal(user_agent);
        // JSON inside a text is text: the escapes in it are characters like any other.
        expect(eventdata.requestparameters).to.deep.equal({
            ...others,
            nested: String.raw`{"\ud83d":["\ud83d"]}`,
        });
        const raw = JSON.parse(eventdata.additionaleventdata.raw) as { detail: Fields };
        expect(raw.detail).to.deep.include(mended);
        const held = JSON.parse(eventjson) as { eventData: { additionalEventData: object } };
        expect(held.eventData.additionalEventData).to.deep.equal({ raw });
        for (const text of [line, eventdata.additionaleventdata.raw, eventjson])
            expect((JSON.parse(JSON.stringify([text])) as string[])[0].isWellFormed()).to.be.true;
    });

    it("makes no key of a map twice", () => {
        const line = lineOf(bodyWith({ "\ud83d": "one", "\ud83e": "two" }));
        expect(line.split('"requestparameters":{')[1].split("}")[0]).to.equal('"\ufffd":"two"');
    });
});
