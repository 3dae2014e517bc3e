import { expect } from "chai";
import { account, batchOf, bodies } from "../../lab/forwarder/events";
import { answer, invoke, invokeBatch, refusal, type Put } from "../support/forwarder";

/** Refuses each call that holds one of these events, with the code given for it. */
function refusing(codes: Record<string, string>) {
    return (events: Put[]) => {
        const culprit = events.find(({ id }) => Object.hasOwn(codes, id));
        if (culprit) throw refusal(codes[culprit.id], 400, `of ${culprit.id}`);
        return answer(events);
    };
}

const ids = (count: number) => Array.from({ length: count }, (_, index) => `e${index}`);
const allAlike = (count: number, code = "ValidationException") =>
    Object.fromEntries(ids(count).map((id) => [id, code]));

describe("a call refused for its content", () => {
    for (const culprit of ["e0", "e1", "e49", "e50", "e98", "e99"]) {
        it(`is sent in parts: ${culprit} is dead-lettered, the other 99 arrive in the same pass`, async () => {
            const put = refusing({ [culprit]: "ValidationException" });
            const { returned, deadLetters, calls, log } = await invokeBatch(bodies(100), { put });
            expect(returned).to.deep.equal([]);
            expect(deadLetters).to.have.length(1);
            expect(log).to.include({ accepted: 99, rejected: 1, retried: 0 });
            // One call, seven growing parts, and halving the largest of 37 down to one takes six steps of two calls.
            expect(calls.length).to.be.at.most(20);
            expect(new Set(calls.flat()).size).to.equal(100);
        });
    }

    it("is sent in fifty parts at most: the rest is for the next delivery", async () => {
        const codes = Object.fromEntries(
            ids(100)
                .filter((_, index) => index % 2)
                .map((id) => [id, "ValidationException"]),
        );
        const run = await invokeBatch(bodies(100), { put: refusing(codes) });
        expect(run.calls).to.have.length(51);
        const { accepted, rejected, retried } = run.log;
        expect(run.deadLetters.length).to.equal(rejected).and.to.be.above(0);
        expect(Number(accepted) + Number(rejected) + Number(retried)).to.equal(100);
        for (const { MessageBody } of run.deadLetters) expect(MessageBody).to.match(/"uuid":"e\d*[13579]"/);
    });

    for (const count of [4, 100]) {
        it(`goes back to the queue when all ${count} events are refused alike, after four calls`, async () => {
            const { returned, deadLetters, calls, log } = await invokeBatch(bodies(count), {
                put: refusing(allAlike(count)),
            });
            expect(returned).to.have.length(count);
            expect(deadLetters).to.deep.equal([]);
            const reason = "CallRefused:ValidationException";
            for (const one of log.undelivered) expect(one).to.include({ kind: "retry", reason });
            expect(calls.map(({ length }) => length)).to.deep.equal([count, 1, 2, count === 4 ? 1 : 4]);
        });
    }

    it("goes back to the queue also beside what is no event", async () => {
        const { returned, deadLetters } = await invokeBatch([...bodies(2), "no event"], {
            put: refusing(allAlike(2)),
        });
        expect(returned).to.deep.equal(["m0", "m1"]);
        expect(deadLetters.map(({ MessageBody }) => MessageBody)).to.deep.equal(["no event"]);
    });

    it("is no outage if another call was answered: the one innocent among eight arrives", async () => {
        const all = bodies(8);
        // Another event with the id of the last one has to go in a call of its own.
        const namesake = JSON.stringify({ ...(JSON.parse(all[7]) as object), region: "eu-west-1" });
        const { returned, deadLetters, log } = await invokeBatch([...all, namesake], {
            put: refusing(allAlike(7)),
        });
        expect(returned).to.deep.equal([]);
        expect(deadLetters).to.have.length(7);
        expect(log).to.include({ accepted: 2, rejected: 7 });
    });

    it("dead-letters all when they are refused each for a reason of its own", async () => {
        const put = refusing({ e0: "ValidationException", e1: "SerializationException" });
        const { returned, deadLetters } = await invokeBatch(bodies(2), { put });
        expect(returned).to.deep.equal([]);
        expect(
            deadLetters.map(({ MessageAttributes }) => MessageAttributes.errorCode.StringValue),
        ).to.deep.equal(["ValidationException", "SerializationException"]);
    });

    it("dead-letters a single event, also beside what is no event", async () => {
        for (const others of [[], ["no event"]]) {
            const put = refusing(allAlike(1));
            const { returned, deadLetters, calls } = await invokeBatch([...bodies(1), ...others], { put });
            expect(returned).to.deep.equal([]);
            expect(deadLetters).to.have.length(1 + others.length);
            expect(calls).to.have.length(1);
        }
    });

    it("dead-letters the refused if another event was rejected on its own", async () => {
        for (const code of ["ValidationException", "InvalidData"]) {
            const put = (events: Put[]) => {
                if (events.length > 1 || events[0].id !== "e0") throw refusal(code, 400);
                return answer(events, { e0: "InvalidData" });
            };
            const { returned, deadLetters } = await invokeBatch(bodies(3), { put });
            expect(returned).to.deep.equal([]);
            expect(deadLetters).to.have.length(3);
        }
    });

    it("blames no event while nothing was answered: the refused go back with the others", async () => {
        const put = (events: Put[]) => {
            if (events.length > 1 || events[0].id === "e0") throw refusal("ValidationException", 400);
            throw refusal("ServiceUnavailable", 503);
        };
        const { returned, deadLetters } = await invokeBatch(bodies(2), { put });
        expect(returned).to.deep.equal(["m0", "m1"]);
        expect(deadLetters).to.deep.equal([]);
    });

    for (const name of ["Unknown", "UnknownError", "SyntaxError"]) {
        it(`by a proxy, which the SDK calls ${name}, is about no event`, async () => {
            for (const count of [1, 3]) {
                const put = refusing(allAlike(count, name));
                const { returned, deadLetters } = await invokeBatch(bodies(count), { put });
                expect(returned).to.have.length(count);
                expect(deadLetters).to.deep.equal([]);
            }
        });
    }
});

