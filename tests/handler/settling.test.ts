import { expect } from "chai";
import { createBatcher } from "../../handler/batching";
import { createCalls } from "../../handler/calls";
import { limits } from "../../handler/limits";
import { createSettler } from "../../handler/settling";
import type { AuditEvent, Context, Delivery, Outcome, Rejected } from "../../handler/types";
import { bodies } from "../../lab/forwarder/events";
import { answer, invokeBatch, type Put } from "../support/forwarder";

const event: AuditEvent = {
    id: "e0",
    eventData: "{}",
    eventTime: "2026-11-20T14:03:00Z",
    truncated: false,
    unknownEventType: false,
};

describe("a round", () => {
    it("is not waited for when nothing is left to send", async () => {
        let pauses = 0;
        const put = (events: Put[]) => {
            Math.random = () => (pauses++, 0);
            return answer(events);
        };
        const { calls } = await invokeBatch(bodies(1), { put });
        expect([calls.length, pauses]).to.deep.equal([1, 0]);
    });

    it("is not begun when its pause would end just as the time does", async () => {
        const { now } = Date;
        const { random } = Math;
        let sent = 0;
        const outcomes: Outcome[] = [];
        const { settle } = createSettler({
            mapper: { map: () => event },
            batcher: createBatcher(limits.call),
            sender: {
                send: () => Promise.resolve((sent++, [{ kind: "retry", reason: "Throttling" }])),
            },
            deadLetters: { send: () => Promise.resolve() },
            reporter: {
                write: (_, __, ___, all) => void outcomes.push(...all.map(({ outcome }) => outcome)),
            },
            calls: createCalls(),
        });
        const delivery = { messageId: "m0", body: "{}", receivedAt: 1000 };
        // Of 125 ms a fifth is kept for the answer.
        const context = { functionName: "f", awsRequestId: "r", getRemainingTimeInMillis: () => 125 };
        // The clock stands still, and the first pause is of 100 ms.
        Date.now = () => 1000;
        Math.random = () => 0.5;
        try {
            expect(await settle([delivery], context)).to.deep.equal([delivery]);
        } finally {
            Date.now = now;
            Math.random = random;
        }
        expect(sent).to.equal(1);
        expect(outcomes).to.deep.equal([{ kind: "retry", reason: "Throttling" }]);
    });
});

describe("an event", () => {
    /** What becomes of one delivery if `parts` of the settler do otherwise than usual. */
    async function settleWith(parts: Partial<Parameters<typeof createSettler>[0]>) {
        const deadLettered: Rejected[] = [];
        const outcomes: Outcome[] = [];
        const { settle } = createSettler({
            mapper: { map: () => event },
            batcher: createBatcher(limits.call),
            sender: { send: () => Promise.resolve([{ kind: "accepted" }]) },
            deadLetters: {
                send: (_, rejection) => Promise.resolve(void deadLettered.push(rejection as Rejected)),
            },
            reporter: {
                write: (_, __, ___, all) => void outcomes.push(...all.map(({ outcome }) => outcome)),
            },
            calls: createCalls(),
            ...parts,
        });
        const delivery: Delivery = { messageId: "m0", body: "{}", receivedAt: 1000 };
        const context: Context = {
            functionName: "f",
            awsRequestId: "r",
            getRemainingTimeInMillis: () => 1000,
        };
        return { returned: await settle([delivery], context), deadLettered, outcomes };
    }

    it("goes back to the queue if nothing became of it", async () => {
        const batcher = { ...createBatcher(limits.call), plan: () => [] };
        const { returned, outcomes } = await settleWith({ batcher });
        expect(returned).to.have.length(1);
        expect(outcomes).to.deep.equal([{ kind: "retry", reason: "NotSent" }]);
    });

    it("is dead-lettered if the mapping itself fails on it", async () => {
        const map = () => {
            throw new TypeError("a bug");
        };
        const { returned, deadLettered } = await settleWith({ mapper: { map } });
        expect(returned).to.deep.equal([]);
        expect(deadLettered).to.deep.equal([
            {
                kind: "rejected",
                alone: false,
                reason: "the forwarder failed on this event",
                errorCode: "TypeError",
                errorMessage: "a bug",
            },
        ]);
    });
});
