import { expect } from "chai";
import { createCalls } from "../../handler/calls";
import { createDeliverer, type Planner, type Sender } from "../../handler/delivering";
import { groupTwins } from "../../handler/grouping";
import { createSettler, type SettlerParts } from "../../handler/settling";
import type { AuditEvent, CallFailure, Context, Delivery, Outcome, Rejection } from "../../handler/types";
import { bodies } from "../../lab/forwarder/events";
import { onOwnClock } from "../support/clock";
import { answer, invokeBatch, type Put } from "../support/forwarder";

const event: AuditEvent = {
    id: "e0",
    text: "{}",
    eventTime: "2026-11-20T14:03:00Z",
    receivedAt: 1000,
    truncated: false,
    unknownEventType: false,
};

interface Settled {
    returned: string[];
    deadLettered: Rejection[];
    outcomes: Outcome[];
}

/** What becomes of messages with these bodies, if `parts` of the settler do otherwise than usual. */
async function settleWith(
    parts: Partial<SettlerParts & Sender & Planner>,
    texts = ["{}"],
    remaining = 1000,
): Promise<Settled> {
    const settled: Settled = { returned: [], deadLettered: [], outcomes: [] };
    const { plan = (groups) => [groups] } = parts;
    const { send = () => Promise.resolve([{ kind: "accepted" } as const]) } = parts;
    const { settle } = createSettler({
        mapper: { map: () => event },
        groupTwins,
        deliverer: createDeliverer({ plan }, { send }),
        deadLetters: {
            send: (_, { reason, errorCode, errorMessage }) =>
                Promise.resolve(void settled.deadLettered.push({ reason, errorCode, errorMessage })),
        },
        queue: { remove: () => Promise.resolve() },
        reporter: {
            write: (_, __, ___, all) => void settled.outcomes.push(...all.map(({ outcome }) => outcome)),
        },
        calls: createCalls(),
        maxReceiveCount: 100,
        ...parts,
    });
    const deliveries = texts.map((body, index): Delivery => ({
        messageId: `m${index}`,
        body,
        receivedAt: 1000,
        receiveCount: 1,
        receipt: undefined,
    }));
    const context: Context = {
        functionName: "f",
        awsRequestId: "r",
        getRemainingTimeInMillis: () => remaining,
    };
    settled.returned = (await settle(deliveries, context)).map(({ messageId }) => messageId);
    return settled;
}

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
        const send = () => Promise.resolve((sent++, [{ kind: "retry", reason: "Throttling" } as const]));
        // The clock stands still, the first pause is of 100 ms, and of 125 ms a fifth is kept for the answer.
        Date.now = () => 1000;
        Math.random = () => 0.5;
        try {
            expect(await settleWith({ send }, ["{}"], 125)).to.deep.equal({
                returned: ["m0"],
                deadLettered: [],
                outcomes: [{ kind: "retry", reason: "Throttling" }],
            });
        } finally {
            Date.now = now;
            Math.random = random;
        }
        expect(sent).to.equal(1);
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
    it("goes back to the queue if nothing became of it", async () => {
        const { returned, outcomes } = await settleWith({ plan: () => [] });
        expect(returned).to.deep.equal(["m0"]);
        expect(outcomes).to.deep.equal([{ kind: "retry", reason: "NotSent" }]);
    });

    it("is dead-lettered if the mapping itself fails on it", async () => {
        const map = () => {
            throw new TypeError("a bug");
        };
        const { returned, deadLettered } = await settleWith({ mapper: { map } });
        expect(returned).to.deep.equal([]);
        const reason = "the forwarder failed on this event";
        expect(deadLettered).to.deep.equal([{ reason, errorCode: "TypeError", errorMessage: "a bug" }]);
    });
});

describe("an invocation", () => {
    const schedules: [remaining: number, forCalls: number, forDeadLetters: number][] = [
        [1000, 800, 950],
        [25_000, 20_000, 23_750],
        [60_000, 55_000, 58_750],
        [900_000, 895_000, 898_750],
    ];
    for (const [remaining, forCalls, forDeadLetters] of schedules) {
        it(`of ${remaining} ms keeps a fifth, and at most five seconds, for dead-lettering and the answer`, async () => {
            const seen: Record<string, number> = {};
            const calls = createCalls();
            await onOwnClock(async () => {
                const start = Date.now();
                await settleWith(
                    {
                        mapper: { map: (body) => (body === "event" ? event : "not an event") },
                        // A call alone may take half of the time: the other half is for finding a culprit.
                        send: (_, deadline) =>
                            Promise.resolve([
                                ((seen.forCalls = 2 * (deadline - start)), { kind: "accepted" }),
                            ]),
                        calls: {
                            ...calls,
                            within: (time, work) => (
                                (seen.forDeadLetters = time - start),
                                calls.within(time, work)
                            ),
                        },
                    },
                    ["event", "none"],
                    remaining,
                );
                expect(seen).to.deep.equal({ forCalls, forDeadLetters });
            });
        });
    }
});
