import { expect } from "chai";
import { compilePattern } from "../../../local/events/pattern";
import { UserError } from "../../../local/userError";

const event = {
    source: "aws.partner/onelogin.com/US-1/abc",
    version: "0",
    resources: ["arn:one", "arn:two"],
    time: null,
    detail: { name: "Ada" },
};

const cases: [pattern: object, matches: boolean, why: string][] = [
    [{ source: [{ prefix: "aws.partner/onelogin.com/" }] }, true, "the rule that is deployed"],
    [{ source: [{ prefix: "aws.partner/okta.com/" }] }, false, "another partner"],
    [{ source: [{ prefix: "onelogin.com" }] }, false, "a prefix is not anywhere"],
    [{ source: ["aws.partner/onelogin.com/US-2/d", event.source] }, true, "one of several texts"],
    [{ source: ["aws.partner/onelogin.com/US-1"] }, false, "a part is not the whole"],
    [{ source: ["AWS.partner/onelogin.com/US-1/abc"] }, false, "letter case counts"],
    [{ source: [{ prefix: "aws." }], version: ["1"] }, false, "all fields must match"],
    [{ resources: ["arn:two"] }, true, "any element of an event's array"],
    [{ resources: [{ prefix: "arn:three" }] }, false, "no element of it"],
    [{ time: [{ prefix: "" }] }, false, "a prefix is of texts only"],
    [{ toString: [{ prefix: "" }] }, false, "what every object has is not a field"],
];

const invalid: [json: string, at: string, reason: string][] = [
    ["{", "$", "it is not JSON"],
    ["[]", "$", "an object with at least one field"],
    ["{}", "$", "an object with at least one field"],
    ['{"source":"x"}', "$.source", "a list of matchers is expected"],
    ['{"source":[]}', "$.source", "a list of matchers is expected"],
    ['{"detail":{"name":["Ada"]}}', "$.detail", "fields of fields are not supported here"],
    ['{"source":["x",{"suffix":"y"}]}', "$.source[1]", "the operator 'suffix' is not supported here"],
    ['{"source":[{"prefix":"x","suffix":"y"}]}', "$.source[0]", "the operator 'suffix'"],
    ['{"source":[{"prefix":5}]}', "$.source[0]", "a text or"],
    ['{"source":[null]}', "$.source[0]", "a text or"],
    ['{"$or":[{"a":["b"]},{"c":["d"]}]}', "$.$or[0]", "the operator 'a'"],
];

describe("an event pattern", () => {
    for (const [pattern, matches, why] of cases) {
        it(`${matches ? "lets through" : "stops"} by ${JSON.stringify(pattern)}: ${why}`, () =>
            expect(compilePattern(JSON.stringify(pattern))(event)).to.equal(matches));
    }
    for (const [json, at, reason] of invalid) {
        it(`is refused: ${json}`, () => {
            const message = `The event pattern is not valid at ${at}: `;
            expect(() => compilePattern(json))
                .to.throw(UserError, message)
                .with.property("message")
                .that.includes(reason);
        });
    }

    it("matches nothing in an event that is not an object", () => {
        expect(compilePattern('{"source":["x"]}')("x")).to.equal(false);
    });
});
