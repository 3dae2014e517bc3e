import { expect } from "chai";
import { createHash } from "node:crypto";
import { checkEvent } from "../../../local/channel/event";
import { limits } from "../../../handler/limits";
import { account, channel, eventData } from "./support";

const { field } = limits;
const identity = { type: "OneLoginUser", principalId: "1" };
/** An object whose JSON text is exactly so many bytes: `{"k":"…"}`. */
const objectOf = (bytes: number) => ({ k: "x".repeat(bytes - 8) });
const wide = (bytes: number) => "ü".repeat(Math.floor(bytes / 2)) + "x".repeat(bytes % 2);

const accepted: [why: string, change: Record<string, unknown>][] = [
    ["the required fields alone", {}],
    [
        "every optional field",
        {
            userAgent: "a",
            errorCode: "b",
            errorMessage: "c",
            sourceIPAddress: "::1",
            requestParameters: {},
            responseElements: {},
            additionalEventData: {},
        },
    ],
    ["optional fields that are null", { userAgent: null, requestParameters: null }],
    ["an optional field that is empty", { errorMessage: "" }],
    ["keys that nobody documented", { flavour: "sweet" }],
    ["a leap day", { eventTime: "2024-02-29T23:59:59Z" }],
    ["nested values", { additionalEventData: { raw: { detail: { create: { _id: "x" } } } } }],
];

const rejected: [code: string, why: string, change: Record<string, unknown>][] = [
    ["FieldNotFound", "version is required.", { version: undefined }],
    ["FieldNotFound", "userIdentity.type is required.", { userIdentity: { principalId: "1" } }],
    ["FieldNotFound", "userIdentity.principalId is required.", { userIdentity: { type: "t" } }],
    ["FieldNotFound", "userIdentity.type is required.", { userIdentity: "Ada" }],
    ["FieldNotFound", "eventSource is required.", { eventSource: null }],
    ["FieldNotFound", "eventName is required.", { eventName: undefined }],
    ["FieldNotFound", "eventTime is required.", { eventTime: undefined }],
    ["FieldNotFound", "UID is required.", { UID: undefined }],
    ["FieldNotFound", "recipientAccountId is required.", { recipientAccountId: undefined }],
    ["InvalidData", "eventName must not be empty.", { eventName: "" }],
    ["InvalidData", "UID must be a string.", { UID: 5 }],
    ["InvalidData", "userAgent must be a string.", { userAgent: {} }],
    ["InvalidData", "requestParameters must be an object.", { requestParameters: "a=b" }],
    ["InvalidData", "responseElements must be an object.", { responseElements: [1] }],
    [
        "InvalidData",
        "userIdentity.details must be an object.",
        { userIdentity: { ...identity, details: "x" } },
    ],
    ["InvalidData", "not '2026-11-20 14:03:00 UTC'.", { eventTime: "2026-11-20 14:03:00 UTC" }],
    ["InvalidData", "not '2026-11-20T14:03:00.123Z'.", { eventTime: "2026-11-20T14:03:00.123Z" }],
    ["InvalidData", "not '2026-11-20T14:03:00+00:00'.", { eventTime: "2026-11-20T14:03:00+00:00" }],
    ["InvalidData", "not '2026-02-30T14:03:00Z'.", { eventTime: "2026-02-30T14:03:00Z" }],
    ["InvalidData", "not '2026-13-01T14:03:00Z'.", { eventTime: "2026-13-01T14:03:00Z" }],
    [
        "InvalidRecipient",
        `must be the channel's account ${account}, not '444455556666'.`,
        { recipientAccountId: "444455556666" },
    ],
    [
        "InvalidEventSource",
        "eventSource 'signin.amazonaws.com' is not a source outside of AWS.",
        { eventSource: "signin.amazonaws.com" },
    ],
    ["InvalidEventSource", "eventSource 'one login'", { eventSource: "one login" }],
];

