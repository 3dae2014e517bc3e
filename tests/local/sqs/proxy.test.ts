import { ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { unitOf } from "../../../local/deploy/deployment";
import { expect } from "chai";
import type { CallFault } from "../../../local/http/fault";
import type { QueueCall } from "../../../local/sqs/types";
import { startSqs, type Running } from "./support";

describe("the proxy before SQS: faults", () => {
    let running: Running;
    let calls: QueueCall[];
    let fault: (call: QueueCall) => CallFault | undefined;

    before(async () => {
        running = await startSqs((call) => {
            calls.push(call);
            return fault(call);
        });
    });
    after(() => running.stop());
    beforeEach(() => {
        calls = [];
        fault = () => undefined;
    });

    const send = (body: string, maxAttempts = 1) =>
        running
            .client("operator", maxAttempts)
            .send(new SendMessageCommand({ QueueUrl: running.urls.queue, MessageBody: body }));
    const held = () =>
        running.queues.bodies(unitOf(running.deployment).queue as never).map(({ body }) => body);
    const errorOf = (call: Promise<unknown>) => call.then(String, (error: Error) => error);

    it("are asked with every call, and told what it is", async () => {
        await send("told");
        await running.queues.as("mapping").receive(unitOf(running.deployment).queue as never, 1);
        const [sent, received] = calls;
        const { name } = unitOf(running.deployment).queue as { name: string };
        expect(sent).to.deep.include({ action: "SendMessage", queue: name, caller: "operator" });
        expect(sent.request).to.include({ MessageBody: "told" });
        expect(received).to.deep.include({ action: "ReceiveMessage", queue: name, caller: "mapping" });
        expect(received.number).to.equal(sent.number + 1);
    });

    it("refuse a call, whose effect does not happen, with a header such as Retry-After, and let the next try pass", async () => {
        const refusal = { status: 503, name: "ServiceUnavailable", message: "busy" };
        fault = () => ({ refusal });
        expect(await errorOf(send("refused"))).to.include({ name: "ServiceUnavailable", message: "busy" });
        const first = calls.length + 1;
        fault = () =>
            calls.length === first ? { refusal: { ...refusal, headers: { "Retry-After": "0" } } } : undefined;
        await send("second try", 2);
        expect(calls).to.have.length(first + 1);
        expect(held()).to.include("second try").and.not.include("refused");
    });

    it("break the connection before anything happens", async () => {
        fault = () => ({ reset: "before" });
        expect(await errorOf(send("never came"))).to.have.property("code", "ECONNRESET");
        expect(held()).not.to.include("never came");
    });

    it("break the connection after the message is taken", async () => {
        fault = () => ({ reset: "after" });
        expect(await errorOf(send("taken"))).to.have.property("code", "ECONNRESET");
        expect(held()).to.include("taken");
    });

    it("delay a call", async () => {
        fault = ({ action }) => (action === "ReceiveMessage" ? { delayMs: 50 } : undefined);
        const start = performance.now();
        await running
            .client("operator")
            .send(new ReceiveMessageCommand({ QueueUrl: running.urls.deadLetters }));
        // Timers may fire a little early.
        expect(performance.now() - start).to.be.greaterThan(45);
    });
});
