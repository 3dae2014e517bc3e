import { expect } from "chai";
import { Refused } from "../../../local/http/input";
import { checkAttributes } from "../../../local/sqs/attributes";

const text = (StringValue: string, DataType = "String") => ({ DataType, StringValue });
const check = (MessageAttributes: object, action = "SendMessage") =>
    checkAttributes({
        number: 1,
        action,
        queue: "q",
        caller: "function",
        request: action === "SendMessage" ? { MessageAttributes } : { Entries: [{}, { MessageAttributes }] },
    });
const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, text("x")]));

describe("message attributes", () => {
    const taken: [what: string, attributes: object][] = [
        ["ten", many(10)],
        ["a name of 256 characters", { ["n".repeat(256)]: text("x") }],
        ["periods within a name", { "a.b-c_D.9": text("x") }],
        ["an emoji", { a: text("🔒") }],
    ];
    for (const [what, attributes] of taken) {
        it(`may be ${what}`, () => check(attributes));
    }

    const refused: [what: string, attributes: object, message: string][] = [
        ["eleven", many(11), "Number of message attributes [11] exceeds the allowed maximum [10]."],
        ["empty", { a: text("") }, "attribute 'a' must contain a non-empty value of type 'String'."],
        ["of no type", { a: { StringValue: "x" } }, "has the type ''"],
        ["of another type", { a: text("x", "Date") }, "has the type 'Date'"],
        ["of a name that is too long", { ["n".repeat(257)]: text("x") }, "longer than 256 characters"],
        ["of an empty name", { "": text("x") }, "invalid name"],
        ["of a reserved name", { "AWS.a": text("x") }, "invalid name"],
        ["of a reserved name in small letters", { "amazon.a": text("x") }, "invalid name"],
        ["of a name with two periods", { "a..b": text("x") }, "invalid name"],
        ["of a name that ends in one", { "a.": text("x") }, "invalid name"],
        ["of control characters", { a: text("\u0000") }, "characters that a message can't"],
    ];
    for (const [what, attributes, message] of refused) {
        it(`may not be ${what}`, () => {
            for (const action of ["SendMessage", "SendMessageBatch"])
                expect(() => check(attributes, action))
                    .to.throw(Refused, message)
                    .that.includes({ status: 400, name: "InvalidParameterValue" });
        });
    }

    it("are nobody's matter in other calls", () => check(many(11), "ReceiveMessage"));
});
