import { expect } from "chai";
import { createCalls } from "../../handler/calls";
import { onOwnClock } from "../support/clock";
import { bodies } from "../../lab/forwarder/events";
import { answer, invokeBatch, refusal, type Put } from "../support/forwarder";

const never = () => new Promise<never>(() => undefined);
const reasons = (log: { undelivered: Record<string, unknown>[] }) => [
    ...new Set(log.undelivered.map((one) => one.reason)),
];

describe("near its deadline the forwarder", () => {
    it("gives work up with a name and a message of its own", async () => {
        const error = await createCalls()
            .within(Date.now(), never)
            .catch((caught: unknown) => caught);
        expect(error).to.include({ name: "DeadlineNear", message: "no answer in time" });
    });

    it("sends nothing when no time is left at the start", async () => {
        for (const remaining of [0, -5]) {
            const { calls, returned, log } = await invokeBatch(bodies(2), { remaining });
            expect(calls).to.deep.equal([]);
            expect(returned).to.deep.equal(["m0", "m1"]);
            expect(reasons(log)).to.deep.equal(["DeadlineNear"]);
        }
    });

    // Kept for the answer: a fifth of the time, and at most five seconds; of that, a quarter once all is dead-lettered.
    const schedules: [remaining: number, ofACall: number[], ofDeadLetters: number][] = [
        // Of a timer in the past Node would warn in the log.
        [-5, [], 0],
        [1000, [400], 950],
        [25_000, [10_000], 23_750],
        [60_000, [27_500], 58_750],
        [900_000, [447_500], 898_750],
    ];
    for (const [remaining, ofACall, ofDeadLetters] of schedules) {
        it(`sets timers of ${[...ofACall, ofDeadLetters].join(" and ")} ms, of ${remaining} that it has`, async () => {
            const delays: unknown[] = [];
            await onOwnClock(() => {
                const { setTimeout: timer } = globalThis;
                globalThis.setTimeout = ((work: () => void, delay?: number) => {
                    delays.push(delay);
                    return timer(work, delay);
                }) as typeof setTimeout;
                return invokeBatch(["no event", ...bodies(1)], { remaining });
            });
            expect(delays).to.deep.equal([...ofACall, ofDeadLetters]);
        });
    }

    it("gives up on calls that never answer, each with its share of the time, in time to say so", async () => {
        let aborted = 0;
        const put = (_: Put[], __: number, signal: AbortSignal) => {
            times.push(Date.now());
            signal.addEventListener("abort", () => aborted++);
            return never();
        };
        const times: number[] = [];
        const { calls, returned, log, milliseconds } = await onOwnClock(() =>
            invokeBatch(bodies(2), { put, remaining: 1000 }),
        );
        expect(calls).to.deep.equal([["e0", "e1"], ["e0"], ["e1"]]);
        // Half of 800 ms, a third of the rest, half of the rest.
        expect(times.map((time) => Math.round((time - times[0]) / 10))).to.deep.equal([0, 40, 53]);
        expect(returned).to.deep.equal(["m0", "m1"]);
        expect(reasons(log)).to.deep.equal(["DeadlineNear"]);
        expect(aborted).to.equal(3);
        expect(milliseconds).to.be.at.most(800);
    });

    it("keeps what arrived before a later call got stuck", async () => {
        const put = (events: Put[], number: number) => (number === 1 ? answer(events) : never());
        const { returned, log } = await onOwnClock(() => invokeBatch(bodies(101), { put, remaining: 300 }));
        expect(returned).to.deep.equal(["m100"]);
        expect(log).to.include({ accepted: 100, retried: 1 });
    });

    it("stops looking for a culprit, and hands back what was not tried", async () => {
        // After the first call, an eighth of 800 ms is left for each.
        const put = async (events: Put[], number: number) => {
            if (number === 1) throw refusal("ValidationException", 400);
            await new Promise((resolve) => setTimeout(resolve, 130));
            return answer(events);
        };
        const { calls, returned, deadLetters, milliseconds } = await onOwnClock(() =>
            invokeBatch(bodies(100), { put, remaining: 1000 }),
        );
        expect(calls.map(({ length }) => length)).to.deep.equal([100, 1, 2, 4]);
        expect(returned).to.have.length(100);
        expect(deadLetters).to.deep.equal([]);
        expect(milliseconds).to.be.at.most(800);
    });

    it("starts no round whose pause would last as long as the time", async () => {
        let pauses = 0;
        const put = () => {
            // The longest pause there is: 200 ms, before the second round.
            Math.random = () => (pauses++, 1);
            return Promise.reject(refusal("ThrottlingException", 429));
        };
        const { calls, returned, milliseconds } = await onOwnClock(() =>
            invokeBatch(bodies(1), { put, remaining: 250 }),
        );
        expect(calls).to.have.length(1);
        expect(pauses).to.equal(1);
        expect(returned).to.deep.equal(["m0"]);
        expect(milliseconds).to.equal(0);
    });

    it("waits longer before each round", async () => {
        const times: number[] = [];
        const put = () => {
            times.push(Date.now());
            Math.random = () => 0.25;
            return Promise.reject(refusal("ThrottlingException", 429));
        };
        await onOwnClock(() => invokeBatch(bodies(1), { put }));
        expect(times.map((time) => time - times[0])).to.deep.equal([0, 50, 150]);
    });

    it("gives up on a dead-letter send that never answers: the event goes back to the queue", async () => {
        let aborted = false;
        const deadLetter = (_: unknown, signal: AbortSignal) => {
            signal.addEventListener("abort", () => (aborted = true));
            return never();
        };
        const { returned, log, milliseconds } = await onOwnClock(() =>
            invokeBatch(["no event", ...bodies(1)], { deadLetter, remaining: 1000 }),
        );
        expect(returned).to.deep.equal(["m0"]);
        expect(log.undelivered).to.deep.equal([
            { id: "m0", kind: "retry", reason: "DeadLetterQueue:DeadlineNear" },
        ]);
        expect(log).to.include({ accepted: 1, retried: 1, rejected: 0 });
        expect(aborted).to.be.true;
        expect(milliseconds).to.equal(950);
    });

    it("still dead-letters what was rejected while it waited in vain for the channel", async () => {
        const { returned, deadLetters } = await onOwnClock(() =>
            invokeBatch(["no event", ...bodies(1)], { put: never, remaining: 200 }),
        );
        expect(returned).to.deep.equal(["m1"]);
        expect(deadLetters.map(({ MessageBody }) => MessageBody)).to.deep.equal(["no event"]);
    });

    it("leaves no timer behind", async () => {
        const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
        await Promise.resolve();
        // By now mocha has set its own, for this test.
        const before = timers();
        await invokeBatch([...bodies(2), "no event"]);
        expect(timers()).to.equal(before);
    });
});
