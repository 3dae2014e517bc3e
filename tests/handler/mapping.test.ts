import { expect } from "chai";
import { createHash } from "node:crypto";
import { account, bodyWith, eventWith, type Fields } from "../../lab/forwarder/events";
import { map } from "../support/mapper";

type Case = [detail: Fields, path: string, expected: unknown, envelope?: Fields];

const identity: Case[] = [
    [
        { actor_user_id: 7 },
        "userIdentity",
        { type: "OneLoginUser", principalId: "7", details: { account_id: "205033" } },
    ],
    [{ actor_user_id: "7", client_id: "c" }, "userIdentity.type", "OneLoginUser"],
    [{ actor_user_id: "7", client_id: "c" }, "userIdentity.details.client_id", "c"],
    [{ actor_user_id: 0 }, "userIdentity.principalId", "0"],
    [{ actor_user_id: "", client_id: "c-1" }, "userIdentity.principalId", "c-1"],
    [{ client_id: "c-1", api_credential_name: "sync" }, "userIdentity.type", "OneLoginAPICredential"],
    [{ client_id: "c-1", api_credential_name: "sync" }, "userIdentity.details.api_credential_name", "sync"],
    [{ api_credential_name: "sync" }, "userIdentity.type", "OneLoginAPICredential"],
    [{ api_credential_name: "sync" }, "userIdentity.principalId", "sync"],
    [{ actor_system: "Mapping" }, "userIdentity.type", "OneLoginSystem"],
    [{ actor_system: "Mapping" }, "userIdentity.principalId", "Mapping"],
    [{ actor_user_id: 7, actor_system: "Mapping" }, "userIdentity.details.actor_system", "Mapping"],
    [{ actor_user_name: "Ada" }, "userIdentity.type", "Unknown"],
    [{ actor_user_name: "Ada" }, "userIdentity.principalId", "unknown"],
    [{ actor_user_name: "Ada" }, "userIdentity.details.actor_user_name", "Ada"],
    [
        { assumed_by_superadmin_or_reseller: false },
        "userIdentity.details.assumed_by_superadmin_or_reseller",
        "false",
    ],
    [{ assuming_acting_user_id: 9 }, "userIdentity.details.assuming_acting_user_id", "9"],
    [{ account_id: null }, "userIdentity", { type: "Unknown", principalId: "unknown" }],
];

const event: Case[] = [
    [{}, "version", "0"],
    [{}, "version", "1", { version: "1" }],
    [{}, "version", "2", { version: 2 }],
    [{}, "version", "0", { version: null }],
    [{}, "eventSource", "onelogin.com"],
    [{}, "recipientAccountId", account],
    [{}, "recipientAccountId", account, { account: "999999999999" }],
    [{}, "eventTime", "2026-11-20T14:03:00Z"],
    [{ event_timestamp: null }, "eventTime", "2026-11-20T14:03:07Z"],
    [{ event_timestamp: "yesterday" }, "eventTime", "2026-11-20T14:03:07Z"],
    [{ event_timestamp: "yesterday" }, "requestParameters.event_timestamp", "yesterday"],
    [{ event_timestamp: "" }, "eventTime", "2026-11-21T08:00:00Z", { time: undefined }],
    [{ event_timestamp: 1_700_000_000 }, "eventTime", "2026-11-21T08:00:00Z", { time: 5 }],
    // As OneLogin's Events API has it.
    [{ event_timestamp: null, created_at: "2026-11-22T13:12:06.437Z" }, "eventTime", "2026-11-22T13:12:06Z"],
    [
        { event_timestamp: null, created_at: "2026-11-22T13:12:06.437Z" },
        "requestParameters.created_at",
        undefined,
    ],
    [{ event_timestamp: null, created_at: "soon" }, "requestParameters.created_at", "soon"],
    [{ created_at: "2026-11-22T13:12:06.437Z" }, "eventTime", "2026-11-20T14:03:00Z"],
    [{ created_at: "2026-11-22T13:12:06Z" }, "requestParameters.created_at", "2026-11-22T13:12:06Z"],
    [{}, "UID", "5c101eef-1d2e-4f3a-8b4c-aabbcc019919"],
    [{ uuid: 12 }, "UID", "12"],
    [{ uuid: "" }, "UID", "0b7a4d1e-6f0c-4f1e-9d4e-2f4b8f6f0a11"],
    [{ uuid: null }, "UID", "e-1", { id: "e-1" }],
];

