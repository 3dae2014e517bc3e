import { expect } from "chai";
import { createBatcher } from "../../handler/batching";
import type { AuditEvent, EventGroup } from "../../handler/types";
import { bodies, bodyWith } from "../../lab/forwarder/events";
import { invokeBatch, refusal } from "../support/forwarder";

const { plan } = createBatcher({ events: 100, budgetBytes: 900_000 });
const envelopeBytes = '{"auditEvents":[]}'.length;
const entryBytes = '{"id":"","eventData":""},'.length;
const unsent = { kind: "retry", reason: "NotSent" } as const;

/** Groups whose events add so many bytes each to a request. */
function groups(sizes: number[], ids = sizes.map((_, index) => `e${index}`)): EventGroup[] {
    return sizes.map((bytes, index) => ({
        event: {
            id: ids[index],
            text: "x".repeat(bytes - entryBytes - ids[index].length),
        } as AuditEvent,
        deliveries: [],
        outcome: unsent,
    }));
}

describe("a call", () => {
    const cases: [what: string, sizes: number[], calls: number[]][] = [
        ["nothing", [], []],
        ["100 events", Array<number>(100).fill(50), [100]],
        ["101 events", Array<number>(101).fill(50), [100, 1]],
        ["250 events", Array<number>(250).fill(50), [100, 100, 50]],
        ["900 kB", [450_000, 450_000 - envelopeBytes], [2]],
        ["900 kB and a byte", [450_000, 450_001 - envelopeBytes], [1, 1]],
        ["an event too large for any call", [50, 950_000, 50], [2, 1]],
        ["a large one among small ones", [600_000, 600_000, 200_000], [2, 1]],
    ];
    for (const [what, sizes, calls] of cases) {
        it(`is filled with ${what}: ${calls.join(" + ") || "no call"}`, () => {
            expect(plan(groups(sizes)).map(({ length }) => length)).to.deep.equal(calls);
        });
    }

    it("holds no id twice", () => {
        const planned = plan(groups([50, 50, 50, 50], ["a", "a", "b", "a"]));
        expect(planned.map((call) => call.map(({ event }) => event.id))).to.deep.equal([
            ["a", "b"],
            ["a"],
            ["a"],
        ]);
    });

    it("takes up to 900 kB as it goes over the wire", async () => {
        const { inputs } = await invokeBatch(bodies(100, { notes: '"'.repeat(2000) }));
        const sizes = inputs.map(({ auditEvents }) => Buffer.byteLength(JSON.stringify({ auditEvents })));
        expect(Math.max(...sizes)).to.be.within(880_000, 900_000);
        expect(inputs.flatMap(({ auditEvents }) => auditEvents)).to.have.length(100);
    });
});

describe("an id that comes twice in a batch", () => {
    const first = bodyWith({ uuid: "a", user_id: 1, create: { _id: "x" } });

    it("with the same text shares its twin's fate: accepted", async () => {
        const { calls, returned, log } = await invokeBatch([first, first, first]);
        expect(calls).to.deep.equal([["a"]]);
        expect(returned).to.deep.equal([]);
        expect(log).to.include({ received: 3, accepted: 3, duplicates: 2 });
    });

    it("… back to the queue", async () => {
        const { returned, log } = await invokeBatch([first, first], { put: () => ({}) });
        expect(returned).to.deep.equal(["m0", "m1"]);
        expect(log).to.include({ received: 2, retried: 2, duplicates: 1 });
    });

    it("… dead-lettered, each delivery", async () => {
        const put = () => Promise.reject(refusal("ValidationException", 400));
        const { deadLetters, log } = await invokeBatch([first, first], { put });
        expect(deadLetters.map(({ MessageBody }) => MessageBody)).to.deep.equal([first, first]);
        expect(log).to.include({ received: 2, rejected: 2, duplicates: 1 });
    });

    const others: [what: string, body: string][] = [
        ["another value inside a value", bodyWith({ uuid: "a", user_id: 1, create: { _id: "y" } })],
        [
            "another source",
            bodyWith({ uuid: "a", user_id: 1, create: { _id: "x" } }, { source: "aws.partner/evil" }),
        ],
        ["other white space", first.replace(",", ", ")],
    ];
    for (const [what, body] of others) {
        it(`with ${what} goes in the next call, and both arrive`, async () => {
            const { calls, returned, log, inputs } = await invokeBatch([first, body, first]);
            expect(calls).to.deep.equal([["a"], ["a"]]);
            expect(inputs.map(({ auditEvents }) => auditEvents.length)).to.deep.equal([1, 1]);
            expect(returned).to.deep.equal([]);
            expect(log).to.include({ received: 3, accepted: 3, duplicates: 1 });
        });
    }

    const unlike: [what: string, one: string, other: string][] = [
        ["beyond 2^53", "9007199254740993", "9007199254740992"],
        [
            "where they are nested too deeply to be kept",
            `${"[".repeat(50_000)}1${"]".repeat(50_000)}`,
            `${"[".repeat(50_000)}2${"]".repeat(50_000)}`,
        ],
    ];
    for (const [where, ...values] of unlike) {
        it(`differing only ${where} is another event`, async () => {
            const batch = values.map((value) =>
                bodyWith({ uuid: "a", value: 0 }).replace('"value":0', `"value":${value}`),
            );
            const { returned, calls, log } = await invokeBatch([...batch, ...bodies(3)]);
            expect(returned).to.deep.equal([]);
            expect(calls).to.deep.equal([["a", "e0", "e1", "e2"], ["a"]]);
            expect(log).to.include({ received: 5, accepted: 5, duplicates: 0 });
        });
    }
});
