import { expect } from "chai";
import { bodies } from "../../lab/forwarder/events";
import { answer, invokeBatch, refusal, type Put } from "../support/forwarder";

/** Refuses each call that holds one of these events, with the code given for it. */
function refusing(codes: Record<string, string>) {
    return (events: Put[]) => {
        const poison = events.find(({ id }) => Object.hasOwn(codes, id));
        if (poison) throw refusal(codes[poison.id], 400, `of ${poison.id}`);
        return answer(events);
    };
}

const ids = (count: number) => Array.from({ length: count }, (_, index) => `e${index}`);
const allAlike = (count: number) => Object.fromEntries(ids(count).map((id) => [id, "ValidationException"]));

describe("a call refused for its content", () => {
    for (const poison of ["e0", "e1", "e49", "e50", "e98", "e99"]) {
        it(`is split: ${poison} is dead-lettered, the other 99 arrive in the same pass`, async () => {
            const put = refusing({ [poison]: "ValidationException" });
            const { returned, deadLetters, calls, log } = await invokeBatch(bodies(100), { put });
            expect(returned).to.deep.equal([]);
            expect(deadLetters).to.have.length(1);
            expect(log).to.include({ accepted: 99, rejected: 1, retried: 0 });
            // Halving 100 down to one takes seven steps of two calls, after the first call.
            expect(calls.length).to.be.at.most(15);
            expect(new Set(calls.flat()).size).to.equal(100);
        });
    }

    it("is split down to the last when half of the events are to blame", async () => {
        const codes = Object.fromEntries(
            ids(100)
                .filter((_, index) => index % 2)
                .map((id) => [id, "ValidationException"]),
        );
        const { returned, deadLetters, calls } = await invokeBatch(bodies(100), { put: refusing(codes) });
        expect(returned).to.deep.equal([]);
        expect(deadLetters).to.have.length(50);
        expect(calls.length).to.be.at.most(199);
    });

    it("goes back to the queue when every event is refused alike", async () => {
        const { returned, deadLetters, calls, log } = await invokeBatch(bodies(4), {
            put: refusing(allAlike(4)),
        });
        expect(returned).to.deep.equal(["m0", "m1", "m2", "m3"]);
        expect(deadLetters).to.deep.equal([]);
        const reason = "CallRefused:ValidationException";
        expect(log.undelivered[0]).to.deep.equal({ id: "e0", kind: "retry", reason });
        // Once down to single events: another round would be in vain.
        expect(calls.length).to.equal(7);
    });

    it("dead-letters all when they are refused each for a reason of its own", async () => {
        const put = refusing({ e0: "ValidationException", e1: "SerializationException" });
        const { returned, deadLetters } = await invokeBatch(bodies(2), { put });
        expect(returned).to.deep.equal([]);
        expect(
            deadLetters.map(({ MessageAttributes }) => MessageAttributes.errorCode.StringValue),
        ).to.deep.equal(["ValidationException", "SerializationException"]);
    });

    it("dead-letters a single event", async () => {
        const { returned, deadLetters, calls } = await invokeBatch(bodies(1), { put: refusing(allAlike(1)) });
        expect(returned).to.deep.equal([]);
        expect(deadLetters).to.have.length(1);
        expect(calls).to.have.length(1);
    });

    it("dead-letters the refused if another event was rejected on its own", async () => {
        const put = (events: Put[]) => {
            if (events.length > 1 || events[0].id !== "e0") throw refusal("ValidationException", 400);
            return answer(events, { e0: "InvalidData" });
        };
        const { returned, deadLetters } = await invokeBatch(bodies(3), { put });
        expect(returned).to.deep.equal([]);
        expect(deadLetters).to.have.length(3);
    });

    it("… also when both came with the same code", async () => {
        const put = (events: Put[]) => {
            if (events.length > 1 || events[0].id !== "e0") throw refusal("InvalidData", 400);
            return answer(events, { e0: "InvalidData" });
        };
        const { returned, deadLetters } = await invokeBatch(bodies(3), { put });
        expect(returned).to.deep.equal([]);
        expect(deadLetters).to.have.length(3);
    });

    it("blames no event while part of the answer is missing: the refused go back with the others", async () => {
        const put = (events: Put[]) => {
            if (events.length > 1 || events[0].id === "e0") throw refusal("ValidationException", 400);
            throw refusal("ServiceUnavailable", 503);
        };
        const { returned, deadLetters } = await invokeBatch(bodies(2), { put });
        expect(returned).to.deep.equal(["m0", "m1"]);
        expect(deadLetters).to.deep.equal([]);
    });

    it("tries only the rest again where a half is throttled", async () => {
        const put = (events: Put[], number: number) => {
            if (number === 1) throw refusal("ValidationException", 400);
            if (number === 3) throw refusal("ThrottlingException", 400);
            return answer(events);
        };
        const { returned, calls } = await invokeBatch(bodies(4), { put });
        expect(returned).to.deep.equal([]);
        expect(calls).to.deep.equal([ids(4), ["e0", "e1"], ["e2", "e3"], ["e2", "e3"]]);
    });
});