const places: Case[] = [
    [{ user_id: 9, user_name: "Bo" }, "requestParameters", { user_id: "9", user_name: "Bo" }],
    [{ create: { _id: "x" } }, "requestParameters.create", '{"_id":"x"}'],
    [{ notes: ["a", null, 1] }, "requestParameters.notes", '["a",null,1]'],
    [{ login_flag: true, off: false }, "requestParameters", { login_flag: "true", off: "false" }],
    [{ a: null, b: "", c: {}, d: [] }, "requestParameters", undefined],
    [{ nested: { a: null } }, "requestParameters", undefined],
    [{ zero: 0 }, "requestParameters.zero", "0"],
    [
        { risk_score: 0, risk_reasons: "New IP" },
        "responseElements",
        { risk_score: "0", risk_reasons: "New IP" },
    ],
    [
        { resolution: "done", resolved_at: "t", resolved_by_user_id: 1, solved: true },
        "responseElements",
        { resolution: "done", resolved_at: "t", resolved_by_user_id: "1", solved: "true" },
    ],
    [{ risk_score: null }, "responseElements", undefined],
    [{ resolved_at: "2026-11-20 15:00:00 UTC" }, "responseElements.resolved_at", "2026-11-20 15:00:00 UTC"],
    [{ resolved_at: "2026-11-20 15:00:00 UTC" }, "eventTime", "2026-11-20T14:03:00Z"],
    [{ proxy_ip: "203.0.113.9" }, "requestParameters.proxy_ip", "203.0.113.9"],
    [{ proxy_ip: "203.0.113.9" }, "sourceIPAddress", undefined],
    [{ ipaddr: "198.51.100.7" }, "sourceIPAddress", "198.51.100.7"],
    [{ ipaddr: "2001:db8::1" }, "sourceIPAddress", "2001:db8::1"],
    [{ ipaddr: "fe80::1%eth0" }, "sourceIPAddress", undefined],
    [{ ipaddr: "fe80::1%eth0" }, "requestParameters.ipaddr", "fe80::1%eth0"],
    [{ ipaddr: "198.51.100.7, 203.0.113.9" }, "sourceIPAddress", undefined],
    [{ ipaddr: "198.51.100.7, 203.0.113.9" }, "requestParameters.ipaddr", "198.51.100.7, 203.0.113.9"],
    [{ ipaddr: 5 }, "sourceIPAddress", undefined],
    [{ user_agent: "curl/8" }, "userAgent", "curl/8"],
    [{ user_agent: 8 }, "userAgent", "8"],
    [{ user_agent: "" }, "userAgent", undefined],
];

const failures: Case[] = [
    [{}, "errorCode", undefined],
    [{}, "errorMessage", undefined],
    [{ event_type_id: 6 }, "errorCode", "USER_FAILED_ONELOGIN_LOGIN"],
    [{ event_type_id: "6" }, "errorCode", "USER_FAILED_ONELOGIN_LOGIN"],
    [{ event_type_id: 6 }, "errorMessage", undefined],
    [{ error_description: "bad password" }, "errorCode", "USER_LOGGED_INTO_ONELOGIN"],
    [{ error_description: "bad password" }, "errorMessage", "bad password"],
    [{ error_description: "" }, "errorCode", undefined],
    [{ error_description: { code: 1 } }, "errorMessage", '{"code":1}'],
    [{ error_description: "x", event_type_id: null }, "errorCode", "ONELOGIN_EVENT"],
];

describe("an event becomes", () => {
    for (const [detail, path, expected, envelope] of [...identity, ...event, ...places, ...failures]) {
        const given = JSON.stringify({ ...detail, ...envelope });
        it(`${given}: ${path} ${expected === undefined ? "is absent" : JSON.stringify(expected)}`, () => {
            const { data } = map(eventWith(detail, envelope));
            if (expected === undefined) expect(data).not.to.have.nested.property(path);
            else expect(data).to.have.deep.nested.property(path, expected);
        });
    }

    it("the same event under additionalEventData.raw, less what is null", () => {
        const detail = {
            uuid: "u",
            risk_score: null,
            create: { _id: "x", by: null, list: [null, 1] },
            note: "",
        };
        const { data } = map({ version: "0", id: "e", resources: [null], region: null, detail });
        expect(data.additionalEventData).to.deep.equal({
            raw: {
                version: "0",
                id: "e",
                resources: [null],
                detail: { uuid: "u", create: { _id: "x", list: [null, 1] }, note: "" },
            },
        });
    });

    it("one with the hash of its body as its id where it has none", () => {
        const body = bodyWith({ uuid: null }, { id: undefined });
        expect(map(body).id).to.equal(createHash("sha256").update(body).digest("hex"));
    });
});