describe("a call that fails as a whole", () => {
    const failures: [what: string, error: Error][] = [
        ["500", refusal("InternalFailure", 500)],
        ["403", refusal("AccessDeniedException", 403)],
        ["a broken connection", refusal("ECONNRESET")],
        ["no answer in time", refusal("DeadlineNear")],
        ["KMSInvalidState", refusal("KMSInvalidState", 400)],
    ];
    for (const [what, error] of failures) {
        it(`with ${what} whenever it holds one event: the others arrive in the same pass`, async () => {
            const put = (events: Put[]) => {
                if (events.some(({ id }) => id === "e17")) throw error;
                return answer(events);
            };
            const { returned, deadLetters, log } = await invokeBatch(bodies(40), { put });
            expect(returned).to.deep.equal(["m17"]);
            expect(deadLetters).to.deep.equal([]);
            expect(log).to.include({ accepted: 39, retried: 1 });
        });
    }

    it("whatever it holds: three small calls more, and the rest goes back untried", async () => {
        const put = () => Promise.reject(refusal("InternalFailure", 500));
        const { returned, calls, log } = await invokeBatch(bodies(100), { put });
        expect(calls.map(({ length }) => length)).to.deep.equal([100, 100, 1, 2, 4]);
        expect(returned).to.have.length(100);
        expect(new Set(log.undelivered.map(({ reason }) => reason))).to.deep.equal(
            new Set(["InternalFailure"]),
        );
    });

    it("throttled: the service wants fewer calls, and gets no smaller ones", async () => {
        for (const error of [refusal("ThrottlingException", 400), refusal("Other", 429)]) {
            const { calls } = await invokeBatch(bodies(100), { put: () => Promise.reject(error) });
            expect(calls.map(({ length }) => length)).to.deep.equal([100, 100, 100]);
        }
    });

    it("throttled once it is in parts: no smaller ones either", async () => {
        const put = (_: Put[], number: number) => {
            throw number < 3 ? refusal("InternalFailure", 500) : refusal("ThrottlingException", 400);
        };
        const { calls } = await invokeBatch(bodies(3), { put });
        expect(calls.map(({ length }) => length)).to.deep.equal([3, 3, 1, 2]);
    });

    it("with a part of the batch: only that part is sent in parts", async () => {
        const [first, second] = [bodies(1), bodies(2, { notes: "of the same ids" })];
        const put = (events: Put[], number: number) => {
            if (number > 1 && events[0].id === "e0") throw refusal("InternalFailure", 500);
            return answer(events);
        };
        const { calls, returned } = await invokeBatch([...first, ...second], { put });
        expect(calls).to.deep.equal([["e0", "e1"], ["e0"], ["e0"], ["e0"]]);
        expect(returned).to.deep.equal(["m1"]);
    });
});

