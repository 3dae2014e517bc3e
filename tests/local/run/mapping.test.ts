import { expect } from "chai";
import type { Message } from "@aws-sdk/client-sqs";
import { doneOf } from "../../../local/run/mapping";

const batch: Message[] = ["a", "b"].map((MessageId) => ({ MessageId }));
const failures = (...batchItemFailures: unknown[]) => ({ batchItemFailures });

describe("the event source mapping, as Lambda's, deletes", () => {
    const answers: [what: string, answer: unknown, done: string][] = [
        ["no answer", undefined, "ab"],
        ["null", null, "ab"],
        ["an empty object", {}, "ab"],
        ["an object without the list", { other: 1 }, "ab"],
        ["null for the list", { batchItemFailures: null }, "ab"],
        ["an empty list", failures(), "ab"],
        ["an identifier", failures({ itemIdentifier: "a" }), "b"],
        ["an identifier twice", failures({ itemIdentifier: "a" }, { itemIdentifier: "a" }), "b"],
        ["both identifiers", failures({ itemIdentifier: "a" }, { itemIdentifier: "b" }), ""],
        ["an empty identifier", failures({ itemIdentifier: "" }), ""],
        ["null for an identifier", failures({ itemIdentifier: null }), ""],
        ["an unknown identifier", failures({ itemIdentifier: "a" }, { itemIdentifier: "c" }), ""],
        ["an identifier by another name", failures({ messageId: "a" }), ""],
        ["null as a failure", failures(null), ""],
        ["text for the list", { batchItemFailures: "a" }, ""],
        ["text", "done", ""],
    ];
    for (const [what, answer, done] of answers) {
        it(`${done === "" ? "nothing" : [...done].join(" and ")} after ${what}`, () =>
            expect(doneOf(batch, answer).map(({ MessageId }) => MessageId)).to.deep.equal([...done]));
    }
});
