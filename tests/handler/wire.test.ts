/** The functions with the real clients of S3 and SQS and the stand-in for the other one, over HTTP. */
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect } from "chai";
import { forwarderCode } from "../../components/forwarderCode";
import { writerCode } from "../../components/writerCode";
import type { Handler } from "../../handler/handling";
import * as cloudTrailData from "../../local/sdk/client-cloudtrail-data";
import { batchOf, bodies, channelArn } from "../../lab/forwarder/events";
import { startServices, type Services } from "../../lab/forwarder/services";
import { withModules } from "../../lab/forwarder/start";
import { map } from "../support/mapper";

let services: Services;
let handler: Handler;
const before = process.env;
const write = process.stdout.write.bind(process.stdout);

const start = (code: () => Handler) => async () => {
    services = await startServices();
    // For as long as the test takes: the clients read theirs when they are first used.
    process.env = { ...before, ...services.environment };
    delete process.env.AWS_SESSION_TOKEN;
    const modules = {
        "@aws-sdk/client-cloudtrail-data": cloudTrailData,
        "@aws-sdk/client-s3": { S3Client, PutObjectCommand },
        "@aws-sdk/client-sqs": { SQSClient, SendMessageCommand },
    };
    handler = withModules(modules, code);
    process.stdout.write = () => true;
};

async function stop(): Promise<void> {
    process.stdout.write = write;
    process.env = before;
    await services.stop();
}

async function invoke(batch: string[], remaining = 20_000): Promise<string[]> {
    const context = { functionName: "f", awsRequestId: "r", getRemainingTimeInMillis: () => remaining };
    const { batchItemFailures } = await handler(batchOf(batch), context);
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

describe("over the wire the forwarder", () => {
    beforeEach(start(forwarderCode()));
    afterEach(stop);

    it("delivers a batch in one call, in the channel's Region, with the external ID and of the size that is planned", async () => {
        const batch = bodies(100, { notes: 'é€😀"\\\n\u0001\u007f\u2028\ud83d</script>' });
        expect(await invoke(batch)).to.deep.equal([]);
        expect(services.accepted).to.have.length(100);
        const [{ url, bytes }, ...others] = services.requests;
        expect(others).to.deep.equal([]);
        expect(url).to.include("externalId=external-1").and.to.include(encodeURIComponent(channelArn));
        // No comma follows the last event.
        expect(bytes).to.equal(
            batch.reduce((sum, body) => sum + map(body).bytes, '{"auditEvents":[]}'.length) - 1,
        );
        expect(services.messages).to.deep.equal([]);
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
            expect(await invoke(bodies(2), 800)).to.deep.equal(["m0", "m1"]);
            expect(performance.now() - begin).to.be.below(800);
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

describe("over the wire the writer", () => {
    beforeEach(start(writerCode()));
    afterEach(stop);

    it("puts a batch into the locked bucket, as an object that says what it is", async () => {
        expect(await invoke([...bodies(1000), "no event"])).to.deep.equal([]);
        const [{ headers, retention, key }, ...others] = services.bucket.list();
        expect(others).to.deep.equal([]);
        expect(key).to.match(/^events\/day=2025-11-20\/.*\.json\.gz$/);
        expect(headers)
            .to.include({ "content-type": "application/gzip" })
            .and.not.have.property("content-encoding");
        expect(retention?.mode).to.equal("GOVERNANCE");
        expect(services.stored()).to.have.length(1000);
        expect(services.messages.map(({ MessageBody }) => MessageBody)).to.deep.equal(["no event"]);
    });

    it("stores a batch once that is delivered twice", async () => {
        for (const batch of [bodies(20), bodies(20).reverse()]) expect(await invoke(batch)).to.deep.equal([]);
        const [{ key }, ...others] = services.bucket.list();
        expect([others.length, services.bucket.versions(key).length]).to.deep.equal([0, 1]);
    });

    it("writes to no bucket of another account", async () => {
        process.env = { ...process.env, BUCKET_OWNER: "999999999999" };
        handler = withModules({ "@aws-sdk/client-s3": { S3Client, PutObjectCommand } }, writerCode());
        expect(await invoke(bodies(1))).to.deep.equal(["m0"]);
        expect(services.stored()).to.deep.equal([]);
    });
});
