import { expect } from "chai";
import { limits } from "../../handler/limits";
import { bodies, bodyWith } from "../../lab/forwarder/events";
import { answer, invoke, invokeBatch, refusal, type Message, type Put } from "../support/forwarder";
import { bytesOf, messageFaults, undocumented } from "../support/messages";

function refusedWith(name: string, message: string) {
    return () => Promise.reject(refusal(name, 400, message));
}

describe("a dead letter", () => {
    const formed = [
        bodyWith({ notes: "é😀\u2028" }),
        ` {\n\t"detail": {"uuid": "a",  "uuid": "b", "n": 1.50, "big": 12345678901234567890, "x": null} }\r\n`,
    ];
    for (const body of [...formed, "not JSON at all", "[]", '{"detail":5}', " "]) {
        it(`has the event as it came: ${JSON.stringify(body).slice(0, 60)}`, async () => {
            const { deadLetters, returned } = await invokeBatch([body], {
                put: refusedWith("ValidationException", "no"),
            });
            expect(deadLetters.map(({ MessageBody }) => MessageBody)).to.deep.equal([body]);
            expect(returned).to.deep.equal([]);
        });
    }

    const reasons: [body: string, errorMessage: string][] = [
        ["{", "the body is not JSON"],
        ["null", "`detail` is not an object"],
        ['{"detail":[]}', "`detail` is not an object"],
        ['{"detail":null}', "`detail` is not an object"],
        ['{"detail":"x"}', "`detail` is not an object"],
    ];
    for (const [body, errorMessage] of reasons) {
        it(`says why ${body} is not an event`, async () => {
            const { deadLetters, calls } = await invokeBatch([body]);
            expect(calls).to.deep.equal([]);
            expect(deadLetters[0].MessageAttributes).to.deep.equal({
                reason: { DataType: "String", StringValue: "not an EventBridge event" },
                errorCode: { DataType: "String", StringValue: "NotAnEvent" },
                errorMessage: { DataType: "String", StringValue: errorMessage },
            });
        });
    }

    const unclean: [given: string, kept: string][] = [
        ["a\u0000b\u000b\u001fc", "a\ufffdb\ufffd\ufffdc"],
        ["lone \ud83d and \ude00", "lone \ufffd and \ufffd"],
        ["\ufffe\uffff", "\ufffd\ufffd"],
        ["tab\tline\nreturn\r€😀\u007f\u0085", "tab\tline\nreturn\r€\ufffd\u007f\u0085"],
    ];
    for (const [given, kept] of unclean) {
        it(`has clean text for the service's ${JSON.stringify(given)}`, async () => {
            const { deadLetters } = await invokeBatch(bodies(1), {
                put: refusedWith("ValidationException", given),
            });
            expect(deadLetters[0].MessageAttributes.errorMessage.StringValue).to.equal(kept);
        });
    }

    for (const spare of [0, 1, 12, 13, 20, 52, 60, 100, 5000]) {
        it(`is within 1 MiB when the body leaves ${spare} bytes, and no attribute is empty`, async () => {
            const body = bodyWith({ uuid: "a", notes: "" });
            const large = bodyWith({
                uuid: "a",
                notes: "x".repeat(limits.messageBytes - spare - body.length),
            });
            const { deadLetters } = await invokeBatch([large], {
                put: refusedWith("ValidationException", "€".repeat(2000)),
            });
            expect(deadLetters[0].MessageBody).to.equal(large);
            expect(messageFaults(deadLetters[0])).to.deep.equal([]);
            // What room there is goes to the reason first.
            expect("reason" in deadLetters[0].MessageAttributes).to.equal(spare > "reasonString".length);
        });
    }

    it("fills 1 MiB to the byte with the service's message", async () => {
        const body = bodyWith({ uuid: "a", notes: "" });
        const large = bodyWith({ uuid: "a", notes: "x".repeat(limits.messageBytes - 1000 - body.length) });
        const { deadLetters } = await invokeBatch([large], {
            put: refusedWith("ValidationException", '"'.repeat(2000)),
        });
        expect(bytesOf(deadLetters[0])).to.equal(limits.messageBytes);
    });

    it("grows by no escapes that SQS does not ask for", async () => {
        const event = { detail: { uuid: "a", notes: "😀é€\u2028".repeat(1000) } };
        const put = () => Promise.reject(refusal("ValidationException", 400));
        const { deadLetters } = await invoke(event, { put });
        expect(deadLetters[0].MessageBody).to.equal(JSON.stringify(event));
    });

    it("has its body escaped where SQS would not take it, and is the same JSON", async () => {
        const event = { detail: { uuid: "a", notes: "\ufffe\uffff\u0000é" } };
        const { deadLetters } = await invoke(event, { put: refusedWith("ValidationException", "no") });
        expect(deadLetters[0].MessageBody).not.to.match(undocumented);
        expect(JSON.parse(deadLetters[0].MessageBody)).to.deep.equal(event);
    });

    it("that cannot be sent leaves its event in the queue, and no other", async () => {
        const put = (events: Put[]) => answer(events, { e0: "InvalidData", e1: "InvalidData" });
        const deadLetter = ({ MessageBody }: Message) => {
            if (MessageBody === bodies(1)[0]) throw refusal("QueueDoesNotExist", 400);
        };
        const { returned, deadLetters, log } = await invokeBatch(bodies(3), { put, deadLetter });
        expect(returned).to.deep.equal(["m0"]);
        expect(deadLetters).to.have.length(1);
        expect(log).to.include({ accepted: 1, retried: 1, rejected: 1 });
        expect(log.undelivered).to.deep.include({
            id: "e0",
            kind: "retry",
            reason: "DeadLetterQueue:QueueDoesNotExist",
        });
    });
});
