import { expect } from "chai";
import { checkConstraints } from "../../../local/channel/constraints";
import { Refused } from "../../../local/http/input";

const entry = { id: "a-1_B", eventData: "{}" };
const entries = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...entry, id: `e${index}` }));

const valid: [why: string, auditEvents: object[]][] = [
    ["100 events", entries(100)],
    ["an id of 128 characters", [{ ...entry, id: "x".repeat(128) }]],
    ["members that nobody modelled", [{ ...entry, more: 1 }]],
];

const [least, most] = ["greater", "less"].map((than) => `Member must have length ${than} than or equal to`);
const pattern = "Member must satisfy regular expression pattern: ^[-_A-Za-z0-9]+$";
const [list, id] = ["auditEvents", "auditEvents.1.member.id"];

const violations: [why: string, auditEvents: object[], shown: string, at: string, constraint: string][] = [
    ["an empty list", [], "[0 members]", list, `${least} 1`],
    ["101 events", entries(101), "[101 members]", list, `${most} 100`],
    ["a long id", [{ ...entry, id: "x".repeat(129) }], "(129 characters)", id, `${most} 128`],
    ["an id with a space", [{ ...entry, id: "a b" }], "a b", id, pattern],
    ["an id that ends with a line", [{ ...entry, id: "a\n" }], "a\n", id, pattern],
];

const unreadable: [why: string, body: unknown][] = [
    ["no JSON", undefined],
    ["a list", []],
    ["no events", {}],
    ["events as an object", { auditEvents: {} }],
    ["an event as a number", { auditEvents: [entry, 5] }],
    ["an id as a number", { auditEvents: [{ ...entry, id: 5 }] }],
    ["no eventData", { auditEvents: [{ id: "a" }] }],
];

describe("a PutAuditEvents request", () => {
    for (const [why, auditEvents] of valid)
        it(`may have ${why}`, () => expect(checkConstraints({ auditEvents })).to.equal(auditEvents));

    for (const [why, auditEvents, shown, at, constraint] of violations)
        it(`is refused for ${why}`, () =>
            expect(() => checkConstraints({ auditEvents }))
                .to.throw(Refused)
                .that.includes({
                    name: "ValidationException",
                    message: `1 validation error detected: Value '${shown}' at '${at}' failed to satisfy constraint: ${constraint}`,
                }));

    for (const [why, body] of unreadable)
        it(`cannot be read: ${why}`, () =>
            expect(() => checkConstraints(body))
                .to.throw(Refused)
                .with.property("name", "SerializationException"));

    it("names every violation, the first ten of them in full", () => {
        const auditEvents = entries(12).map((one) => ({ ...one, id: "?" }));
        expect(() => checkConstraints({ auditEvents }))
            .to.throw(Refused)
            .with.property("message")
            .that.matches(/^12 validation errors detected: .*auditEvents\.10\.member\.id.*; …$/)
            .and.not.includes("auditEvents.11");
    });
});
