import { GetQueueUrlCommand, SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { unitOf } from "../../../local/deploy/deployment";
import { expect } from "chai";
import { request } from "node:http";
import { startSqs, type Running } from "./support";

/** A request, ready to be sent. */
interface Signed {
    headers: Record<string, string>;
    body: Uint8Array;
}

describe("the proxy before SQS: who gets in", () => {
    let running: Running;
    before(async () => {
        running = await startSqs();
    });
    after(() => running.stop());

    const post = (headers: Record<string, string>, path = "/") =>
        fetch(`${running.queues.endpoint}${path}`, {
            method: "POST",
            headers: { "content-type": "application/x-amz-json-1.0", ...headers },
            body: "{}",
        });
    const send = (client: SQSClient, QueueUrl: string) =>
        client.send(new SendMessageCommand({ QueueUrl, MessageBody: "x" }));

    it("only this machine", async () => {
        const { hostname, port } = new URL(running.queues.endpoint);
        expect(hostname).to.equal("127.0.0.1");
        // What listens to the world listens here as well.
        const elsewhere = fetch(`http://127.0.0.2:${port}`, { method: "POST" });
        expect(await elsewhere.catch(() => "nobody")).to.equal("nobody");
    });

    it("nobody without a signature", async () => {
        const answer = await post({ "x-amz-target": "AmazonSQS.ListQueues" });
        expect(answer.status).to.equal(403);
        expect(await answer.json()).to.include({
            __type: "com.amazonaws.sqs#MissingAuthenticationTokenException",
        });
    });

    it("nobody with a key that this run did not give out", async () => {
        const credentials = { accessKeyId: "AKIALOCALOPERATOR", secretAccessKey: "local" };
        const guessing = running.client("operator", 1, { credentials });
        const error = await send(guessing, running.urls.deadLetters).catch((failure: Error) => failure);
        expect(error).to.include({ name: "InvalidClientTokenId" });
    });

    it("nobody under another host's name", async () => {
        const { headers, body } = await new Promise<Signed>((resolve) => {
            const requestHandler = {
                handle: (signed: Signed) => (resolve(signed), Promise.reject(new Error())),
            };
            const client = running.client("operator", 1, { requestHandler });
            send(client, running.urls.queue).catch(() => undefined);
        });
        const { hostname, port } = new URL(running.queues.endpoint);
        const call = (host: string) =>
            new Promise<number | undefined>((resolve, reject) => {
                const options = { hostname, port, method: "POST", headers: { ...headers, host } };
                request(options, ({ statusCode }) => resolve(statusCode))
                    .on("error", reject)
                    .end(body);
            });
        expect(await call("evil.example")).to.equal(403);
        expect(await call(`evil.example:${port}`)).to.equal(403);
        expect(await call("127.0.0.1:1")).to.equal(403);
        expect(await call(`localhost:${port}`)).to.equal(200);
    });

    for (const path of ["/", "/_fauxqs/queues"])
        it(`no other service's call at ${path}`, async () => {
            const posted = await post({}, path);
            expect(posted.status).to.equal(400);
            expect(await posted.json()).to.include({ __type: "com.amazonaws.sqs#InvalidAction" });
            expect((await fetch(`${running.queues.endpoint}${path}`)).status).to.equal(400);
        });

    it("a client that calls the queue's own URL", async () => {
        const { deployment, queues } = running;
        const client = running.client("operator", 1, { useQueueUrlAsEndpoint: true });
        const { QueueUrl = "" } = await client.send(
            new GetQueueUrlCommand({ QueueName: unitOf(deployment).deadLetters.name }),
        );
        expect(QueueUrl).to.equal(
            `${queues.endpoint}/${deployment.account}/${unitOf(deployment).deadLetters.name}`,
        );
        await send(client, QueueUrl);
        expect(queues.count(unitOf(deployment).deadLetters)).to.equal(1);
        const missing = client.send(new GetQueueUrlCommand({ QueueName: "missing" }));
        expect(await missing.catch((error: Error) => error.name)).to.equal("QueueDoesNotExist");
    });

    it("who is permitted, in SQS's words", async () => {
        const sending = (caller: "function" | "events", to: "queue" | "deadLetters") =>
            send(running.client(caller), running.urls[to]).then(
                () => "sent",
                ({ name, message }: Error) => `${name}: ${message}`,
            );
        expect(await sending("function", "queue"))
            .to.match(/^AccessDenied: /)
            .and.include("no identity-based policy allows the sqs:sendmessage action");
        expect(await sending("events", "queue")).to.equal("sent");
        expect(await sending("function", "deadLetters")).to.equal("sent");
    });
});
