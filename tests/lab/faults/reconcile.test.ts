import { expect } from "chai";
import { missing, reconcile } from "../../../lab/faults/reconcile";
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

function tally(
    found: Partial<Found>,
    touched: string[] = [],
    end: End = "lake",
    fault: Pick<FaultCase, "duplicates" | "eventTime"> = {},
) {
    const whole = { bus: [], lake: [], deadLetters: [], waiting: [], ...found };
    return reconcile(whole, new Set(touched), end, fault);
}

const faultsOf = (...values: Parameters<typeof tally>) => tally(...values).faults;

describe("the reconciliation", () => {
    it("finds nothing where all is well, and counts", () => {
        const bus = ["a", "b", "c"].map((id) => event(id));
        const deadLetters = [{ body: event("c"), attributes: byForwarder }];
        const found = { bus, lake: [row("a"), row("a"), row("b")], deadLetters };
        expect(tally(found, ["a", "c"], "either")).to.deep.equal({
            lost: 0,
            duplicated: 1,
            deadLettered: 1,
            faults: [],
        });
    });

    it("finds what was lost, and what is still waiting", () => {
        const bus = ["a", "b"].map((id) => event(id));
        expect(faultsOf({ bus, waiting: [event("b")] })).to.deep.equal(["lost: a", "still waiting: b"]);
        expect(tally({ bus }).lost).to.equal(2);
    });

    it("names a few of many", () => {
        const bus = ["a", "b", "c", "d"].map((id) => event(id));
        expect(faultsOf({ bus })).to.deep.equal(["lost: a, b, c, … (4)"]);
    });

    it("finds what was invented, and what was altered", () => {
        const lake = [row("a", event("a", { more: 1 })), row("x")];
        expect(faultsOf({ bus: [event("a")], lake })).to.deep.equal([
            "invented: x",
            "altered in the lake: a",
        ]);
    });

    it("finds what is stored twice though the same object cannot be", () => {
        const found = { bus: [event("a")], lake: [row("a"), row("a")] };
        expect(faultsOf(found, ["a"], "lake", { duplicates: "never" })).to.deep.equal([
            "stored more than once: a",
        ]);
        expect(faultsOf(found, ["a"])).to.deep.equal([]);
        expect(
            faultsOf({ ...found, lake: [row("a")] }, ["a"], "lake", { duplicates: "never" }),
        ).to.deep.equal([]);
    });

    it("finds an event that another one with its id hides", () => {
        const bus = [event("a", { v: 1 }), event("a", { v: 2 })];
        const hidden = ["another event with the same id is there, and this one is not: a"];
        expect(faultsOf({ bus, lake: [row("a", bus[0])] })).to.deep.equal(hidden);
        expect(faultsOf({ bus, lake: bus.map((one) => row("a", one)) })).to.deep.equal([]);
        expect(faultsOf({ bus: [bus[0], bus[0]], lake: [row("a", bus[0])] })).to.deep.equal([]);
    });

    it("finds a dead letter that isn't the event", () => {
        const deadLetters = [{ body: event("a", { v: 2 }), attributes: byForwarder }];
        const faults = faultsOf({ bus: [event("a")], deadLetters }, ["a"], "dead-letters");
        expect(faults).to.deep.equal(["altered in the dead-letter queue: a"]);
    });

    const deadLettered: [
        what: string,
        attributes: Record<string, string>,
        touched: string[],
        end: End,
        fault?: string,
    ][] = [
        ["untouched", byForwarder, [], "dead-letters", "dead-lettered though nothing touched it: a"],
        [
            "that could be delivered",
            byForwarder,
            ["a"],
            "lake",
            "dead-lettered, but not as it should be (lake): a",
        ],
        [
            "without its reasons",
            { reason: "r" },
            ["a"],
            "dead-letters",
            "dead-lettered, but not as it should be (dead-letters): a",
        ],
        [
            "by Lambda",
            byLambda,
            ["a"],
            "dead-letters",
            "dead-lettered, but not as it should be (dead-letters): a",
        ],
        [
            "by EventBridge",
            { RULE_ARN: "r" },
            ["a"],
            "any",
            "dead-lettered, but not as it should be (any): a",
        ],
        ["by Lambda, which gave up", byLambda, ["a"], "lambda"],
        ["by SQS, which gave up", {}, ["a"], "sqs"],
    ];
    for (const [what, attributes, touched, end, fault] of deadLettered) {
        it(`judges what was dead-lettered ${what}`, () => {
            const deadLetters = [{ body: event("a"), attributes }];
            expect(faultsOf({ bus: [event("a")], deadLetters }, touched, end)).to.deep.equal(
                fault === undefined ? [] : [fault],
            );
        });
    }

    it("finds a fault that had no effect", () => {
        const well = { bus: [event("a")], lake: [row("a")] };
        expect(faultsOf(well, ["a"], "dead-letters")).to.deep.equal([
            "delivered though the channel refused it: a",
            "nothing was dead-lettered",
        ]);
        expect(faultsOf(well, ["a"], "lake", { duplicates: "certain" })).to.deep.equal([
            "no duplicates: the case was not the ambiguous one",
        ]);
    });

    it("finds duplicates that nothing explains", () => {
        const found = { bus: [event("a")], lake: [row("a"), row("a")] };
        expect(faultsOf(found)).to.deep.equal(["duplicated though nothing touched it: a"]);
        expect(faultsOf(found, ["a"])).to.deep.equal([]);
        expect(faultsOf(found, [], "lake", { duplicates: "possible" })).to.deep.equal([]);
        expect(faultsOf({ ...found, bus: [event("a"), event("a")] })).to.deep.equal([]);
    });

    it("finds another eventTime than the one that was sent", () => {
        const fault = { eventTime: () => "1970-01-01T00:00:00Z" };
        expect(faultsOf({ bus: [event("a")], lake: [row("a")] }, [], "lake", fault)).to.deep.equal([
            "another eventTime: a has 2026-11-20T14:03:00Z",
        ]);
    });

    it("tells for a moment what is nowhere", () => {
        const bus = ["a", "b", "c", "d"].map((id) => event(id));
        const letters = [{ body: bus[1], attributes: {} }];
        expect(missing(bus, [bus[0]], letters, ["c"])).to.deep.equal(["d"]);
    });
});
