import { expect } from "chai";
import { batchOf, bodies, eventWith } from "../../lab/forwarder/events";
import { invoke, refusal } from "../support/forwarder";

describe("an event straight from EventBridge", () => {
    it("is delivered", async () => {
        const { calls, error, returned, log } = await invoke(eventWith());
        expect(error).to.be.undefined;
        expect(calls).to.deep.equal([["5c101eef-1d2e-4f3a-8b4c-aabbcc019919"]]);
        expect(returned).to.deep.equal([]);
        expect(log).to.include({ received: 1, accepted: 1 });
    });

    it("is left to Lambda's retries by an error when it must be tried again", async () => {
        const { error, log } = await invoke(eventWith(), {
            put: () => Promise.reject(refusal("Throttling", 400)),
        });
        expect(error?.message).to.equal("The event was not delivered: it is left to Lambda's retries.");
        expect(log).to.include({ received: 1, retried: 1 });
    });

    it("is left to Lambda's retries when it can be neither delivered nor dead-lettered", async () => {
        const deadLetter = () => Promise.reject(refusal("AccessDenied", 403));
        expect((await invoke({}, { deadLetter })).error?.message).to.include("was not delivered");
    });

    const others: [event: unknown, body: string][] = [
        [undefined, "null"],
        [null, "null"],
        [[], "[]"],
        [[{ detail: {} }], '[{"detail":{}}]'],
        ["text", '"text"'],
        [5, "5"],
        [{}, "{}"],
        [{ Records: {} }, '{"Records":{}}'],
        [{ Records: null, detail: 1 }, '{"Records":null,"detail":1}'],
    ];
    for (const [event, body] of others) {
        it(`is dead-lettered when it is none: ${JSON.stringify(event) ?? "undefined"}`, async () => {
            const { error, deadLetters, calls } = await invoke(event);
            expect(error).to.be.undefined;
            expect(calls).to.deep.equal([]);
            expect(deadLetters.map(({ MessageBody }) => MessageBody)).to.deep.equal([body]);
        });
    }

    it("keeps numbers beyond a double's range, delivered or dead-lettered", async () => {
        const event: unknown = JSON.parse('{"detail":{"uuid":"u","n":1e400,"o":[-1e400]}}');
        const { inputs } = await invoke(event);
        expect(inputs[0].auditEvents[0].eventData).to.include('"n":1e999,"o":[-1e999]');
        const put = () => Promise.reject(refusal("ValidationException", 400));
        const { deadLetters } = await invoke(event, { put });
        expect(deadLetters[0].MessageBody).to.equal('{"detail":{"uuid":"u","n":1e999,"o":[-1e999]}}');
    });

    for (const levels of [5000, 20_000]) {
        it(`that is nested ${levels} levels deep is dead-lettered as it is`, async () => {
            const deep = `{"detail":${'{"a":[1,"\\uffff",'.repeat(levels)}1e999${',{"b":{},"c":[]}]}'.repeat(levels)}}`;
            const { error, deadLetters, log } = await invoke(JSON.parse(deep));
            expect(error).to.be.undefined;
            expect(deadLetters.map(({ MessageBody }) => MessageBody)).to.deep.equal([deep]);
            expect(deadLetters[0].MessageAttributes.errorMessage.StringValue).to.equal(
                "nested too deeply to be written by JSON.stringify",
            );
            expect(log.undelivered).to.deep.equal([
                {
                    id: "request-1",
                    kind: "rejected",
                    reason: "the forwarder failed on this event",
                    errorCode: "NestedTooDeeply",
                },
            ]);
        });
    }
});

describe("a batch", () => {
    it("of nothing is settled", async () => {
        const { returned, calls, log } = await invoke({ Records: [] });
        expect([returned, calls]).to.deep.equal([[], []]);
        expect(log).to.include({ received: 0, accepted: 0, oldestEventAge: 0, oldestWait: 0 });
    });

    const strangers: [what: string, record: unknown][] = [
        ["a notification of SNS", { EventSource: "aws:sns", Sns: { Message: bodies(1)[0] } }],
        ["nothing", null],
        ["text", "text"],
        ["a message without a body", { messageId: "m0" }],
        ["a message whose body is no text", { messageId: "m0", body: {} }],
        ["a message without an id", { body: bodies(1)[0] }],
    ];
    for (const [what, record] of strangers) {
        it(`with a record that SQS never made, ${what}: dead-lettered as it is, or thrown`, async () => {
            const { error, deadLetters, returned, calls } = await invoke({ Records: [record] });
            expect([error, returned, calls]).to.deep.equal([undefined, [], []]);
            expect(deadLetters.map(({ MessageBody }) => MessageBody)).to.deep.equal([JSON.stringify(record)]);
            const deadLetter = () => Promise.reject(refusal("AccessDenied", 403));
            const again = await invoke({ Records: [record] }, { deadLetter });
            expect(again.error?.message).to.include("was not delivered");
        });
    }

    const sends: [sentAt: number, eventTime: string][] = [
        [Date.UTC(2026, 10, 20, 9, 8, 7, 654), "2026-11-20T09:08:07Z"],
        [99_999_999_999_999, "5138-11-16T09:46:39Z"],
    ];
    for (const [sentAt, eventTime] of sends) {
        it(`takes the time of the first send where the event has none, so that every redelivery maps alike: ${eventTime}`, async () => {
            const { inputs } = await invoke(batchOf(['{"id":"e","detail":{}}'], sentAt));
            expect(JSON.parse(inputs[0].auditEvents[0].eventData)).to.include({ eventTime });
        });
    }

    const odd: [what: string, attributes: unknown][] = [
        ["no attributes", undefined],
        ["no time", {}],
        ["a time that is none", { SentTimestamp: "soon" }],
        ["an empty time", { SentTimestamp: "" }],
        ["a negative time", { SentTimestamp: "-1" }],
        ["a time of 15 digits", { SentTimestamp: "100000000000000" }],
        ["a time beyond the calendar", { SentTimestamp: "9000000000000000" }],
    ];
    for (const [what, attributes] of odd) {
        it(`takes the present for a record with ${what}`, async () => {
            const record = { messageId: "m0", body: '{"id":"e","detail":{}}', attributes };
            const { inputs, returned, deadLetters } = await invoke({ Records: [record] });
            const { eventTime } = JSON.parse(inputs[0].auditEvents[0].eventData) as { eventTime: string };
            expect(Date.now() - Date.parse(eventTime)).to.be.within(0, 3000);
            expect([returned, deadLetters]).to.deep.equal([[], []]);
        });
    }
});
