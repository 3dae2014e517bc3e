import { expect } from "chai";
import { bodies } from "../../lab/forwarder/events";
import { invokeBatch } from "../support/forwarder";

const good = (...ids: string[]) => ids.map((id) => ({ id, eventID: `lake-${id}` }));
const bad = (id: string, errorCode: unknown = "InvalidData", errorMessage?: unknown) => ({
    id,
    errorCode,
    errorMessage,
});

describe("a 200", () => {
    const malformed: [what: string, answer: unknown][] = [
        ["undefined", undefined],
        ["null", null],
        ["text", "<html>"],
        ["a list", []],
        ["without lists", {}],
        ["without failed", { successful: good("e0", "e1") }],
        ["without successful", { failed: [] }],
        ["with null for a list", { successful: good("e0", "e1"), failed: null }],
        ["with an object for a list", { successful: {}, failed: [] }],
        ["with text for a list", { successful: "e0", failed: [] }],
        ["with null as an entry", { successful: [null], failed: [] }],
        ["with null as a failure", { successful: good("e0", "e1"), failed: [null] }],
    ];
    for (const [what, answer] of malformed) {
        it(`${what}: nothing is known of any event`, async () => {
            const { returned, deadLetters, log } = await invokeBatch(bodies(2), { put: () => answer });
            expect(returned).to.deep.equal(["m0", "m1"]);
            expect(deadLetters).to.deep.equal([]);
            expect(log.undelivered.map(({ reason }) => reason)).to.deep.equal([
                "MalformedAnswer",
                "MalformedAnswer",
            ]);
        });
    }

    const partial: [what: string, answer: object, reason: string | undefined][] = [
        ["an id in neither list", { successful: good("e0"), failed: [] }, "NotInAnswer"],
        ["an id in both lists", { successful: good("e0", "e1"), failed: [bad("e1")] }, "ContradictoryAnswer"],
        ["an entry of another type", { successful: [...good("e0"), "e1", 5], failed: [] }, "NotInAnswer"],
        [
            "an id of another type",
            { successful: [...good("e0"), { id: { e1: 1 } }], failed: [] },
            "NotInAnswer",
        ],
        ["an id in other letters", { successful: good("e0", "E1"), failed: [] }, "NotInAnswer"],
        ["a failure without a code", { successful: good("e0"), failed: [{ id: "e1" }] }, "MalformedAnswer"],
        [
            "a failure with an empty code",
            { successful: good("e0"), failed: [bad("e1", "")] },
            "MalformedAnswer",
        ],
        [
            "a failure with a number as its code",
            { successful: good("e0"), failed: [bad("e1", 5)] },
            "MalformedAnswer",
        ],
        [
            "a failure with a sentence as its code",
            { successful: good("e0"), failed: [bad("e1", "Ada Lovelace is not allowed")] },
            "MalformedAnswer",
        ],
        ["an id repeated", { successful: good("e0", "e1", "e1"), failed: [] }, undefined],
        ["ids that nobody sent", { successful: good("e0", "e1", "e9"), failed: [bad("e8")] }, undefined],
        ["no event ids of its own", { successful: [{ id: "e0" }, { id: "e1" }], failed: [] }, undefined],
    ];
    for (const [what, answer, reason] of partial) {
        it(`with ${what}: ${reason ?? "accepted"}`, async () => {
            const { returned, deadLetters, log } = await invokeBatch(bodies(2), { put: () => answer });
            expect(returned).to.deep.equal(reason === undefined ? [] : ["m1"]);
            expect(log.undelivered[0]?.reason).to.equal(reason);
            expect(deadLetters).to.deep.equal([]);
        });
    }

    for (const message of [undefined, "", null, { text: "x" }]) {
        it(`with ${JSON.stringify(message) ?? "nothing"} as a failure's message: an attribute that is not empty`, async () => {
            const put = () => ({ successful: [], failed: [bad("e0", "InvalidData", message)] });
            const { deadLetters } = await invokeBatch(bodies(1), { put });
            expect(deadLetters[0].MessageAttributes.errorMessage.StringValue).to.equal("unknown");
        });
    }
});
