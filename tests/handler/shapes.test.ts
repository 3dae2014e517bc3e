import { expect } from "chai";
import { bodyWith, eventWith } from "../../lab/forwarder/events";
import { map, refuse } from "../support/mapper";

/** JSON text with one field more, written as it stands. */
function bodyWithField(member: string): string {
    return bodyWith().replace('"detail":{', `"detail":{${member},`);
}

describe("an event of an awkward shape", () => {
    it("may have nothing in its detail", () => {
        const { data, unknownEventType } = map({ detail: {} });
        expect(data).to.deep.include({
            version: "0",
            eventName: "ONELOGIN_EVENT",
            eventTime: "2026-11-21T08:00:00Z",
            userIdentity: { type: "Unknown", principalId: "unknown" },
            additionalEventData: { raw: { detail: {} } },
        });
        expect(unknownEventType).to.be.true;
    });

    const keys = [
        "__proto__",
        "constructor",
        "toString",
        "hasOwnProperty",
        "0",
        "7",
        "",
        "a b",
        'q"uote',
        "zoë",
    ];
    for (const key of keys) {
        it(`may have a field ${JSON.stringify(key)}, in the detail and inside a value`, () => {
            const member = `${JSON.stringify(key)}:"x"`;
            const { data } = map(bodyWithField(`${member},"deep":{${member}}`));
            const { raw } = data.additionalEventData;
            for (const owner of [data.requestParameters, raw.detail, raw.detail.deep]) {
                expect(Object.entries(owner ?? {})).to.deep.include([key, "x"]);
            }
        });
    }

    it("may have fields of JavaScript's own names instead of the ones that are known", () => {
        const { data } = map('{"__proto__":{"detail":{}},"detail":{"__proto__":{"uuid":"u"}}}');
        expect(data.UID).to.match(/^[0-9a-f]{64}$/);
        expect(Object.keys(data.additionalEventData.raw)).to.deep.equal(["__proto__", "detail"]);
    });

    const texts: [what: string, text: string][] = [
        ["control characters", "a\u0000b\u001f\u007f\n\t"],
        ["quotes and backslashes", '"\\"\\\\ \\u0041'],
        ["a lone high surrogate", "x\ud83dy"],
        ["a lone low surrogate", "x\ude00"],
        ["line separators and noncharacters", "\u2028\u2029\ufffe\uffff\ufeff"],
        ["all planes", "é€😀𐍈"],
    ];
    for (const [what, text] of texts) {
        it(`may hold ${what} anywhere`, () => {
            const detail = { user_name: text, risk_reasons: text, user_agent: text, error_description: text };
            const { data } = map(
                eventWith({ ...detail, [`key ${text}`]: { nested: text } }, { region: text }),
            );
            expect(data).to.deep.include({ userAgent: text, errorMessage: text });
            expect(data.requestParameters).to.deep.equal({
                user_name: text,
                [`key ${text}`]: JSON.stringify({ nested: text }),
            });
            expect(data.responseElements).to.deep.equal({ risk_reasons: text });
            expect(data.additionalEventData.raw.region).to.equal(text);
        });
    }

    const numbers: [written: string, read: string][] = [
        ["1e400", "1e999"],
        ["-1e400", "-1e999"],
        ["1e-400", "0"],
        ["-0.0", "0"],
        ["1.50", "1.5"],
        ["1e21", "1e+21"],
        ["9007199254740991", "9007199254740991"],
    ];
    for (const [written, read] of numbers) {
        it(`may hold the number ${written}, at any depth`, () => {
            const { text, data } = map(
                bodyWithField(`"n":${written},"o":{"l":[${written},{"m":${written}}]}`),
            );
            const nested = `{"l":[${read},{"m":${read}}]}`;
            expect(data.requestParameters).to.deep.equal({ n: read, o: nested });
            expect(text).to.include(`"n":${read},"o":${nested}`);
        });
    }

    it("may come in JSON text with white space, in any order, a key twice", () => {
        const { data } = map('\n{ "detail" : { "uuid" : "a" , "uuid" : "b" } ,\t"id" : "e" }\r\n');
        expect(data.UID).to.equal("b");
    });

    it("may have ids of any type", () => {
        expect(map(eventWith({ uuid: true })).id).to.equal("true");
        expect(map(eventWith({ uuid: ["a"] })).id).to.match(/^__a__-[0-9a-f]{64}$/);
        expect(map(eventWith({ uuid: {} }, { id: 5 })).id).to.equal("5");
    });

    const others: [body: string, why: string][] = [
        ["", "the body is not JSON"],
        ["{", "the body is not JSON"],
        ['{"detail":{}', "the body is not JSON"],
        ["undefined", "the body is not JSON"],
        ["{'detail':{}}", "the body is not JSON"],
        ["null", "`detail` is not an object"],
        ["5", "`detail` is not an object"],
        ['"text"', "`detail` is not an object"],
        ["[]", "`detail` is not an object"],
        ["{}", "`detail` is not an object"],
        ['{"detail":null}', "`detail` is not an object"],
        ['{"detail":[]}', "`detail` is not an object"],
        ['{"detail":"x"}', "`detail` is not an object"],
        ['{"detail":0}', "`detail` is not an object"],
        ['{"__proto__":{"detail":{}}}', "`detail` is not an object"],
    ];
    for (const [body, why] of others) {
        it(`is not an event at all: ${JSON.stringify(body)}: ${why}`, () =>
            expect(refuse(body)).to.equal(why));
    }
});
