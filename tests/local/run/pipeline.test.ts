import { createHash, createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { event } from "../../../lab/forwarder/events";
import { deployStack } from "../../../lab/stack";
import type { Call } from "../../../local/channel/types";
import { withUnits, type Deployment } from "../../../local/deploy/deployment";
import { startPipeline, type Pipeline, type PipelineOptions } from "../../../local/run/pipeline";

/** What the metrics of a namespace and its dimensions add up to; undefined for one that nothing ever sent. */
const reader =
    ({ metrics }: Pipeline, namespace: string, dimensions: Record<string, string>) =>
    (names: string) =>
        names.split(" ").map((metricName) => {
            const samples = metrics.read({ namespace, metricName, dimensions });
            return samples.length && samples.reduce((total, { value }) => total + value, 0);
        });

const settled = { lost: [], invented: [], repeated: [], severalRows: [] };
const failures = { bad: { errorCode: "InvalidData", errorMessage: "not today" } };

describe("the pipeline on one machine", () => {
    let pipeline: Pipeline;
    let deployment: Deployment;
    async function start(deployed: Deployment, options: PipelineOptions = {}): Promise<void> {
        deployment = deployed;
        pipeline = await startPipeline(deployed, {
            clockSpeed: 100,
            intercept: () => ({ failures }),
            ...options,
        });
    }
    async function run(...events: string[]): Promise<void> {
        await pipeline.put(events);
        await pipeline.drain();
    }
    afterEach(() => pipeline.stop());

    it("delivers what the rule matches, dead-letters what is rejected, and reports both to CloudWatch", async () => {
        let calls = 0;
        const changes = { channelPolicyAccountIds: ["999999999999"], channelPolicyExternalId: "shared" };
        await start(await deployStack(changes), { interceptQueues: () => void calls++ });
        await sleep(200);
        // A look at the queue, and a call that waits: an idle pipeline takes next to no time of a core.
        expect(calls).to.be.within(1, 3);
        // What its clients read: version 1 of the AWS CLI only the one, SDKs the other.
        expect(pipeline.variables).to.include({ AWS_DEFAULT_REGION: "us-east-1", AWS_REGION: "us-east-1" });

        const events = ["a", "b", "bad"].map((id) => event(id));
        await run(...events, event("c").replace("onelogin.com", "other.com"));
        const { reconciliation, deadLetters, leftInQueue } = await pipeline.outcome();
        expect(reconciliation).to.deep.equal({ ...settled, stored: 2 });
        expect(leftInQueue).to.equal(0);
        expect(deadLetters.map(({ attributes }) => attributes)).to.deep.equal([
            { reason: "rejected by CloudTrail Lake", errorCode: "InvalidData", errorMessage: "not today" },
        ]);
        expect(JSON.parse(deadLetters[0].body)).to.deep.equal(JSON.parse(events[2]));
        const log = pipeline.services.account.logs.get(deployment.eventLog?.name ?? "");
        expect(log?.map(({ message }) => message)).to.deep.equal(events);

        pipeline.pass(7 * 60);
        const { units, ruleDimensions } = deployment;
        const [{ queue, deadLetters: dead, function: lambda }] = units;
        const ofRule = reader(pipeline, "AWS/Events", ruleDimensions);
        // The queue, and the raw event log.
        expect(ofRule("MatchedEvents Invocations FailedInvocations")).to.deep.equal([3, 6, 0]);
        const ofQueue = (name = "") => reader(pipeline, "AWS/SQS", { QueueName: name });
        const messages = "NumberOfMessagesSent NumberOfMessagesReceived NumberOfMessagesDeleted";
        expect(ofQueue(queue?.name)(messages)).to.deep.equal([3, 3, 3]);
        expect(ofQueue(dead.name)(messages)).to.deep.equal([1, 0, 0]);
        const ofLambda = reader(pipeline, "AWS/Lambda", { FunctionName: lambda.name });
        expect(ofLambda("Errors Throttles")).to.deep.equal([0, 0]);
        expect(ofLambda("Invocations")[0]).to.be.within(1, 3);
        const own = reader(pipeline, "OneLoginCloudTrailLake", { FunctionName: lambda.name });
        expect(own("received accepted retried rejected")).to.deep.equal([3, 2, 0, 1]);
        // Of a queue that nobody uses, six hours long.
        const metricName = "ApproximateNumberOfMessagesVisible";
        const { metrics } = pipeline;
        const dimensions = { QueueName: dead.name };
        const last = metrics.read({ namespace: "AWS/SQS", metricName, dimensions }).at(-1);
        expect(last?.value).to.equal(1);
        expect((metrics.clock.now() - Number(last?.time)) / 60_000).to.be.within(50, 75);
    });

    it("dead-letters what the rule may not deliver, and logs nothing that it may not", async () => {
        const { eventLog, ...deployed } = await deployStack();
        const mute = withUnits(
            { ...deployed, eventLog: eventLog && { ...eventLog, policy: undefined } },
            ({ queue }) => ({
                queue: queue && { ...queue, policy: undefined },
            }),
        );
        await start(mute);
        await run(event("a"), event("b"));
        const ofRule = reader(pipeline, "AWS/Events", mute.ruleDimensions);
        expect(
            ofRule("Invocations FailedInvocations InvocationsSentToDlq InvocationsFailedToBeSentToDlq"),
        ).to.deep.equal([4, 4, 2, 0]);
        expect(pipeline.services.account.logs.get(eventLog?.name ?? "")).to.equal(undefined);
    });

    const arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:redaction-AbCdEf";
    const key = createHash("sha256").update(arn).digest("hex");
    const hmac = (text: string) => createHmac("sha256", key).update(text).digest("hex");
    const hashed = `${hmac("").slice(0, 8)}:${hmac("Zoë 🔒")}`;
    const preparing = {
        eventTypesExclude: [8],
        redactionRemove: ["notes"],
        redactionHash: ["user_name"],
        redactionHashKeySecretArn: arn,
    };
    const [a, b, c] = [event("a", { notes: "private" }), event("b", { event_type_id: "8" }), event("c")];
    const direct = { ...preparing, deliveryMode: "direct", eventLogEnabled: false };

    /** Redaction and event types, as they are deployed. */
    async function expectPrepared(): Promise<void> {
        for (const { unit, store } of pipeline.units) {
            const { denied, metrics } = await pipeline.outcome(unit.destination);
            expect([denied, metrics.excluded], unit.destination).to.deep.equal([[], 1]);
            expect((await store.records()).join())
                .to.include(hashed)
                .and.not.match(/Zoë|private/);
        }
    }

    it("delivers directly, merges nothing, and has Lambda dead-letter what it gives up on", async () => {
        const refusal = { status: 403, name: "AccessDeniedException", message: "no" };
        const intercept = ({ auditEvents: [{ id }] }: Call) => (id === "never" ? { refusal } : { failures });
        await start(await deployStack(direct), { intercept });
        expect(deployment.eventLog).to.equal(undefined);
        await run(a, b, c, a, event("bad"), event("never"));
        const { metrics, reconciliation, deadLetters } = await pipeline.outcome();
        expect(reconciliation).to.deep.equal({ ...settled, severalRows: ["a"], stored: 3 });
        expect(metrics.duplicates).to.equal(0);
        expect(
            deadLetters.map(({ attributes: { errorCode, ErrorCode } }) => errorCode ?? ErrorCode),
        ).to.deep.equal(["InvalidData", "200"]);
        await expectPrepared();
    });

    it("says what Lambda gives up on, and cannot dead-letter", async () => {
        // Neither the channel nor the dead-letter queue lets the role in.
        await start(withUnits(await deployStack(direct), ({ role }) => ({ role: { ...role, policy: [] } })));
        await run(a, c);
        const FunctionName = deployment.units[0].function.name;
        const ofLambda = reader(pipeline, "AWS/Lambda", { FunctionName });
        expect(ofLambda("AsyncEventsReceived AsyncEventsDropped DeadLetterErrors")).to.deep.equal([2, 2, 2]);
        expect(ofLambda("Errors")[0]).to.be.above(1);
    });

    it("keeps events in the queues as long as the key of hashes cannot be read, and delivers them to both destinations then", async () => {
        let invocations = 0;
        const both = { destinations: ["cloudtrail-lake", "s3"], s3DeliveryBatchWindowSeconds: 5 };
        const functions = { speed: 20, intercept: (invocation: number) => void (invocations = invocation) };
        await start(await deployStack({ ...preparing, ...both, forwarderLogLevel: "DEBUG" }), { functions });
        const secret = pipeline.services.secret!;
        const { value } = secret;
        secret.value = undefined;
        await pipeline.put([a, b, c]);
        // The second invocation begins when the first is over.
        while (invocations < 2) await sleep(20);
        expect(await pipeline.outcome()).to.deep.include({ kept: 0, leftInQueue: 3, deadLetters: [] });
        secret.value = value;
        await pipeline.drain();
        for (const { unit } of pipeline.units) {
            const { reconciliation, log } = await pipeline.outcome(unit.destination);
            expect(reconciliation).to.deep.equal({ ...settled, stored: 2 });
            const debug = log.map((line) => JSON.parse(line) as { level: string; id: string });
            expect(debug.map(({ level, id }) => `${level} ${id}`)).to.have.members(["DEBUG a", "DEBUG c"]);
        }
        await expectPrepared();
        expect((await pipeline.differences()).map(({ missing }) => missing)).to.deep.equal([[], []]);
    });
});

describe("a pipeline that was stopped", () => {
    const directly = { deliveryMode: "direct" };

    it("starts no process for what was still to be invoked", async () => {
        let starts = 0;
        const heapMegabytes = (start: number) => ((starts = start), 200);
        const pipeline = await startPipeline(await deployStack(directly), {
            functions: { heapMegabytes },
            intercept: () => ({ delayMs: 500 }),
        });
        await pipeline.put([event("a"), event("b")]);
        await pipeline.stop();
        while (pipeline.units[0].waiting().length > 0) await sleep(10);
        expect(starts).to.equal(1);
    });

    it("tries nothing again: its functions' folders are gone", async () => {
        const functions = { intercept: () => ({ kill: "before" }) as const };
        const pipeline = await startPipeline(await deployStack(directly), { functions });
        await pipeline.put([event("a")]);
        expect(pipeline.units[0].waiting()).to.have.lengthOf(1);
        await pipeline.stop();
        expect(pipeline.units[0].waiting()).to.deep.equal([]);
    });
});
