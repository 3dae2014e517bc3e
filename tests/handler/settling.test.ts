import { expect } from "chai";
import { createDeliverer } from "../../handler/delivering";
import { groupTwins } from "../../handler/grouping";
import type { AuditEvent, CallFailure, Delivery } from "../../handler/types";
import { bodies } from "../../lab/forwarder/events";
import { answer, invokeBatch, type Put } from "../support/forwarder";
import { forwarderWith } from "../support/mapper";

const event: AuditEvent = {
    id: "e0",
    text: "{}",
    eventTime: "2026-11-20T14:03:00Z",
    receivedAt: 1000,
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
});

describe("a part of the suspects", () => {
    it("is not even made ready once the time is over", async () => {
        const { now } = Date;
        const group = { ...groupTwins([{ body: "{}" } as Delivery])[0], event };
        const { sendInParts } = createDeliverer(
            { plan: (groups) => [groups] },
            { send: () => expect.fail() },
        );
        Date.now = () => 1000;
        try {
            await sendInParts([group], 1000, () => expect.fail("was made ready"));
        } finally {
            Date.now = now;
        }
        expect(group.outcome).to.deep.equal({ kind: "retry", reason: "DeadlineNear" });
    });

    it("leaves the others in the round no more than their share of the time", async () => {
        const { now } = Date;
        const { random } = Math;
        const shares: number[] = [];
        const failure = { isPayloadError: true } as CallFailure;
        const send = ([{ text }]: AuditEvent[], deadline: number) => {
            shares.push(deadline - 1000);
            const failed = text === "first" ? { failure } : {};
            return Promise.resolve([{ kind: "retry", reason: "r", ...failed } as const]);
        };
        const groups = ["first", "second"].map((text) => ({
            ...groupTwins([{ body: text } as Delivery])[0],
            event: { ...event, text },
        }));
        const { deliver } = createDeliverer({ plan: (all) => all.map((one) => [one]) }, { send });
        [Date.now, Math.random] = [() => 1000, () => 0];
        try {
            await deliver(groups, 1600);
        } finally {
            [Date.now, Math.random] = [now, random];
        }
        // Both at first; then the second leaves a share to the suspect, and in the last round there is none.
        expect(shares).to.deep.equal([200, 300, 200, 300, 300]);
    });
});

describe("an event", () => {
    it("is dead-lettered if the mapping itself fails on it", async () => {
        const map = () => {
            throw new TypeError("a bug");
        };
        const code = forwarderWith(() => ({ map }));
        const { returned, deadLetters } = await invokeBatch(bodies(1), { code });
        expect(returned).to.deep.equal([]);
        const { MessageBody, MessageAttributes } = deadLetters[0];
        expect(MessageBody).to.equal(bodies(1)[0]);
        const texts = Object.values(MessageAttributes).map(({ StringValue }) => StringValue);
        expect(texts).to.deep.equal(["the forwarder failed on this event", "TypeError", "a bug"]);
    });
});
