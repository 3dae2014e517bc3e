import {
    GetQueueUrlCommand,
    ReceiveMessageCommand,
    SendMessageCommand,
    type SQSClient,
} from "@aws-sdk/client-sqs";
import { expect } from "chai";
import { type QueueSettings, unitOf } from "../../../local/deploy/deployment";
import type { CallFault } from "../../../local/http/fault";
import type { QueueCall } from "../../../local/sqs/types";
import { errorOf, startSqs, type Running } from "./support";

describe("the proxy before SQS", () => {
    let running: Running;
    let [queue, deadLetters]: QueueSettings[] = [];
    let calls: QueueCall[];
    let fault: (call: QueueCall) => CallFault | undefined;

    before(async () => {
        running = await startSqs((call) => {
            calls.push(call);
            return fault(call);
        });
        const unit = unitOf(running.deployment);
        [queue, deadLetters] = [unit.queue as QueueSettings, unit.deadLetters];
    });
    after(() => running.stop());
    beforeEach(() => {
        calls = [];
        fault = () => undefined;
    });

    const sendBy = (client: SQSClient, QueueUrl: string, MessageBody = "x") =>
        client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    const send = (body: string, maxAttempts = 1) =>
        sendBy(running.client("operator", maxAttempts), running.urls.queue, body);
    const held = () => running.queues.bodies(queue).map(({ body }) => body);

    const post = (headers: Record<string, string>, path = "/") =>
        fetch(`${running.queues.endpoint}${path}`, {
            method: "POST",
            headers: { "content-type": "application/x-amz-json-1.0", ...headers },
            body: "{}",
        });
    it("lets in: only this machine", async () => {
        const { hostname, port } = new URL(running.queues.endpoint);
        expect(hostname).to.equal("127.0.0.1");
        // What listens to the world listens here as well.
        const elsewhere = fetch(`http://127.0.0.2:${port}`, { method: "POST" });
        expect(await elsewhere.catch(() => "nobody")).to.equal("nobody");
    });

    it("lets in nobody without a signature", async () => {
        const answer = await post({ "x-amz-target": "AmazonSQS.ListQueues" });
        expect(answer.status).to.equal(403);
        expect(await answer.json()).to.include({
            __type: "com.amazonaws.sqs#MissingAuthenticationTokenException",
        });
    });

    it("lets in nobody with a key that this run did not give out", async () => {
        const credentials = { accessKeyId: "AKIALOCALOPERATOR", secretAccessKey: "local" };
        const guessing = running.client("operator", 1, { credentials });
        const error = await sendBy(guessing, running.urls.deadLetters).catch((failure: Error) => failure);
        expect(error).to.include({ name: "InvalidClientTokenId" });
    });

    for (const path of ["/", "/_fauxqs/queues"])
        it(`lets in no other service's call at ${path}`, async () => {
            const posted = await post({}, path);
            expect(posted.status).to.equal(400);
            expect(await posted.json()).to.include({ __type: "com.amazonaws.sqs#InvalidAction" });
            expect((await fetch(`${running.queues.endpoint}${path}`)).status).to.equal(400);
        });

    it("lets in: a client that calls the queue's own URL", async () => {
        const { deployment, queues } = running;
        const { name } = deadLetters;
        const client = running.client("operator", 1, { useQueueUrlAsEndpoint: true });
        const { QueueUrl = "" } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
        expect(QueueUrl).to.equal(`${queues.endpoint}/${deployment.account}/${name}`);
        await sendBy(client, QueueUrl);
        expect(queues.count(deadLetters)).to.equal(1);
        const missing = client.send(new GetQueueUrlCommand({ QueueName: "missing" }));
        expect(await missing.catch((error: Error) => error.name)).to.equal("QueueDoesNotExist");
    });

    it("lets in: who is permitted, in SQS's words", async () => {
        const sending = (caller: "function" | "events", to: "queue" | "deadLetters") =>
            sendBy(running.client(caller), running.urls[to]).then(
                () => "sent",
                ({ name, message }: Error) => `${name}: ${message}`,
            );
        expect(await sending("function", "queue"))
            .to.match(/^AccessDenied: /)
            .and.include("no identity-based policy allows the sqs:sendmessage action");
        expect(await sending("events", "queue")).to.equal("sent");
        expect(await sending("function", "deadLetters")).to.equal("sent");
    });

    it("lets faults be asked with every call, and told what it is", async () => {
        await send("told");
        await running.queues.as("mapping").receive(queue, 1);
        const [sent, received] = calls;
        const { name } = queue;
        expect(sent).to.deep.include({ action: "SendMessage", queue: name, caller: "operator" });
        expect(sent.request).to.include({ MessageBody: "told" });
        expect(received).to.deep.include({ action: "ReceiveMessage", queue: name, caller: "mapping" });
        expect(received.number).to.equal(sent.number + 1);
    });

    it("lets faults refuse a call, whose effect does not happen, with a header such as Retry-After, and let the next try pass", async () => {
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

    it("lets faults break the connection before anything happens", async () => {
        fault = () => ({ reset: "before" });
        expect(await errorOf(send("never came"))).to.have.property("code", "ECONNRESET");
        expect(held()).not.to.include("never came");
    });

    it("lets faults break the connection after the message is taken", async () => {
        fault = () => ({ reset: "after" });
        expect(await errorOf(send("taken"))).to.have.property("code", "ECONNRESET");
        expect(held()).to.include("taken");
    });

    it("lets faults delay a call", async () => {
        fault = ({ action }) => (action === "ReceiveMessage" ? { delayMs: 50 } : undefined);
        const start = performance.now();
        await running
            .client("operator")
            .send(new ReceiveMessageCommand({ QueueUrl: running.urls.deadLetters }));
        // Timers may fire a little early.
        expect(performance.now() - start).to.be.greaterThan(45);
    });
});
