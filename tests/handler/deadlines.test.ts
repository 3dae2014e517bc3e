import { expect } from "chai";
import { createBatcher } from "../../handler/batching";
import { createCalls } from "../../handler/calls";
import { limits } from "../../handler/limits";
import { createSettler } from "../../handler/settling";
import { onOwnClock } from "../support/clock";
import { bodies } from "../../lab/forwarder/events";
import { answer, invokeBatch, refusal, type Put } from "../support/forwarder";

const never = () => new Promise<never>(() => undefined);
const reasons = (log: { undelivered: Record<string, unknown>[] }) => [
    ...new Set(log.undelivered.map((one) => one.reason)),
];

describe("near its deadline the forwarder", () => {
    it("sends nothing when no time is left at the start", async () => {
        for (const remaining of [0, -5]) {
            const { calls, returned, log } = await invokeBatch(bodies(2), { remaining });
            expect(calls).to.deep.equal([]);
            expect(returned).to.deep.equal(["m0", "m1"]);
            expect(reasons(log)).to.deep.equal(["DeadlineNear"]);
        }
    });

    it("sets no timer in the past: Node would warn of it in the log", async () => {
        const { setTimeout: timer } = globalThis;
        const delays: (number | undefined)[] = [];
        globalThis.setTimeout = ((work: () => void, delay?: number) => {
            delays.push(delay);
            return timer(work, delay);
        }) as typeof setTimeout;
        try {
            await invokeBatch(["no event"], { remaining: -5 });
        } finally {
            globalThis.setTimeout = timer;
        }
        expect(delays).to.deep.equal([0]);
    });

    it("gives up on a call that never answers, in time to say so", async () => {
        let aborted = false;
        const put = (_: Put[], __: number, signal: AbortSignal) => {
            signal.addEventListener("abort", () => (aborted = true));
            return never();
        };
        const { calls, returned, log, milliseconds } = await onOwnClock(() =>
            invokeBatch(bodies(2), { put, remaining: 1000 }),
        );
        expect(calls).to.have.length(1);
        expect(returned).to.deep.equal(["m0", "m1"]);
        expect(reasons(log)).to.deep.equal(["DeadlineNear"]);
        expect(aborted).to.be.true;
        expect(milliseconds).to.equal(800);
    });

    it("keeps what arrived before a later call got stuck", async () => {
        const put = (events: Put[], number: number) => (number === 1 ? answer(events) : never());
        const { returned, log } = await onOwnClock(() => invokeBatch(bodies(101), { put, remaining: 300 }));
        expect(returned).to.deep.equal(["m100"]);
        expect(log).to.include({ accepted: 100, retried: 1 });
    });

    it("stops splitting, and blames no event", async () => {
        const put = async () => {
            await new Promise((resolve) => setTimeout(resolve, 150));
            throw refusal("ValidationException", 400);
        };
        const { calls, returned, deadLetters, milliseconds } = await onOwnClock(() =>
            invokeBatch(bodies(100), { put, remaining: 1000 }),
        );
        expect(calls.length).to.equal(6);
        expect(returned).to.have.length(100);
        expect(deadLetters).to.deep.equal([]);
        expect(milliseconds).to.equal(800);
    });

    it("starts no round whose pause would outlast it", async () => {
        let pauses = 0;
        const put = () => {
            // The longest pause there is: 200 ms, before the second round.
            Math.random = () => (pauses++, 1);
            return Promise.reject(refusal("ThrottlingException", 429));
        };
        const { calls, returned, milliseconds } = await onOwnClock(() =>
            invokeBatch(bodies(1), { put, remaining: 200 }),
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

    const schedules: [remaining: number, forCalls: number, forDeadLetters: number][] = [
        [1000, 800, 950],
        [25_000, 20_000, 23_750],
        [60_000, 55_000, 58_750],
        [900_000, 895_000, 898_750],
    ];
    for (const [remaining, forCalls, forDeadLetters] of schedules) {
        it(`keeps a fifth of ${remaining} ms, and at most five seconds, for dead-lettering and the answer`, async () => {
            const seen: Record<string, number> = {};
            const calls = createCalls();
            const event = {
                id: "e0",
                eventData: "{}",
                eventTime: "",
                truncated: false,
                unknownEventType: false,
            };
            const { settle } = createSettler({
                mapper: { map: (body) => (body === "event" ? event : "not an event") },
                batcher: createBatcher(limits.call),
                sender: {
                    send: (_, deadline) =>
                        Promise.resolve([((seen.forCalls = deadline), { kind: "accepted" })]),
                },
                deadLetters: { send: () => Promise.resolve() },
                reporter: { write: () => undefined },
                calls: {
                    ...calls,
                    within: (time, work) => ((seen.forDeadLetters = time), calls.within(time, work)),
                },
            });
            const context = {
                functionName: "f",
                awsRequestId: "r",
                getRemainingTimeInMillis: () => remaining,
            };
            await onOwnClock(async () => {
                const start = Date.now();
                const deliveries = ["event", "none"].map((body) => ({
                    messageId: body,
                    body,
                    receivedAt: start,
                }));
                expect(await settle(deliveries, context)).to.deep.equal([]);
                expect(seen).to.deep.equal({
                    forCalls: start + forCalls,
                    forDeadLetters: start + forDeadLetters,
                });
            });
        });
    }
});
