import { createHash } from "node:crypto";
import {
    GetObjectCommand,
    PutObjectCommand,
    type PutObjectCommandInput,
    type S3Client,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import type { ObjectCall, ObjectFault } from "../../../local/s3/types";
import { signedFor } from "../http/support";
import { account, permissionsOf, policy, serve, settings, type Running } from "./support";

const { name: Bucket, arn } = settings;
const Key = "events/day=2026-11-27/a.json.gz";
const Resource = `${arn}/events/*`;

const writerPolicy = policy({ Effect: "Allow", Action: "s3:PutObject", Resource });

/** The status and name of a refusal, and its words. */
async function refusal(promise: Promise<unknown>): Promise<string> {
    return promise.then(
        () => "nothing failed",
        (error: { name: string; message: string; $metadata?: { httpStatusCode?: number } }) =>
            `${error.$metadata?.httpStatusCode} ${error.name}: ${error.message}`,
    );
}

describe("S3 refuses", () => {
    let running: Running;
    let writer: S3Client;
    const start = async (...options: Parameters<typeof serve>) => {
        running = await serve(...options);
        writer = running.clientOf("function");
    };
    const put = (more: Partial<PutObjectCommandInput> = {}, client = writer) =>
        client.send(new PutObjectCommand({ Bucket, Key, Body: "hello", IfNoneMatch: "*", ...more }));
    const raw = (headers: Record<string, string>, body = "hello") =>
        fetch(`${running.url}/${Bucket}/${Key}`, {
            method: "PUT",
            headers: { ...signed("s3"), ...headers },
            body,
        });
    const signed = (service: string, at?: Date) => ({
        ...signedFor(service, running.permissions.callers.credentials("function").accessKeyId, at),
        "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
        "if-none-match": "*",
    });
    const codeOf = async (answer: Promise<Response>) =>
        /<Code>(.*)<\/Code>/.exec(await (await answer).text())?.[1];
    afterEach(() => running.close());

    it("what the role's policy does not allow, and what the bucket's denies", async () => {
        // tests/security/bucket.test.ts has the policy that the component writes.
        const Condition = { Null: { "s3:if-none-match": "true" } };
        const deny = policy({ Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource, Condition });
        await start({}, { permissions: permissionsOf(deny, writerPolicy) });
        expect(await refusal(put())).to.equal("nothing failed");
        const unconditional = await refusal(put({ Key: "events/b", IfNoneMatch: undefined }));
        expect(unconditional).to.equal("403 AccessDenied: with an explicit deny in a resource-based policy");
        expect(await refusal(put({ Key: "other" }))).to.contain(
            "403 AccessDenied: because no identity-based",
        );
        // The writer may neither read nor learn what is there; the operator may.
        const read = () => new GetObjectCommand({ Bucket, Key });
        expect(await refusal(writer.send(read()))).to.contain("s3:GetObject action");
        expect(await refusal(running.clientOf("operator").send(read()))).to.equal("nothing failed");
    });

    it("to say that a key is not there to who may not list", async () => {
        const reader = policy({ Effect: "Allow", Action: "s3:GetObject", Resource });
        const lister = policy({ Effect: "Allow", Action: "s3:ListBucket", Resource: arn });
        for (const [identity, words] of [
            [reader, "s3:ListBucket action"],
            [[...reader, ...lister], "404 NoSuchKey"],
        ] as const) {
            await start({}, { permissions: permissionsOf(undefined, identity) });
            expect(await refusal(writer.send(new GetObjectCommand({ Bucket, Key })))).to.contain(words);
            await running.close();
        }
    });

    const kmsKeyArn = `arn:aws:kms:us-east-1:${account}:key/1`;
    for (const [service, outcome] of [
        ["s3", "nothing failed"],
        ["sqs", "403 AccessDenied: because no identity-based policy allows the kms:GenerateDataKey action"],
    ])
        it(`to encrypt with a key that the writer may not use through S3: it may through ${service}`, async () => {
            const use = {
                Effect: "Allow",
                Action: "kms:GenerateDataKey",
                Resource: kmsKeyArn,
                Condition: { StringEquals: { "kms:ViaService": `${service}.us-east-1.amazonaws.com` } },
            };
            const identity = [...writerPolicy, ...policy(use)];
            await start({ kmsKeyArn }, { permissions: permissionsOf(undefined, identity) });
            expect(await refusal(put())).to.equal(outcome);
        });

    it("a bucket that is not there, another's, and another Region", async () => {
        await start();
        expect(await refusal(put({ Bucket: "other" }))).to.contain("404 NoSuchBucket");
        expect(await refusal(put({ ExpectedBucketOwner: "111111111111" }))).to.equal(
            "403 AccessDenied: Access Denied",
        );
        expect(await refusal(put({ ExpectedBucketOwner: account }))).to.equal("nothing failed");
        const elsewhere = running.clientOf("function", { region: "eu-west-1" });
        expect(await refusal(put({ Key: "b" }, elsewhere))).to.contain("400 AuthorizationHeaderMalformed");
    });

    it("bytes that are not those that were meant", async () => {
        await start();
        const wrong = createHash("sha256").update("other").digest();
        expect(await refusal(put({ ChecksumSHA256: wrong.toString("base64") }))).to.contain("400 BadDigest");
        expect(await codeOf(raw({ "content-md5": "1B2M2Y8AsgTpgAmY7PhCfg==" }))).to.equal("BadDigest");
        expect(await codeOf(raw({ "x-amz-content-sha256": wrong.toString("hex") }))).to.equal(
            "XAmzContentSHA256Mismatch",
        );
        expect(await codeOf(raw({ "x-amz-content-sha256": "" }))).to.equal("InvalidRequest");
        expect(await codeOf(raw({ "x-amz-checksum-crc32c": "AAAA" }))).to.equal("NotImplemented");
        const streamed = { "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER" };
        expect(await codeOf(raw(streamed, "5\r\nhello\r\n"))).to.equal("NotImplemented");
        expect(running.bucket.list()).to.have.length(0);
    });

    it("an upload without a checksum, if objects are locked", async () => {
        await start();
        expect(await codeOf(raw({}))).to.equal("InvalidRequest");
        const md5 = createHash("md5").update("hello").digest("base64");
        expect(await codeOf(raw({ "content-md5": md5 }))).to.equal(undefined);
        await running.close();
        await start({ lock: undefined });
        expect(await codeOf(raw({}))).to.equal(undefined);
    });

    it("who does not sign, signs for another service, has a strange key or a wrong clock", async () => {
        await start();
        const minutes = (count: number) => new Date(Date.now() + count * 60_000);
        expect(await codeOf(raw(signed("sqs")))).to.equal("AuthorizationHeaderMalformed");
        expect(await codeOf(raw(signed("s3", minutes(-16))))).to.equal("RequestTimeTooSkewed");
        expect(await codeOf(raw(signed("s3", minutes(16))))).to.equal("RequestTimeTooSkewed");
        // Only the upload is incomplete.
        expect(await codeOf(raw(signed("s3", minutes(-14))))).to.equal("InvalidRequest");
        const key = {
            authorization: signed("s3").authorization.replace(/Credential=\w+/, "Credential=AKIDOTHER"),
        };
        expect(await codeOf(raw(key))).to.equal("InvalidAccessKeyId");
        expect(await codeOf(fetch(`${running.url}/`))).to.equal("AccessDenied");
    });

    it("what a script refuses, and breaks the connection when it says so", async () => {
        const calls: ObjectCall[] = [];
        const faults: (ObjectFault | undefined)[] = [
            { refusal: { status: 503, name: "SlowDown", message: "Please reduce your request rate." } },
            { reset: "before" },
            { reset: "after", delayMs: 1, answerDelayMs: 1 },
            undefined,
        ];
        await start({}, { intercept: (call) => faults[calls.push(call) - 1] });
        expect(await refusal(put())).to.contain("503 SlowDown");
        expect(await refusal(put())).to.match(/ECONNRESET|socket hang up/);
        expect(running.bucket.list()).to.have.length(0);
        expect(await refusal(put())).to.match(/ECONNRESET|socket hang up/);
        expect(running.bucket.list()).to.have.length(1);
        expect(await refusal(put())).to.contain("412 PreconditionFailed");
        expect(calls.map(({ number, action, bucket, key }) => [number, action, bucket, key])).to.deep.equal(
            [1, 2, 3, 4].map((number) => [number, "PutObject", Bucket, Key]),
        );
        expect(calls.map(({ body, caller }) => `${caller} ${String(body)}`)).to.include("function hello");
    });

    it("with 500 what fails within", async () => {
        const permissions = permissionsOf(undefined);
        permissions.denial = () => {
            throw new Error("oh");
        };
        await start({}, { permissions });
        expect(await refusal(put())).to.contain("500 InternalError");
    });
});
