import { expect } from "chai";
import { account, batchOf, bodies } from "../../lab/forwarder/events";
import { answer, invoke, refusal, type Put } from "../support/forwarder";

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
        expect(calls).to.deep.equal([Array.from({ length: 19 }, (_, index) => `e${index + 1}`), ["e0"]]);
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
        const put = (events: Put[]) => answer(events, { [events[0].id]: "InternalFailure" });
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
