import { expect } from "chai";
import { createHmac } from "node:crypto";
import { forwarderCode } from "../../components/forwarderCode";
import { writerCode } from "../../components/writerCode";
import type { Handler } from "../../handler/handling";
import { batchOf, bodyWith, eventWith, secretArn, type Fields } from "../../lab/forwarder/events";
import { linesOf } from "../../lab/forwarder/services";
import { hashKey, invoke, refusal, type Options } from "../support/forwarder";
import type { EventData } from "../support/mapper";

const hmac = (text: string, key: string | Uint8Array = hashKey) =>
    createHmac("sha256", key).update(text).digest("hex");
/** As it stands in a record. */
const hashOf = (text: string, key: string | Uint8Array = hashKey) =>
    `${hmac("", key).slice(0, 8)}:${hmac(text, key)}`;

function optionsOf(REDACTION: string | undefined, more: Options = {}): Options {
    const environment = { EVENT_TYPES: "all", REDACTION, HASH_KEY_ARN: secretArn, ...more.environment };
    return { code: forwarderCode(true), ...more, environment };
}

/** The record of an event with this detail, and the detail in its raw copy. */
async function redacted(REDACTION: string, detail: Fields, more: Options = {}) {
    const { inputs, error } = await invoke(batchOf([bodyWith(detail)]), optionsOf(REDACTION, more));
    expect(error).to.equal(undefined);
    const data = JSON.parse(inputs[0].auditEvents[0].eventData) as EventData;
    return { data, raw: data.additionalEventData.raw.detail };
}

describe("redaction", () => {
    const personal = {
        user_name: "Ada",
        user_id: 7,
        ipaddr: "198.51.100.7",
        actor_user_id: 9,
        notes: "private",
    };

    it("takes what is removed out of the raw copy, the maps, the identity and the address", async () => {
        const { data, raw } = await redacted("remove user_name,ipaddr,actor_user_id,notes", personal);
        expect(raw).to.not.have.any.keys("user_name", "ipaddr", "actor_user_id", "notes");
        expect(data.requestParameters).to.deep.equal({ user_id: "7" });
        expect(data.userIdentity.type).to.equal("Unknown");
        expect(data.sourceIPAddress).to.equal(undefined);
        expect(JSON.stringify(data)).not.to.match(/Ada|198\.51|private/);
    });

    it("puts the hash of a value in its place everywhere", async () => {
        const { data, raw } = await redacted("hash user_name,ipaddr,actor_user_id", personal);
        expect(raw).to.include({
            user_name: hashOf("Ada"),
            ipaddr: hashOf("198.51.100.7"),
            notes: "private",
        });
        expect(data.userIdentity).to.include({ type: "OneLoginUser", principalId: hashOf("9") });
        expect(data.requestParameters).to.include({
            user_name: hashOf("Ada"),
            ipaddr: hashOf("198.51.100.7"),
        });
        expect(data.sourceIPAddress).to.equal(undefined);
        expect(JSON.stringify(data)).not.to.match(/Ada|198\.51/);
    });

    const values: [what: string, value: unknown, text: string][] = [
        ["a text", "Zoë 🔒", "Zoë 🔒"],
        ["a number as its text", 40_041_001, "40041001"],
        ["the same number in quotes", "40041001", "40041001"],
        ["zero", 0, "0"],
        ["false", false, "false"],
        ["an object as JSON", { _id: 5, a: [null, "b"] }, '{"_id":5,"a":[null,"b"]}'],
        ["a list as JSON", ["a", 1], '["a",1]'],
        ["an empty object", {}, "{}"],
        ["a space", " ", " "],
    ];
    for (const [what, value, text] of values)
        it(`hashes ${what}`, async () =>
            expect((await redacted("hash create", { create: value })).raw.create).to.equal(hashOf(text)));

    it("leaves null, an empty text and what is not there as they are", async () => {
        const { raw } = await redacted("remove app_id hash user_name,notes,toString,app_name", {
            user_name: null,
            notes: "",
        });
        expect(raw).to.have.property("notes", "");
        expect(raw).to.not.have.any.keys("user_name", "toString", "app_name");
    });

    it("hashes what is nested too deeply for a record", async () => {
        const deep = '{"a":'.repeat(9000) + "1" + "}".repeat(9000);
        const body = bodyWith({ custom: "DEEP" }).replace('"DEEP"', deep);
        const { inputs } = await invoke(batchOf([body]), optionsOf("hash custom"));
        expect(inputs[0].auditEvents[0].eventData).to.include(hashOf(deep)).and.not.include("_truncated");
    });

    it("is off if there is none: no secret is read", async () => {
        const secret = () => expect.fail("was read");
        const { raw } = await redacted("none", personal, {
            secret,
            environment: { HASH_KEY_ARN: undefined },
        });
        expect(raw).to.include(personal);
        await redacted("remove notes", personal, { secret, environment: { HASH_KEY_ARN: undefined } });
    });

    it("gives an event without any id one that says nothing of what was redacted", async () => {
        const batch = ["Ada", "Grace"].map((user_name) =>
            JSON.stringify({ source: "s", detail: { user_name, event_type_id: 5 } }),
        );
        const { calls } = await invoke(batchOf(batch), optionsOf("remove user_name"));
        expect(calls.map((ids) => ids.length)).to.deep.equal([1, 1]);
        expect(calls[0]).to.deep.equal(calls[1]);
    });

    it("tells twins by the message itself, and dead-letters that", async () => {
        const [ada, grace] = ["Ada", "Grace"].map((user_name) => bodyWith({ uuid: "e", user_name }));
        const put = () => ({ successful: [], failed: [{ id: "e", errorCode: "InvalidData" }] });
        const { calls, deadLetters, log } = await invoke(
            batchOf([ada, grace, ada]),
            optionsOf("remove user_name", { put }),
        );
        expect(calls).to.deep.equal([["e"], ["e"]]);
        expect(deadLetters.map(({ MessageBody }) => MessageBody)).to.have.members([ada, grace, ada]);
        expect(log.duplicates).to.equal(1);
    });

    it("works straight from EventBridge, and on the way to S3", async () => {
        const event = eventWith(personal);
        const { inputs } = await invoke(event, optionsOf("hash user_name"));
        expect(inputs[0].auditEvents[0].eventData).to.include(hashOf("Ada")).and.not.include("Ada");
        const writer = optionsOf("hash user_name", { code: writerCode(true) });
        const { objects } = await invoke(batchOf([JSON.stringify(event)]), writer);
        expect(linesOf(objects[0].Body)[0]).to.include(hashOf("Ada")).and.not.include("Ada");
    });
});

