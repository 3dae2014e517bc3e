import { expect } from "chai";
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

const [least, most] = [
    "Member must have length greater than or equal to",
    "Member must have length less than or equal to",
];
const not = (at: string) => `at '${at}' failed to satisfy constraint:`;
const member = (change: object): Change => ({ body: { auditEvents: [entry, { ...entry, ...change }] } });
const second = "auditEvents.2.member";

const violations: [why: string, change: Change, message: string][] = [
    ["no channel", { channelArn: null }, `Value null ${not("channelArn")} Member must not be null`],
    [
        "a channel's id alone",
        { channelArn: "c-1" },
        `Value 'c-1' ${not("channelArn")} Member must satisfy regular expression pattern: ^arn:.*$`,
    ],
    ["no events", { body: {} }, `Value null ${not("auditEvents")} Member must not be null`],
    ["an empty list", { body: { auditEvents: [] } }, `Value '[0 members]' ${not("auditEvents")} ${least} 1`],
    [
        "101 events",
        { body: { auditEvents: entries(101) } },
        `Value '[101 members]' ${not("auditEvents")} ${most} 100`,
    ],
    ["no id", member({ id: undefined }), `Value null ${not(`${second}.id`)} Member must not be null`],
    [
        "a long id",
        member({ id: "x".repeat(129) }),
        `Value '(129 characters)' ${not(`${second}.id`)} ${most} 128`,
    ],
    [
        "an id with a space",
        member({ id: "a b" }),
        `Value 'a b' ${not(`${second}.id`)} Member must satisfy regular expression pattern: ^[-_A-Za-z0-9]+$`,
    ],
    ["an id that ends with a line", member({ id: "a\n" }), `Value 'a\n' ${not(`${second}.id`)}`],
    [
        "no eventData",
        member({ eventData: null }),
        `Value null ${not(`${second}.eventData`)} Member must not be null`,
    ],
    ["a short external ID", { externalId: "a" }, `Value '(1 characters)' ${not("externalId")} ${least} 2`],
    [
        "a long external ID",
        { externalId: "x".repeat(1225) },
        `Value '(1225 characters)' ${not("externalId")} ${most} 1224`,
    ],
    [
        "an odd external ID",
        { externalId: "s3cret!" },
        `Value '(not shown)' ${not("externalId")} Member must satisfy regular expression pattern: ^[\\w+=,.@:\\/-]*$`,
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
    [
        "an event as a number",
        { auditEvents: [entry, 5] },
        "NUMBER_VALUE can not be converted to a Structure (at 'auditEvents.2.member')",
    ],
    [
        "an id as a number",
        { auditEvents: [{ ...entry, id: 5 }] },
        "NUMBER_VALUE can not be converted to a String (at 'auditEvents.1.member.id')",
    ],
    [
        "eventData as an object",
        { auditEvents: [{ ...entry, eventData: {} }] },
        "START_OBJECT can not be converted to a String",
    ],
    [
        "a checksum as a boolean",
        { auditEvents: [{ ...entry, eventDataChecksum: true }] },
        "TRUE_VALUE can not be converted to a String",
    ],
    [
        "a checksum as false",
        { auditEvents: [{ ...entry, eventDataChecksum: false }] },
        "FALSE_VALUE can not be converted to a String",
    ],
];

describe("a PutAuditEvents request", () => {
    for (const [why, change] of valid) {
        it(`may have ${why}`, () => expect(check(change)).to.include.keys("channelArn", "auditEvents"));
    }
    for (const [why, change, message] of violations) {
        it(`is refused for ${why}`, () => {
            const refused = check(change);
            expect(refused)
                .to.have.property("refusal")
                .that.includes({ status: 400, name: "ValidationException" });
            expect(refused).to.have.nested.property("refusal.message").that.includes(message);
            expect(refused)
                .to.have.nested.property("refusal.message")
                .that.matches(/^1 validation error detected: /);
        });
    }
    for (const [why, body, message] of unreadable) {
        it(`cannot be read: ${why}`, () => {
            const refused = check({ body });
            expect(refused)
                .to.have.property("refusal")
                .that.includes({ status: 400, name: "SerializationException" });
            expect(refused).to.have.nested.property("refusal.message").that.includes(message);
        });
    }

    it("names every violation, the first ten of them in full", () => {
        const auditEvents = Array.from({ length: 12 }, () => ({ ...entry, id: "?" }));
        const refused = check({ channelArn: null, body: { auditEvents } });
        expect(refused)
            .to.have.nested.property("refusal.message")
            .that.matches(
                /^13 validation errors detected: Value null at 'channelArn'.*auditEvents\.9\.member\.id.*; …$/,
            )
            .and.does.not.include("auditEvents.10");
    });
});
