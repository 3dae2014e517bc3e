import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect } from "chai";
import { credentialsOf } from "../../../local/aws/iam/callers";
import { startSqs } from "./support";
import type { Running } from "./support";

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

    for (const path of ["/", "/bucket", "/_fauxqs/queues", "/health"]) {
        it(`no other service's call at ${path}`, async () => {
            const posted = await post({}, path);
            expect(posted.status).to.equal(400);
            expect(await posted.json()).to.include({ __type: "com.amazonaws.sqs#InvalidAction" });
            if (path !== "/bucket") return;
            expect((await fetch(`${running.queues.endpoint}${path}`)).status).to.equal(400);
        });
    }

    it("a client that calls the queue's own URL", async () => {
        const { deployment, queues } = running;
        const client = new SQSClient({
            region: deployment.region,
            endpoint: queues.endpoint,
            credentials: credentialsOf("operator"),
        });
        const { QueueUrl = "" } = await client.send(
            new GetQueueUrlCommand({ QueueName: deployment.deadLetters.name }),
        );
        expect(QueueUrl).to.equal(`${queues.endpoint}/${deployment.account}/${deployment.deadLetters.name}`);
        await send(client, QueueUrl);
        expect(queues.count(deployment.deadLetters)).to.equal(1);
        const missing = client.send(new GetQueueUrlCommand({ QueueName: "missing" }));
        expect(await missing.catch((error: Error) => error.name)).to.equal("QueueDoesNotExist");
        client.destroy();
    });

    const refused: [who: "function" | "events", what: "queue" | "deadLetters", words: string][] = [
        ["function", "queue", "no identity-based policy allows the sqs:sendmessage action"],
        ["events", "queue", ""],
        ["events", "deadLetters", ""],
        ["function", "deadLetters", ""],
    ];
    for (const [who, what, words] of refused) {
        it(`${who} ${words === "" ? "may" : "may not"} send to ${what}`, async () => {
            const error = await send(running.client(who), running.urls[what]).then(
                () => ({ message: "" }),
                (failure: Error) => failure,
            );
            expect(error.message).to.include(words);
            if (words !== "") expect(error).to.include({ name: "AccessDenied" });
        });
    }
});
