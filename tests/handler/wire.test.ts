/** The forwarder with the real SQS client and the stand-in for the other one, over HTTP. */
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect } from "chai";
import { forwarderCode } from "../../components/forwarderCode";
import type { Handler } from "../../handler/handling";
import * as cloudTrailData from "../../local/sdk/client-cloudtrail-data";
import { batchOf, bodies, bodyWith, channelArn } from "../../lab/forwarder/events";
import { startServices, type Services } from "../../lab/forwarder/services";
import { environment, withModules } from "../../lab/forwarder/start";

describe("over the wire the forwarder", () => {
    let services: Services;
    let handler: Handler;
    const before = process.env;
    const write = process.stdout.write.bind(process.stdout);

    beforeEach(async () => {
        services = await startServices();
        // For as long as the test takes: the clients read theirs when they are first used.
        process.env = { ...before, ...services.environment };
        delete process.env.AWS_SESSION_TOKEN;
        const modules = {
            "@aws-sdk/client-cloudtrail-data": cloudTrailData,
            "@aws-sdk/client-sqs": { SQSClient, SendMessageCommand },
        };
        handler = withModules(modules, forwarderCode());
        process.stdout.write = () => true;
    });

    afterEach(() => {
        process.stdout.write = write;
        process.env = before;
        services.stop();
    });

    async function invoke(batch: string[], remaining = 20_000): Promise<string[]> {
        const context = { functionName: "f", awsRequestId: "r", getRemainingTimeInMillis: () => remaining };
        const { batchItemFailures } = await handler(batchOf(batch), context);
        return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    }

    it("delivers a batch in one call, in the channel's Region and with the external ID", async () => {
        expect(await invoke(bodies(100))).to.deep.equal([]);
        expect(services.accepted).to.have.length(100);
        expect(services.requests).to.have.length(1);
        expect(services.requests[0].url)
            .to.include("externalId=external-1")
            .and.to.include(encodeURIComponent(channelArn));
        expect(services.messages).to.deep.equal([]);
    });

    it("makes bodies of at most 900 kB, and of the size it planned", async () => {
        expect(await invoke(bodies(100, { notes: '"€\\'.repeat(1000) }))).to.deep.equal([]);
        expect(services.accepted).to.have.length(100);
        expect(Math.max(...services.requests.map(({ bytes }) => bytes))).to.be.within(850_000, 900_000);
    });

    it("dead-letters what the service refuses, and what is no event", async () => {
        services.intercept = () => ({
            failures: { e1: { errorCode: "InvalidData", errorMessage: "no\u0000 good" } },
        });
        expect(await invoke([...bodies(2), "no event"])).to.deep.equal([]);
        expect(services.accepted).to.have.length(1);
        expect(services.messages.map(({ MessageBody }) => MessageBody)).to.have.members([
            bodies(2)[1],
            "no event",
        ]);
        expect(services.messages[0].QueueUrl).to.equal(environment.DEAD_LETTER_QUEUE_URL);
        const refused = services.messages.find(({ MessageBody }) => MessageBody !== "no event");
        expect(refused?.MessageAttributes).to.have.nested.property(
            "errorMessage.StringValue",
            "no\ufffd good",
        );
    });

    it("survives a broken connection, before or after the events were accepted", async () => {
        for (const reset of ["beforeAcceptance", "afterAcceptance"] as const) {
            let broken = false;
            services.intercept = () => (broken ? {} : ((broken = true), { reset }));
            expect(await invoke([bodyWith({ uuid: reset })])).to.deep.equal([]);
        }
        const ids = services.accepted.map(({ eventData }) => eventData.UID);
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
            services.intercept = () => ({ refusal: { message: "later", ...refusal } });
            const begin = performance.now();
            expect(await invoke(bodies(2), 2000)).to.deep.equal(["m0", "m1"]);
            expect(performance.now() - begin).to.be.below(2000);
        });
    }

    it("takes a 200 that is not JSON, or of another shape, as no answer", async () => {
        for (const answer of ["<html>", "{}", "[]", ""]) {
            services.intercept = () => ({ answer });
            expect(await invoke(bodies(1), 500)).to.deep.equal(["m0"]);
        }
        expect(services.messages).to.deep.equal([]);
    });
});