describe("the key of redaction's hashes", () => {
    it("is asked for by its ARN, in its Region, as text or as bytes", async () => {
        const bytes = Uint8Array.from({ length: 32 }, (_, index) => 255 - index);
        const asked: unknown[] = [];
        const secret = (input: unknown) => {
            asked.push(input);
            return { SecretBinary: bytes };
        };
        const { raw } = await redacted("hash user_name", { user_name: "Ada" }, { secret });
        expect(raw.user_name).to.equal(hashOf("Ada", bytes));
        expect(asked).to.deep.equal([{ SecretId: secretArn }]);
    });

    const failures: [what: string, secret: Options["secret"], name: string][] = [
        [
            "is refused",
            () => Promise.reject(refusal("AccessDeniedException", 400, "Ada")),
            "AccessDeniedException",
        ],
        [
            "is not there",
            () => Promise.reject(refusal("ResourceNotFoundException", 400)),
            "ResourceNotFoundException",
        ],
        ["has no value", () => ({}), "KeyTooShort"],
        ["is empty", () => ({ SecretString: "" }), "KeyTooShort"],
        ["could be guessed", () => ({ SecretString: "x".repeat(31) }), "KeyTooShort"],
        ["is no answer", () => undefined, "TypeError"],
    ];
    for (const [what, secret, name] of failures)
        it(`keeps every event in the queue if it ${what}`, async () => {
            const batch = batchOf([bodyWith({ user_name: "Ada" }), "no event"]);
            const run = await invoke(batch, optionsOf("hash user_name", { secret }));
            expect(run.error?.message).to.equal(
                `The key that redaction hashes with was not read: ${name}. Nothing is delivered without it; the events come again.`,
            );
            expect([run.calls, run.deadLetters, run.removals, run.lines]).to.deep.equal([[], [], [], []]);
        });

    it("is not waited for longer than half of the time", async () => {
        const secret = () => new Promise(() => undefined);
        const run = await invoke(
            batchOf([bodyWith()]),
            optionsOf("hash user_name", { secret, remaining: 200 }),
        );
        expect(run.error?.message).to.include("was not read: DeadlineNear");
        expect(run.milliseconds).to.be.within(90, 190);
    });

    it("is asked for again until it was read, and never afterwards", async () => {
        let calls = 0;
        const secret = () => {
            calls++;
            if (calls < 3) throw refusal("InternalServiceError", 500);
            return { SecretString: hashKey };
        };
        let handler: Handler | undefined;
        const code = () => (handler ??= forwarderCode(true)());
        const errors: (string | undefined)[] = [];
        for (let invocation = 0; invocation < 4; invocation++) {
            const { error } = await invoke(
                batchOf([bodyWith()]),
                optionsOf("hash user_name", { secret, code }),
            );
            errors.push(error?.message.split(". ")[0]);
        }
        const unread = "The key that redaction hashes with was not read: InternalServiceError";
        expect(errors).to.deep.equal([unread, unread, undefined, undefined]);
        expect(calls).to.equal(3);
    });

    it("is in no line, whether it was read or not", async () => {
        const run = await invoke(
            batchOf([bodyWith({ user_name: "Ada" }), "no"]),
            optionsOf("hash user_name"),
        );
        expect(run.lines.join()).to.include("batch settled").and.not.include(hashKey).and.not.include("Ada");
        const secret = () => ({ SecretString: "a short key" });
        const { error } = await invoke(batchOf([bodyWith()]), optionsOf("hash user_name", { secret }));
        expect(`${error?.message} ${error?.stack}`).not.to.include("a short key");
    });
});
