import {
    DeleteObjectCommand,
    GetObjectCommand,
    ListBucketsCommand,
    ListObjectsV2Command,
    PutObjectCommand,
    type PutObjectCommandInput,
    type S3Client,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import { failure } from "../lake/support";
import { serve, settings, type Running } from "./support";

const Bucket = settings.name;
const Key = "events/day=2026-11-27/a b&c.json.gz";

describe("S3, seen by an AWS SDK", () => {
    let running: Running;
    let client: S3Client;
    let now: Date;
    const put = (more: Partial<PutObjectCommandInput> = {}) =>
        client.send(new PutObjectCommand({ Bucket, Key, Body: "hello", ...more }));
    const get = (VersionId?: string) =>
        client.send(new GetObjectCommand({ Bucket, Key, VersionId, ChecksumMode: "ENABLED" }));
    const text = async (VersionId?: string) => (await get(VersionId)).Body?.transformToString();
    const start = async (...options: Parameters<typeof serve>) => {
        running = await serve(...options);
        client = running.clientOf("operator");
    };
    beforeEach(() => {
        now = new Date();
    });
    afterEach(() => running.close());

    it("keeps an object with its headers, and gives it back", async () => {
        await start();
        const { ETag, VersionId } = await put({
            ContentType: "application/gzip",
            ContentEncoding: "br",
            Metadata: { a: "1" },
            ChecksumAlgorithm: "SHA256",
        });
        expect(await text()).to.equal("hello");
        expect(await get()).to.include({
            ETag,
            VersionId,
            ContentLength: 5,
            ContentType: "application/gzip",
            ContentEncoding: "br",
            ChecksumSHA256: "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=",
        });
    });

    it("writes nothing over an object with If-None-Match, and says so", async () => {
        await start();
        await put({ IfNoneMatch: "*" });
        expect(await failure(put({ Body: "other", IfNoneMatch: "*" }))).to.contain("PreconditionFailed");
        expect(await text()).to.equal("hello");
        expect(running.bucket.versions(Key)).to.have.length(1);
        await put({ Body: "other" });
        expect(await text()).to.equal("other");
        expect(await failure(put({ IfNoneMatch: "etag" }))).to.contain("NotImplemented");
    });

    it("hides what is deleted, and removes a version only when its retention is over", async () => {
        await start({}, {}, () => now);
        const { VersionId } = await put();
        const hidden = await client.send(new DeleteObjectCommand({ Bucket, Key }));
        expect(hidden.DeleteMarker).to.equal(true);
        expect(await failure(text())).to.contain("NoSuchKey");
        expect((await client.send(new ListObjectsV2Command({ Bucket }))).Contents).to.equal(undefined);
        expect(await text(VersionId)).to.equal("hello");
        const remove = () => client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
        expect(await failure(remove())).to.contain("protected by object lock");
        const { ObjectLockMode, ObjectLockRetainUntilDate } = await get(VersionId);
        expect([ObjectLockMode, ObjectLockRetainUntilDate?.getTime()]).to.deep.equal([
            "GOVERNANCE",
            now.getTime() + 366 * 86_400_000,
        ]);
        // No marker is retained.
        const marker = { Bucket, Key, VersionId: hidden.VersionId };
        expect((await client.send(new DeleteObjectCommand(marker))).DeleteMarker).to.equal(true);
        now = new Date(now.getTime() + 366 * 86_400_000);
        await remove();
        expect(await failure(text(VersionId))).to.contain("NoSuchKey");
        await put({ IfNoneMatch: "*" });
    });

    it("keeps one version where there are no versions, and deletes it at once", async () => {
        await start({ versioned: false, lock: undefined });
        for (const Body of ["hello", "other"]) expect((await put({ Body })).VersionId).to.equal(undefined);
        expect(running.bucket.versions(Key)).to.have.length(1);
        await client.send(new DeleteObjectCommand({ Bucket, Key }));
        expect(running.bucket.versions(Key)).to.have.length(0);
    });

    it("lists keys in pages, by prefix, and what they have in common", async () => {
        await start();
        const names = ["a/1", "a/2", "b", "c/1", "é"];
        for (const name of names) await put({ Key: name });
        const list = async (more: object) => {
            const found = await client.send(new ListObjectsV2Command({ Bucket, ...more }));
            const { Contents = [], CommonPrefixes = [], NextContinuationToken, IsTruncated } = found;
            return {
                keys: [...Contents.map((one) => one.Key), ...CommonPrefixes.map((one) => one.Prefix)],
                NextContinuationToken,
                IsTruncated,
            };
        };
        expect((await list({})).keys).to.deep.equal(names);
        expect((await list({ Prefix: "a/", StartAfter: "a/1" })).keys).to.deep.equal(["a/2"]);
        expect((await list({ Delimiter: "/", EncodingType: "url" })).keys).to.deep.equal([
            "b",
            "%C3%A9",
            "a%2F",
            "c%2F",
        ]);
        const first = await list({ MaxKeys: 3, Delimiter: "/" });
        expect([first.keys, first.IsTruncated]).to.deep.equal([["b", "a/", "c/"], true]);
        const second = await list({ ContinuationToken: first.NextContinuationToken, Delimiter: "/" });
        expect([second.keys, second.IsTruncated]).to.deep.equal([["é"], false]);
    });

    it("refuses by name what it does not know, and lets nothing pass in silence", async () => {
        await start();
        expect(await failure(put({ ACL: "public-read" })))
            .to.contain("NotImplemented")
            .and.to.contain("x-amz-acl");
        expect(await failure(put({ StorageClass: "GLACIER" }))).to.contain("x-amz-storage-class");
        expect(await failure(client.send(new ListBucketsCommand()))).to.contain("does not know GET");
        const range = client.send(new GetObjectCommand({ Bucket, Key, Range: "bytes=0-1" }));
        expect(await failure(range)).to.contain("Range");
        const body = await (await fetch(`${running.url}/${Bucket}?acl&<`)).text();
        expect(body)
            .to.contain(`<Code>AccessDenied</Code>`)
            .and.to.contain(`<Resource>/${Bucket}?acl&amp;%3C</Resource>`);
    });
});
