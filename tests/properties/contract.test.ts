import { expect } from "chai";
import { limits } from "../../handler/limits";
import { eventWith } from "../../lab/forwarder/events";
import { map } from "../support/mapper";
import { schema, violations } from "./contract";

interface Limited {
    type: string;
    maxUtf8Bytes?: number;
    maxJsonBytes?: number;
}

const { userIdentity, UID: uid, ...plain } = schema.properties;
const { type: userIdentityType, principalId, details } = userIdentity.properties;
const fields: Record<string, Limited> = {
    ...plain,
    uid,
    userIdentityType,
    principalId,
    identityDetail: details.additionalProperties,
};

describe("the contract of an event", () => {
    for (const [name, most] of Object.entries(limits.field)) {
        it(`has the handler's limit of ${name}`, () => {
            const { maxUtf8Bytes, maxJsonBytes = maxUtf8Bytes } = fields[name];
            expect(maxJsonBytes).to.equal(most);
        });
    }

    const { data } = map(
        eventWith({ risk_score: 5, user_agent: "x", ipaddr: "192.0.2.1", error_description: "e" }),
    );

    it("is kept by an event", () => expect(violations(data)).to.deep.equal([]));

    const breaks: [what: string, change: object][] = [
        ["a field that is none", { other: "x" }],
        ["a time of another form", { eventTime: "2026-11-20 14:03:00 UTC" }],
        ["an id of other characters", { UID: "a b" }],
        ["an empty text", { userAgent: "" }],
        ["a number for a text", { version: 0 }],
        ["a nested value in a map", { requestParameters: { a: {} } }],
        ["what is no outcome among the outcomes", { responseElements: { user_id: "5" } }],
        ["an unknown kind of actor", { userIdentity: { type: "AWSService", principalId: "x" } }],
        ["a display name beyond 1024 bytes", { userAgent: "€".repeat(342) }],
        ["a map beyond 100 kB", { requestParameters: { a: '"'.repeat(50_000) } }],
        ["raw beyond 28 kB", { additionalEventData: { raw: { detail: { a: "é".repeat(14_000) } } } }],
        [
            "a list of cuts without their count",
            { additionalEventData: { raw: { detail: {}, _truncated: ["a"] } } },
        ],
        ["no event under raw", { additionalEventData: { raw: {} } }],
    ];
    for (const [what, change] of breaks) {
        it(`is broken by ${what}`, () => expect(violations({ ...data, ...change })).not.to.deep.equal([]));
    }

    it("counts a number beyond a double's range as the five or six bytes that it is written in", () => {
        const frame = '{"raw":{"detail":{"a":""},"b":[1e999,-1e999]}}'.length;
        const withText = (bytes: number) => ({
            additionalEventData: { raw: { detail: { a: "x".repeat(bytes) }, b: [Infinity, -Infinity] } },
        });
        expect(violations({ ...data, ...withText(28_000 - frame) })).to.deep.equal([]);
        expect(violations({ ...data, ...withText(28_001 - frame) })).not.to.deep.equal([]);
    });

    it("is broken where a required field is missing", () => {
        for (const name of schema.required) {
            expect(violations({ ...data, [name]: undefined }), name).not.to.deep.equal([]);
        }
    });
});
