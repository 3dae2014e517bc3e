import { expect } from "chai";
import { reconcile } from "../../../lab/faults/reconcile";
import type { Found } from "../../../lab/faults/reconcile";
import type { End, FaultCase } from "../../../lab/faults/types";

function event(uuid: string, more: object = {}): string {
    return JSON.stringify({ id: `envelope-${uuid}`, detail: { uuid, ...more } });
}

function row(id: string, sent = event(id)) {
    return { id, eventTime: "2026-11-20T14:03:00Z", raw: JSON.parse(sent) as unknown };
}

const byForwarder = { reason: "rejected", errorCode: "InvalidData", errorMessage: "m" };
const byLambda = { RequestID: "1", ErrorCode: "200", ErrorMessage: "m" };

/** What happened to the events, and how they should have ended. */
interface Case extends Partial<Found> {
    touched?: string[];
    end?: End;
    fault?: Pick<FaultCase, "duplicates" | "eventTime">;
}

function tally({ touched = [], end = "lake", fault = {}, ...found }: Case) {
    const whole = { bus: [event("a")], lake: [], deadLetters: [], waiting: [], ...found };
    return reconcile(whole, new Set(touched), end, fault);
}

const bus = ["a", "b", "c", "d"].map((id) => event(id));
const versions = [event("a", { v: 1 }), event("a", { v: 2 })];
const once = { lake: [row("a")] };
const twice = { lake: [row("a"), row("a")] };
const deadLettered = (attributes: Record<string, string>, body = event("a")) => ({
    deadLetters: [{ body, attributes }],
    touched: ["a"],
});

const cases: [what: string, found: Case, ...faults: string[]][] = [
    [
        "what was lost, and what is still waiting",
        { bus: bus.slice(0, 2), waiting: [bus[1]] },
        "lost: a",
        "still waiting: b",
    ],
    ["a few of many", { bus }, "lost: a, b, c, … (4)"],
    [
        "what was invented, and what was altered",
        { lake: [row("a", event("a", { more: 1 })), row("x")] },
        "invented: x",
        "altered in the lake: a",
    ],
    [
        "another eventTime than the one that was sent",
        { ...once, fault: { eventTime: () => "1970-01-01T00:00:00Z" } },
        "another eventTime: a has 2026-11-20T14:03:00Z",
    ],
    [
        "an event that another one with its id hides",
        { bus: versions, lake: [row("a", versions[0])] },
        "another event with the same id is there, and this one is not: a",
    ],
    ["nothing, if both are there", { bus: versions, lake: versions.map((one) => row("a", one)) }],
    ["nothing, if both are the same", { bus: [event("a"), event("a")], ...once }],
    ["duplicates that nothing explains", twice, "duplicated though nothing touched it: a"],
    ["nothing, if they were touched", { ...twice, touched: ["a"] }],
    ["nothing, if they are possible", { ...twice, fault: { duplicates: "possible" } }],
    ["nothing, if they were sent twice", { ...twice, bus: [event("a"), event("a")] }],
    [
        "what is stored twice though the same object cannot be",
        { ...twice, touched: ["a"], fault: { duplicates: "never" } },
        "stored more than once: a",
    ],
    ["nothing, if it is stored once", { ...once, touched: ["a"], fault: { duplicates: "never" } }],
    [
        "a fault that had no effect",
        { ...once, touched: ["a"], end: "dead-letters" },
        "delivered though the channel refused it: a",
        "nothing was dead-lettered",
    ],
    [
        "that it was not ambiguous",
        { ...once, touched: ["a"], fault: { duplicates: "certain" } },
        "no duplicates: the case was not the ambiguous one",
    ],
    [
        "a dead letter that isn't the event",
        { ...deadLettered(byForwarder, versions[1]), end: "dead-letters" },
        "altered in the dead-letter queue: a",
    ],
    [
        "one that nothing touched",
        { ...deadLettered(byForwarder), touched: [], end: "dead-letters" },
        "dead-lettered though nothing touched it: a",
    ],
    [
        "one that could be delivered",
        deadLettered(byForwarder),
        "dead-lettered, but not as it should be (lake): a",
    ],
    [
        "one without its reasons",
        { ...deadLettered({ reason: "r" }), end: "dead-letters" },
        "dead-lettered, but not as it should be (dead-letters): a",
    ],
    [
        "one without its reasons before another that has them",
        {
            deadLetters: [{ reason: "r" }, byForwarder].map((attributes) => ({
                body: event("a"),
                attributes,
            })),
            touched: ["a"],
            end: "dead-letters",
        },
        "dead-lettered, but not as it should be (dead-letters): a",
    ],
    [
        "one of Lambda's",
        { ...deadLettered(byLambda), end: "dead-letters" },
        "dead-lettered, but not as it should be (dead-letters): a",
    ],
    [
        "one of EventBridge's",
        { ...deadLettered({ RULE_ARN: "r" }), end: "any" },
        "dead-lettered, but not as it should be (any): a",
    ],
    ["nothing, if Lambda gave up", { ...deadLettered(byLambda), end: "lambda" }],
    ["nothing, if SQS gave up", { ...deadLettered({}), end: "sqs" }],
];

describe("the reconciliation", () => {
    it("finds nothing where all is well, and counts", () => {
        const deadLetters = [{ body: event("c"), attributes: byForwarder }];
        const found = { bus: bus.slice(0, 3), lake: [row("a"), row("a"), row("b")], deadLetters };
        expect(tally({ ...found, touched: ["a", "c"], end: "either" })).to.deep.equal({
            lost: 0,
            duplicated: 1,
            deadLettered: 1,
            faults: [],
        });
        expect(tally({ bus }).lost).to.equal(4);
    });

    for (const [what, found, ...faults] of cases)
        it(`finds ${what}`, () => expect(tally(found).faults).to.deep.equal(faults));
});
