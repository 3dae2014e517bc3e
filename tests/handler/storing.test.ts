import { expect } from "chai";
import { writerCode } from "../../components/writerCode";
import { batchOf, bodies, bodyWith } from "../../lab/forwarder/events";
import { environment } from "../../lab/forwarder/start";
import { linesOf } from "../../lab/forwarder/services";
import { invoke, invokeWriter, refusal, type PutObject } from "../support/forwarder";

const rounds = 3;
const all = ["m0", "m1"];
const days = [bodyWith({ uuid: "a" }), bodyWith({ uuid: "b", event_timestamp: "2026-11-21 14:03:00 UTC" })];

describe("an object is put", () => {
    it("into the bucket of the account, under a name that is new, with the checksum of what it is", async () => {
        const { objects, returned, deadLetters, log } = await invokeWriter(bodies(2));
        expect([returned, deadLetters]).to.deep.equal([[], []]);
        expect(log).to.include({ received: 2, accepted: 2 });
        const [{ Key, Body, ChecksumSHA256, ...others }] = objects;
        expect(others).to.deep.equal({
            Bucket: environment.BUCKET_NAME,
            ExpectedBucketOwner: environment.BUCKET_OWNER,
            ContentType: "application/gzip",
            IfNoneMatch: "*",
        });
        expect(Key).to.match(/^events\/day=2026-11-20\/20261122T080000Z-[0-9a-f]{64}\.json\.gz$/);
        expect(Body).to.be.instanceOf(Buffer);
        expect(ChecksumSHA256).to.match(/^[\w+/]{43}=$/);
    });

    it("for each day of a batch, also of 10,000 messages", async () => {
        const { objects, returned, removals } = await invokeWriter([...bodies(9999), days[1]]);
        expect(objects.map((object) => linesOf(object.Body).length)).to.deep.equal([9999, 1]);
        expect([returned, removals]).to.deep.equal([[], []]);
    });
});

describe("an answer of S3", () => {
    const cases: [what: string, error: Error, calls: number][] = [
        ["409 ConditionalRequestConflict", refusal("ConditionalRequestConflict", 409), rounds],
        ["503 SlowDown", refusal("SlowDown", 503), rounds],
        ["500 InternalError", refusal("InternalError", 500), rounds],
        ["400 RequestTimeout", refusal("RequestTimeout", 400), rounds],
        ["400 ThrottlingException", refusal("ThrottlingException", 400), rounds],
        ["a broken connection", refusal("ECONNRESET"), rounds],
        ["403 AccessDenied", refusal("AccessDenied", 403), 1],
        ["404 NoSuchBucket", refusal("NoSuchBucket", 404), 1],
        ["400 KMS.DisabledException", refusal("KMS.DisabledException", 400), 1],
        ["400 BadDigest", refusal("BadDigest", 400), 1],
        ["403 RequestTimeTooSkewed", refusal("RequestTimeTooSkewed", 403), 1],
        ["301 PermanentRedirect", refusal("PermanentRedirect", 301), 1],
        ["412 of a proxy", refusal("Unknown", 412), 1],
        ["400 PreconditionFailed", refusal("PreconditionFailed", 400), 1],
        ["300 of a proxy", refusal("MultipleChoices", 300), 1],
        ["499 of a proxy", refusal("TimeoutOfClient", 499), 1],
    ];
    for (const [what, error, calls] of cases) {
        it(`${what}: ${calls} ${calls === 1 ? "call" : "calls"}, then the queue; no event is to blame`, async () => {
            const run = await invokeWriter(bodies(2), { putObject: () => Promise.reject(error) });
            expect(run.objects).to.have.length(calls);
            expect(new Set(run.objects.map(({ Key }) => Key)).size).to.equal(1);
            expect([run.returned, run.deadLetters]).to.deep.equal([all, []]);
            expect(run.log.undelivered.map(({ reason }) => reason)).to.deep.equal([error.name, error.name]);
        });
    }

    it("412 PreconditionFailed: it is there already", async () => {
        const error = refusal("PreconditionFailed", 412);
        const { objects, returned, log } = await invokeWriter(bodies(2), {
            putObject: () => Promise.reject(error),
        });
        expect([objects.length, returned]).to.deep.equal([1, []]);
        expect(log).to.include({ accepted: 2 });
    });

    for (const answer of [undefined, null, "", {}, { ETag: 1 }]) {
        it(`200 without an ETag is none: ${JSON.stringify(answer)}`, async () => {
            const { returned, log } = await invokeWriter(bodies(1), { putObject: () => answer });
            expect(returned).to.deep.equal(["m0"]);
            expect(log.undelivered[0].reason).to.equal("MalformedAnswer");
        });
    }

    it("that comes too late is not waited for", async () => {
        const begin = performance.now();
        const putObject = () => new Promise(() => undefined);
        const { returned, log } = await invokeWriter(bodies(1), { putObject, remaining: 500 });
        expect(performance.now() - begin).to.be.below(500);
        expect([returned, log.undelivered[0].reason]).to.deep.equal([["m0"], "DeadlineNear"]);
    });

    it("about one day is about that day alone", async () => {
        const putObject = ({ Key }: PutObject) =>
            Key.includes("day=2026-11-20") ? Promise.reject(refusal("AccessDenied", 403)) : { ETag: "e" };
        const { objects, returned, log } = await invokeWriter(days, { putObject });
        expect(returned).to.deep.equal(["m0"]);
        expect(objects).to.have.length(2);
        expect(log).to.include({ accepted: 1, retried: 1 });
    });
});

describe("the writer", () => {
    it("puts what may have ended a process apart from the rest, and deletes the rest before", async () => {
        const event = batchOf(bodies(4), undefined, [1, 1, 1, 10]);
        const { objects, removals, returned } = await invoke(event, { code: writerCode() });
        expect(objects.map((object) => linesOf(object.Body).length)).to.deep.equal([3, 1]);
        expect(removals.map(({ Entries }) => Entries.length)).to.deep.equal([3]);
        expect(returned).to.deep.equal([]);
    });

    it("takes nothing but messages of a queue", async () => {
        for (const event of [undefined, {}, { Records: [{ body: "{}" }] }]) {
            const { error, objects, deadLetters } = await invoke(event, { code: writerCode() });
            expect(error?.message).to.equal("The writer takes messages of an SQS queue, and nothing else.");
            expect([objects, deadLetters]).to.deep.equal([[], []]);
        }
    });

    it("gives a row the account of its queue and Lambda's Region", async () => {
        const { objects } = await invokeWriter(bodies(1), {
            environment: {
                DEAD_LETTER_QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/210987654321/dead-letters",
                AWS_REGION: "eu-west-1",
                EVENT_SOURCE: "idp.example.com",
            },
        });
        const row = JSON.parse(linesOf(objects[0].Body)[0]) as { eventdata: object };
        expect(row).to.include({ awsregion: "eu-west-1", recipientaccountid: "210987654321" });
        expect(row.eventdata).to.include({
            recipientaccountid: "210987654321",
            eventsource: "idp.example.com",
        });
    });
});