describe("a message that was received ten times", () => {
    const tenth = (count: number) => Array<number>(count).fill(10);

    it("is sent in growing parts, and what was accepted is deleted before the next", async () => {
        const { calls, removals, returned } = await invoke(batchOf(bodies(20), undefined, tenth(20)));
        expect(calls.map(({ length }) => length)).to.deep.equal([1, 2, 4, 8, 5]);
        expect(returned).to.deep.equal([]);
        expect(removals.map(({ calls, Entries }) => [calls, Entries.length])).to.deep.equal([
            [1, 1],
            [2, 2],
            [3, 4],
            [4, 8],
        ]);
        const [{ QueueUrl, Entries }] = removals;
        expect(QueueUrl).to.equal(`https://sqs.eu-central-1.amazonaws.com/${account}/queue`);
        expect(Entries).to.deep.equal([{ Id: "0", ReceiptHandle: "m0" }]);
    });

    it("comes after the fresh ones, which are deleted first, in tens; so is what was dead-lettered", async () => {
        const counts = [10, ...Array<number>(19).fill(9), 1];
        const batch = batchOf([...bodies(20), "no event"], undefined, counts);
        const { calls, removals, deadLetters } = await invoke(batch);
        expect(calls).to.deep.equal([ids(20).slice(1), ["e0"]]);
        expect(deadLetters).to.have.length(1);
        expect(removals.map(({ calls, Entries }) => [calls, Entries.length])).to.deep.equal([
            [1, 10],
            [1, 10],
        ]);
    });

    it("is suspected earlier if SQS gives up earlier", async () => {
        const counts: [maxReceiveCount: string | undefined, from: number][] = [
            [undefined, 10],
            ["1000", 10],
            ["40", 10],
            ["39", 9],
            ["12", 3],
            ["11", 2],
            ["1", 2],
        ];
        for (const [MAX_RECEIVE_COUNT, from] of counts) {
            for (const [count, calls] of [
                [from - 1, 1],
                [from, 2],
            ]) {
                const run = await invoke(batchOf(bodies(3), undefined, [count, count, count]), {
                    environment: { MAX_RECEIVE_COUNT },
                });
                expect(run.calls.length, `${MAX_RECEIVE_COUNT}: ${count}`).to.equal(calls);
            }
        }
    });

    it("makes a suspect of its twin, too", async () => {
        const [first, second] = bodies(2);
        const { calls } = await invoke(batchOf([first, first, second], undefined, [10, 1, 1]));
        expect(calls).to.deep.equal([["e1"], ["e0"]]);
    });

    it("is in another part by chance: the last may come first", async () => {
        let chance = 1;
        const put = (events: Put[]) => {
            Math.random = () => (chance -= 0.1);
            return answer(events);
        };
        const batch = batchOf(bodies(4), undefined, [1, 10, 10, 10]);
        const { calls } = await invoke(batch, { put });
        expect(calls).to.deep.equal([["e0"], ["e3"], ["e2", "e1"]]);
    });

    it("sees no outage in calls that are answered for some of their events", async () => {
        const put = (events: Put[]) =>
            answer(events, events.length > 1 ? { [events[0].id]: "InternalFailure" } : {});
        const { calls } = await invoke(batchOf(bodies(64), undefined, tenth(64)), { put });
        expect(calls.map(({ length }) => length)).to.deep.equal([1, 2, 4, 8, 16, 32, 1]);
    });

    it("goes back with the others if nothing is known of any of them", async () => {
        const run = await invoke(batchOf(bodies(3), undefined, tenth(3)), { put: () => ({}) });
        expect([run.error, run.returned, run.calls.length]).to.deep.equal([undefined, ["m0", "m1", "m2"], 2]);
    });

    it("is tried once: in an outage three small calls are enough", async () => {
        const put = () => Promise.reject(refusal("InternalFailure", 500));
        const { calls, returned, removals, log } = await invoke(batchOf(bodies(50), undefined, tenth(50)), {
            put,
        });
        expect(calls.map(({ length }) => length)).to.deep.equal([1, 2, 4]);
        expect(returned).to.have.length(50);
        expect(removals).to.deep.equal([]);
        expect(log.undelivered.at(-1)).to.include({ reason: "InternalFailure" });
    });

    it("is delivered also if it can be deleted by Lambda only", async () => {
        const remove = () => Promise.reject(refusal("AccessDenied", 403));
        const run = await invoke(batchOf(bodies(3), undefined, tenth(3)), { remove });
        expect([run.returned, run.error]).to.deep.equal([[], undefined]);
        const { Records } = batchOf(bodies(3), undefined, tenth(3));
        const bare = Records.map((record) => ({ ...record, receiptHandle: undefined }));
        for (const records of [bare, Records.map((record) => ({ ...record, eventSourceARN: 5 }))]) {
            const { calls, removals, returned } = await invoke({ Records: records });
            expect([calls.length, removals, returned]).to.deep.equal([2, [], []]);
        }
    });

    it("is mapped when its turn comes, and what is no event holds back no other", async () => {
        const { calls, deadLetters, returned } = await invoke(
            batchOf(["no event", ...bodies(2)], undefined, tenth(3)),
        );
        expect(calls).to.deep.equal([["e0", "e1"]]);
        expect(deadLetters).to.have.length(1);
        expect(returned).to.deep.equal([]);
    });
});
