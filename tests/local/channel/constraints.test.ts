import { expect } from "chai";
import type { Refusal } from "../../../local/http/messages";
import { checkConstraints } from "../../../local/channel/constraints";
import { arnOf } from "./support";

const channelArn = arnOf("c-1");
const entry = { id: "a-1_B", eventData: "{}" };
const entries = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...entry, id: `e${index}` }));

interface Change {
    channelArn?: string | null;
    externalId?: string | null;
    body?: unknown;
}

function check(change: Change) {
    return checkConstraints({ channelArn, externalId: null, body: { auditEvents: [entry] }, ...change });
}

const valid: [why: string, change: Change][] = [
    ["one event", {}],
    ["100 events", { body: { auditEvents: entries(100) } }],
    ["an id of 128 characters", { body: { auditEvents: [{ ...entry, id: "x".repeat(128) }] } }],
    ["a checksum", { body: { auditEvents: [{ ...entry, eventDataChecksum: "abc=" }] } }],
    ["a checksum that is null", { body: { auditEvents: [{ ...entry, eventDataChecksum: null }] } }],
    ["members that nobody modelled", { body: { auditEvents: [{ ...entry, more: 1 }], more: 2 } }],
    ["an external ID of 2 characters", { externalId: "ab" }],
    ["an external ID of 1224 characters", { externalId: "w+=,.@:/-_9".padEnd(1224, "x") }],
    ["any text after arn:", { channelArn: "arn:whatever" }],
];

const [least, most] = ["greater", "less"].map((than) => `Member must have length ${than} than or equal to`);
const value = (shown: string, at: string, why: string) =>
    `Value ${shown} at '${at}' failed to satisfy constraint: ${why}`;
const missing = (at: string) => value("null", at, "Member must not be null");
const pattern = "Member must satisfy regular expression pattern:";
const member = (change: object): Change => ({ body: { auditEvents: [entry, { ...entry, ...change }] } });
const [id, eventData] = ["auditEvents.2.member.id", "auditEvents.2.member.eventData"];

const violations: [why: string, change: Change, message: string][] = [
    ["no channel", { channelArn: null }, missing("channelArn")],
    ["a channel's id alone", { channelArn: "c-1" }, value("'c-1'", "channelArn", `${pattern} ^arn:.*$`)],
    ["no events", { body: {} }, missing("auditEvents")],
    ["an empty list", { body: { auditEvents: [] } }, value("'[0 members]'", "auditEvents", `${least} 1`)],
    ["101 events", { body: { auditEvents: entries(101) } }, value("'[101 members]'", "auditEvents", most)],
    ["no id", member({ id: undefined }), missing(id)],
    ["a long id", member({ id: "x".repeat(129) }), value("'(129 characters)'", id, `${most} 128`)],
    ["an id with a space", member({ id: "a b" }), value("'a b'", id, `${pattern} ^[-_A-Za-z0-9]+$`)],
    ["an id that ends with a line", member({ id: "a\n" }), value("'a\n'", id, pattern)],
    ["no eventData", member({ eventData: null }), missing(eventData)],
    ["a short external ID", { externalId: "a" }, value("'(1 characters)'", "externalId", `${least} 2`)],
    [
        "a long external ID",
        { externalId: "x".repeat(1225) },
        value("'(1225 characters)'", "externalId", `${most} 1224`),
    ],
    [
        "an odd external ID",
        { externalId: "s3cret!" },
        value("'(not shown)'", "externalId", `${pattern} ^[\\w+=,.@:\\/-]*$`),
    ],
];

const unreadable: [why: string, body: unknown, message: string][] = [
    ["no JSON", undefined, "The request body is not JSON."],
    ["a list", [], "START_ARRAY can not be converted to a Structure"],
    ["null", null, "NULL_VALUE can not be converted to a Structure"],
    [
        "events as text",
        { auditEvents: "x" },
        "STRING_VALUE can not be converted to a List (at 'auditEvents')",
    ],
    ["events as an object", { auditEvents: {} }, "START_OBJECT can not be converted to a List"],
    ["an event as a number", { auditEvents: [entry, 5] }, "Structure (at 'auditEvents.2.member')"],
    [
        "an id as a number",
        { auditEvents: [{ ...entry, id: 5 }] },
        "NUMBER_VALUE can not be converted to a String",
    ],
    [
        "eventData as an object",
        member({ eventData: {} }).body,
        "START_OBJECT can not be converted to a String",
    ],
    ["a checksum as true", member({ eventDataChecksum: true }).body, "TRUE_VALUE can not be converted"],
    ["a checksum as false", member({ eventDataChecksum: false }).body, "FALSE_VALUE can not be converted"],
];

describe("a PutAuditEvents request", () => {
    for (const [why, change] of valid) {
        it(`may have ${why}`, () => expect(check(change)).to.include.keys("channelArn", "auditEvents"));
    }
    const refusalOf = (change: Change) => (check(change) as { refusal: Refusal }).refusal;
    for (const [why, change, message] of violations) {
        it(`is refused for ${why}`, () => {
            const refusal = refusalOf(change);
            expect(refusal).to.include({ status: 400, name: "ValidationException" });
            expect(refusal.message).to.include(`1 validation error detected: ${message}`);
        });
    }
    for (const [why, body, message] of unreadable) {
        it(`cannot be read: ${why}`, () => {
            const refusal = refusalOf({ body });
            expect(refusal).to.include({ status: 400, name: "SerializationException" });
            expect(refusal.message).to.include(message);
        });
    }

    it("names every violation, the first ten of them in full", () => {
        const auditEvents = Array.from({ length: 12 }, () => ({ ...entry, id: "?" }));
        const { message } = refusalOf({ channelArn: null, body: { auditEvents } });
        expect(message).to.match(
            /^13 validation errors detected: Value null at 'channelArn'.*auditEvents\.9\.member\.id.*; …$/,
        );
        expect(message).not.to.include("auditEvents.10");
    });
});
