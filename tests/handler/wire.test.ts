/** The forwarder with the real SQS client and the stand-in for the other one, over HTTP. */
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect } from "chai";
import { createHash } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { forwarderCode } from "../../components/forwarderCode";
import type { Handler } from "../../handler/handling";
import { createChannelEndpoint } from "../../local/channel/endpoint";
import type { AcceptedEvent, Intercept } from "../../local/channel/types";
import * as cloudTrailData from "../../local/sdk/client-cloudtrail-data";
import { account, bodies, bodyWith, channelArn } from "../support/events";
import { batchOf, environment } from "../support/forwarder";
import { withEnvironment, withModules } from "../support/modules";

describe("over the wire the forwarder", () => {
    let accepted: AcceptedEvent[];
    let requests: { url: string; bytes: number }[];
    let messages: { QueueUrl: string; MessageBody: string; MessageAttributes: object }[];
    let intercept: Intercept;
    let servers: Server[];
    let handler: Handler;
    const before = { ...process.env };
    const write = process.stdout.write.bind(process.stdout);

    async function listen(listener: RequestListener): Promise<string> {
        const server = createServer(listener);
        servers.push(server);
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }

    const queue: RequestListener = (request, response) => {
        let text = "";
        request.on("data", (chunk: Buffer) => (text += chunk.toString()));
        request.on("end", () => {
            const message = JSON.parse(text) as (typeof messages)[number];
            messages.push(message);
            const MD5OfMessageBody = createHash("md5").update(message.MessageBody).digest("hex");
            response.setHeader("content-type", "application/x-amz-json-1.0");
            response.end(JSON.stringify({ MessageId: "1", MD5OfMessageBody }));
        });
    };

    beforeEach(async () => {
        [accepted, requests, messages, servers] = [[], [], [], []];
        intercept = () => undefined;
        const endpoint = createChannelEndpoint({
            channels: [
                {
                    arn: channelArn,
                    accountId: account,
                    destinations: ["store"],
                    source: "OneLogin",
                    policy: { accountIds: [account], externalId: "external-1" },
                },
            ],
            accept: (events) => Promise.resolve(void accepted.push(...events)),
            intercept: (call) => intercept(call),
        });
        const channel = await listen((request, response) => {
            requests.push({ url: request.url ?? "", bytes: Number(request.headers["content-length"]) });
            endpoint(request, response);
        });
        const services = {
            ...environment,
            EXTERNAL_ID: "external-1",
            AWS_ENDPOINT_URL_CLOUDTRAIL_DATA: channel,
            AWS_ENDPOINT_URL_SQS: await listen(queue),
            AWS_REGION: "us-east-1",
            AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
            AWS_SECRET_ACCESS_KEY: "secret",
        };
        // The clients read theirs when they are first used.
        Object.assign(process.env, services);
        delete process.env.AWS_SESSION_TOKEN;
        const modules = {
            "@aws-sdk/client-cloudtrail-data": cloudTrailData,
            "@aws-sdk/client-sqs": { SQSClient, SendMessageCommand },
        };
        const code = forwarderCode();
        handler = withEnvironment(services, () => withModules(modules, code));
        process.stdout.write = () => true;
    });

    afterEach(() => {
        process.stdout.write = write;
        process.env = { ...before };
        for (const server of servers) server.closeAllConnections();
        for (const server of servers) server.close();
    });

    async function invoke(batch: string[], remaining = 20_000): Promise<string[]> {
        const context = { functionName: "f", awsRequestId: "r", getRemainingTimeInMillis: () => remaining };
        const { batchItemFailures } = await handler(batchOf(batch), context);
        return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    }

    it("delivers a batch in one call, in the channel's Region and with the external ID", async () => {
        expect(await invoke(bodies(100))).to.deep.equal([]);
        expect(accepted).to.have.length(100);
        expect(requests).to.have.length(1);
        expect(requests[0].url)
            .to.include("externalId=external-1")
            .and.to.include(encodeURIComponent(channelArn));
        expect(messages).to.deep.equal([]);
    });

    it("makes bodies of at most 900 kB, and of the size it planned", async () => {
        expect(await invoke(bodies(100, { notes: '"€\\'.repeat(1000) }))).to.deep.equal([]);
        expect(accepted).to.have.length(100);
        expect(Math.max(...requests.map(({ bytes }) => bytes))).to.be.within(850_000, 900_000);
    });

    it("sets aside what the service refuses, and what is no event", async () => {
        intercept = () => ({ failures: { e1: { errorCode: "InvalidData", errorMessage: "no\u0000 good" } } });
        expect(await invoke([...bodies(2), "no event"])).to.deep.equal([]);
        expect(accepted).to.have.length(1);
        expect(messages.map(({ MessageBody }) => MessageBody)).to.have.members([bodies(2)[1], "no event"]);
        expect(messages[0].QueueUrl).to.equal(environment.DEAD_LETTER_QUEUE_URL);
        const refused = messages.find(({ MessageBody }) => MessageBody !== "no event");
        expect(refused?.MessageAttributes).to.have.nested.property(
            "errorMessage.StringValue",
            "no\ufffd good",
        );
    });

    it("survives a broken connection, before or after the events were accepted", async () => {
        for (const reset of ["beforeAcceptance", "afterAcceptance"] as const) {
            let broken = false;
            intercept = () => (broken ? {} : ((broken = true), { reset }));
            expect(await invoke([bodyWith({ uuid: reset })])).to.deep.equal([]);
        }
        const ids = accepted.map(({ eventData }) => eventData.UID);
        expect(ids).to.deep.equal(["beforeAcceptance", "afterAcceptance", "afterAcceptance"]);
    });

    const faults: [
        what: string,
        refusal: { status: number; name: string; headers?: Record<string, string> },
    ][] = [
        [
            "throttled for an hour",
            { status: 429, name: "TooManyRequestsException", headers: { "retry-after": "3600" } },
        ],
        ["throttled", { status: 400, name: "ThrottlingException" }],
        ["unavailable", { status: 503, name: "ServiceUnavailable" }],
    ];
    for (const [what, refusal] of faults) {
        it(`is ready in time when the channel is ${what}, and the events go back to the queue`, async () => {
            intercept = () => ({ refusal: { message: "later", ...refusal } });
            const begin = performance.now();
            expect(await invoke(bodies(2), 400)).to.deep.equal(["m0", "m1"]);
            expect(performance.now() - begin).to.be.below(400);
        });
    }

    it("takes a 200 that is not JSON, or of another shape, as no answer", async () => {
        for (const answer of ["<html>", "{}", "[]", ""]) {
            intercept = () => ({ answer });
            expect(await invoke(bodies(1), 500)).to.deep.equal(["m0"]);
        }
        expect(messages).to.deep.equal([]);
    });
});
