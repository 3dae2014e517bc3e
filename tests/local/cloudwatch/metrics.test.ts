import { expect } from "chai";
import { event } from "../../../lab/forwarder/events";
import { deployStack } from "../../../lab/stack";
import type { MetricId } from "../../../local/cloudwatch/alarm";
import { createClock, createMetrics } from "../../../local/cloudwatch/metrics";
import type { Deployment } from "../../../local/deploy/deployment";
import { startPipeline, type Pipeline } from "../../../local/run/pipeline";

/** Runs events, of which the channel refuses `bad`, and seven quiet hours. */
async function run(
    changes: Record<string, unknown>,
    look: (pipeline: Pipeline, deployment: Deployment) => void,
    alter: (deployment: Deployment) => void = () => undefined,
): Promise<void> {
    const deployment = await deployStack(changes);
    const altered = { ...deployment, units: deployment.units.map((unit) => ({ ...unit })) };
    alter(altered);
    const failures = { bad: { errorCode: "InvalidData", errorMessage: "injected" } };
    const pipeline = await startPipeline(altered, { clockSpeed: 100, intercept: () => ({ failures }) });
    try {
        await pipeline.put(["a", "b", "bad"].map((id) => event(id)));
        await pipeline.drain();
        pipeline.pass(7 * 60);
        look(pipeline, altered);
    } finally {
        await pipeline.stop();
    }
}

const reader =
    ({ metrics }: Pipeline, namespace: string, dimensions: Record<string, string>) =>
    (names: string) =>
        names.split(" ").map((metricName) => {
            const samples = metrics.read({ namespace, metricName, dimensions });
            return samples.length && samples.reduce((total, { value }) => total + value, 0);
        });

describe("what the pipeline reports to CloudWatch", () => {
    it("is what passed through the rule, the queues and the function", () =>
        run({}, (pipeline, { units: [unit], ruleDimensions }) => {
            const { queue, deadLetters } = unit;
            const FunctionName = unit.function.name;
            const rule = reader(pipeline, "AWS/Events", ruleDimensions);
            // The queue, and the raw event log.
            expect(rule("MatchedEvents Invocations FailedInvocations")).to.deep.equal([3, 6, 0]);
            const ofQueue = reader(pipeline, "AWS/SQS", { QueueName: queue?.name as string });
            const messages = "NumberOfMessagesSent NumberOfMessagesReceived NumberOfMessagesDeleted";
            expect(ofQueue(messages)).to.deep.equal([3, 3, 3]);
            const lambda = reader(pipeline, "AWS/Lambda", { FunctionName });
            expect(lambda("Errors Throttles")).to.deep.equal([0, 0]);
            expect(lambda("Invocations")[0]).to.be.within(1, 3);
            const own = reader(pipeline, "OneLoginCloudTrailLake", { FunctionName });
            expect(own("received accepted retried rejected")).to.deep.equal([3, 2, 0, 1]);
            expect(reader(pipeline, "AWS/SQS", { QueueName: deadLetters.name })(messages)).to.deep.equal([
                1, 0, 0,
            ]);
        }));

    it("is of a queue that nobody uses six hours long what is there, and then nothing", () =>
        run({}, ({ metrics }, { units: [{ deadLetters }] }) => {
            const visible: MetricId = {
                namespace: "AWS/SQS",
                metricName: "ApproximateNumberOfMessagesVisible",
                dimensions: { QueueName: deadLetters.name },
            };
            const samples = metrics.read(visible);
            const ends = samples[samples.length - 1];
            expect(ends.value).to.equal(1);
            expect((metrics.clock.now() - ends.time) / 60_000).to.be.within(50, 75);
        }));

    it("says what the rule may not deliver, and what becomes of it", () =>
        run(
            {},
            (pipeline, { ruleDimensions }) => {
                const rule = reader(pipeline, "AWS/Events", ruleDimensions);
                expect(
                    rule("Invocations FailedInvocations InvocationsSentToDlq InvocationsFailedToBeSentToDlq"),
                ).to.deep.equal([6, 6, 3, 0]);
            },
            (deployment) => {
                const { queue } = deployment.units[0];
                deployment.units[0].queue = queue && { ...queue, policy: undefined };
                const { eventLog } = deployment;
                deployment.eventLog = eventLog && { ...eventLog, policy: undefined };
            },
        ));

    it("says what Lambda gives up on, with direct delivery", () =>
        run(
            { deliveryMode: "direct" },
            (pipeline, { units: [unit] }) => {
                const lambda = reader(pipeline, "AWS/Lambda", { FunctionName: unit.function.name });
                expect(lambda("AsyncEventsReceived AsyncEventsDropped DeadLetterErrors")).to.deep.equal([
                    3, 3, 3,
                ]);
                expect(lambda("Errors")[0]).to.be.above(2);
            },
            // Neither the channel nor the dead-letter queue lets the role in.
            ({ units: [unit] }) => void (unit.role = { ...unit.role, policy: [] }),
        ));
});

describe("metrics", () => {
    const metric = { namespace: "n", metricName: "m", dimensions: { a: "1", b: "2" } };

    it("are told apart by their dimensions, in whatever order they come", () => {
        const { put, read } = createMetrics();
        put(metric, 1);
        put({ ...metric, dimensions: { a: "1" } }, 2);
        put({ ...metric, dimensions: { b: "2", a: "1" } }, 3);
        expect(read(metric).map(({ value }) => value)).to.deep.equal([1, 3]);
        expect(read({ ...metric, metricName: "other" })).to.deep.equal([]);
    });

    it("are counted minute by minute, by a clock that may run faster", () => {
        const clock = createClock(10, Date.now() - 60_000);
        expect(clock.now() - Date.now()).to.be.within(540_000, 541_000);
        const { count, read } = createMetrics(clock);
        // To the middle of a minute.
        clock.skip(90_000 - (clock.now() % 60_000));
        for (let times = 0; times < 3; times++) count(metric, 2);
        clock.skip(60_000);
        count(metric, 1);
        expect(read(metric).map(({ value }) => value)).to.deep.equal([6, 1]);
    });
});
