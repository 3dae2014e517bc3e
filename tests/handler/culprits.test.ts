import { expect } from "chai";
import { bodies } from "../../lab/forwarder/events";
import { answer, invokeBatch, refusal, type Put } from "../support/forwarder";

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
