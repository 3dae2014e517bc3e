import { expect } from "chai";
import { createCalls } from "../../handler/calls";
import { createSettler } from "../../handler/settling";
import type { AuditEvent, Group } from "../../handler/types";
import { bodies } from "../../lab/forwarder/events";
import { answer, invokeBatch, type Put } from "../support/forwarder";

const event: AuditEvent = {
    id: "e0",
    eventData: "{}",
    bytes: 30,
    eventTime: "2026-11-20T14:03:00Z",
    detail: "{}",
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
        const settler = createSettler({
            batcher: { group: (groups) => groups, plan: (groups) => [groups] },
            sender: {
                send: () => Promise.resolve((sent++, [{ kind: "retry", reason: "Throttling" }])),
            },
            deadLetters: { send: () => Promise.resolve() },
            calls: createCalls(),
        });
        const group: Group = { event, deliveries: [], outcome: { kind: "retry", reason: "NotSent" } };
        // The clock stands still, and the first pause is of 100 ms.
        Date.now = () => 1000;
        Math.random = () => 0.5;
        try {
            await settler.deliver([group], { send: 1100, end: 1200 });
        } finally {
            Date.now = now;
            Math.random = random;
        }
        expect(sent).to.equal(1);
        expect(group.outcome).to.deep.equal({ kind: "retry", reason: "Throttling" });
    });
});