/** Each field's limit is met, and passed by one byte. */
const limited: [path: string, maxBytes: number, value: (bytes: number) => unknown][] = [
    ["version", field.version, wide],
    ["userIdentity.type", field.userIdentityType, wide],
    ["userIdentity.principalId", field.principalId, wide],
    ["eventSource", field.eventSource, wide],
    ["eventName", field.eventName, wide],
    ["UID", field.uid, wide],
    ["userAgent", field.userAgent, wide],
    ["errorCode", field.errorCode, wide],
    ["errorMessage", field.errorMessage, wide],
    ["requestParameters", field.requestParameters, objectOf],
    ["responseElements", field.responseElements, objectOf],
    ["additionalEventData", field.additionalEventData, objectOf],
];

describe("an audit event", () => {
    const check = (text: string, checksum?: string, to = channel) =>
        checkEvent({ id: "1", eventData: text, eventDataChecksum: checksum }, to);

    for (const [why, change] of accepted) {
        it(`is accepted with ${why}`, () => {
            const data = eventData(change);
            expect(check(JSON.stringify(data))).to.deep.equal({ eventData: data });
        });
    }
    for (const [code, message, change] of rejected) {
        it(`is rejected as ${code}: ${message}`, () => {
            const { failure } = check(JSON.stringify(eventData(change)));
            expect(failure?.errorCode).to.equal(code);
            expect(failure?.errorMessage).to.include(message);
        });
    }
    for (const [path, maxBytes, value] of limited) {
        it(`may have ${maxBytes} bytes of ${path}, and not one more`, () => {
            const [, inner] = path.split(".");
            const failureOf = (bytes: number) => {
                const change = inner
                    ? { userIdentity: { ...identity, [inner]: value(bytes) } }
                    : { [path]: value(bytes) };
                return check(JSON.stringify(eventData(change))).failure;
            };
            expect(failureOf(maxBytes)).to.equal(undefined);
            expect(failureOf(maxBytes + 1)).to.deep.equal({
                errorCode: "FieldTooLong",
                errorMessage: `${path} is ${maxBytes + 1} bytes long; the limit is ${maxBytes}.`,
            });
        });
    }
    for (const text of ["", "{", "[]", "null", '"text"', "5"]) {
        it(`is rejected as InvalidData when eventData is ${text || "empty"}`, () => {
            expect(check(text).failure?.errorCode).to.equal("InvalidData");
        });
    }

    it("is rejected as InvalidData when it is nested too deeply to be written again", () => {
        const [open, close] = ["[".repeat(9000), "]".repeat(9000)];
        const deep = `${JSON.stringify(eventData()).slice(0, -1)},"deep":${open}${close}}`;
        expect(check(deep).failure?.errorMessage).to.include("nested too deeply");
    });

    const text = JSON.stringify(eventData({ eventName: "GRÜSSE" }));
    const checksum = createHash("sha256").update(text, "utf8").digest("base64");
    const checksums: [checksum: string | undefined, ok: boolean, why: string][] = [
        [undefined, true, "none"],
        [checksum, true, "the right one"],
        [createHash("sha256").update(text).digest("hex"), false, "hexadecimal digits"],
        [checksum.toLowerCase(), false, "other letters"],
        ["", false, "an empty one"],
    ];
    for (const [given, ok, why] of checksums) {
        it(`is ${ok ? "accepted" : "rejected"} with a checksum: ${why}`, () => {
            expect(check(text, given).failure?.errorCode).to.equal(ok ? undefined : "InvalidChecksum");
        });
    }

    it("is rejected as AccountNotSubscribed where no store receives it", () => {
        const { failure } = check(text, undefined, { ...channel, destinations: [] });
        expect(failure?.errorCode).to.equal("AccountNotSubscribed");
    });

    it("never repeats a long value in a message", () => {
        const { failure } = check(JSON.stringify(eventData({ eventTime: "x".repeat(5000) })));
        expect(failure?.errorMessage.length).to.be.lessThan(1024);
    });
});
