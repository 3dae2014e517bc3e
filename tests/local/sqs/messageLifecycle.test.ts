import {
    CancelMessageMoveTaskCommand,
    ListMessageMoveTasksCommand,
    ReceiveMessageCommand,
    SendMessageCommand,
    StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { expect } from "chai";
import { type QueueSettings, unitOf } from "../../../local/deploy/deployment";
import { timeScale } from "../../../local/run/time";
import { errorOf, startSqs, type Running } from "./support";

const day = 86_400_000 / timeScale;

describe("SQS on one machine: what becomes of messages", () => {
    let running: Running;
    let queue: QueueSettings;
    let deadLetters: QueueSettings;
    let later: number;

    before(async () => {
        later = 0;
        running = await startSqs(undefined, {
            now: () => Date.now() + later,
            change: (deployment) => {
                const { queue: main } = unitOf(deployment);
                if (main === undefined) return;
                main.attributes.MessageRetentionPeriod = "86400";
                main.attributes.VisibilityTimeout = "0";
                main.attributes.RedrivePolicy = main.attributes.RedrivePolicy.replace(
                    /"maxReceiveCount":\d+/,
                    '"maxReceiveCount":1',
                );
            },
        });
        queue = unitOf(running.deployment).queue as QueueSettings;
        deadLetters = unitOf(running.deployment).deadLetters;
    });
    afterEach(() => {
        // Nothing is left to the next.
        later = 20 * day;
        bodies(queue);
        later = 0;
    });
    after(() => running.stop());

    const send = (target: QueueSettings, body: string) => running.queues.as("operator").send(target, [body]);
    const bodies = (target: QueueSettings) => running.queues.bodies(target).map(({ body }) => body);
    /** Receives until SQS has moved the message to the dead-letter queue. */
    async function moveToDeadLetters() {
        for (let times = 0; times < 2; times++) await running.queues.as("operator").receive(queue, 1);
    }
    const redrive = (DestinationArn?: string, SourceArn = deadLetters.arn) =>
        running.client("operator").send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
    const tasks = async (MaxResults?: number) => {
        const command = new ListMessageMoveTasksCommand({ SourceArn: deadLetters.arn, MaxResults });
        return (await running.client("operator").send(command)).Results ?? [];
    };

    it("a message vanishes when the queue's retention is over", async () => {
        await send(queue, "old");
        later = day - 1000;
        expect(bodies(queue)).to.deep.equal(["old"]);
        later = day;
        expect(bodies(queue)).to.deep.equal([]);
    });

    it("a message that is too old is not received any more, nor moved", async () => {
        await send(queue, "old");
        await running.queues.as("operator").receive(queue, 1);
        later = day;
        expect(await running.queues.as("operator").receive(queue, 1)).to.deep.equal([]);
        expect(bodies(deadLetters)).to.deep.equal([]);
    });

    it("a moved message keeps its first timestamp", async () => {
        await send(queue, "moved");
        await moveToDeadLetters();
        later = 14 * day - 1000;
        expect(bodies(deadLetters)).to.deep.equal(["moved"]);
        later = 14 * day;
        expect(bodies(deadLetters)).to.deep.equal([]);
    });

    it("in flight, a message grows old as well", async () => {
        await send(deadLetters, "in flight");
        await running.queues.as("operator").receive(deadLetters, 1);
        later = 14 * day;
        expect(bodies(deadLetters)).to.deep.equal([]);
    });

    it("redrive brings what SQS moved back to where it came from, as a new message", async () => {
        await send(queue, "moved");
        await moveToDeadLetters();
        await redrive();
        expect([bodies(queue), bodies(deadLetters)]).to.deep.equal([["moved"], []]);
        const [task] = await tasks();
        expect(task).to.include({ Status: "COMPLETED", ApproximateNumberOfMessagesMoved: 1 });
        const { Messages } = await running.client("operator").send(
            new ReceiveMessageCommand({
                QueueUrl: running.urls.queue,
                MessageSystemAttributeNames: ["All"],
            }),
        );
        expect(Messages?.[0].Attributes).to.include({ ApproximateReceiveCount: "1" });
    });

    it("redrive needs a destination for what others sent to the dead-letter queue", async () => {
        await send(deadLetters, "sent");
        await redrive();
        expect(bodies(deadLetters)).to.deep.equal(["sent"]);
        await redrive(queue.arn);
        expect([bodies(queue), bodies(deadLetters)]).to.deep.equal([["sent"], []]);
        const [last, first] = await tasks(10);
        expect(first).to.include({ Status: "FAILED", FailureReason: "CouldNotDetermineMessageSource" });
        expect(last).to.include({ Status: "COMPLETED", DestinationArn: queue.arn });
        expect(await tasks()).to.have.length(1);
    });

    it("redrive takes its time for many, is one at a time, and can be cancelled", async () => {
        const many = 2500;
        await running.queues.as("operator").send(deadLetters, Array<string>(many).fill("sent"));
        await redrive(queue.arn);
        expect(await errorOf(redrive(queue.arn))).to.have.property("name", "UnsupportedOperation");
        const [{ TaskHandle, Status }] = await tasks();
        expect(Status).to.equal("RUNNING");
        const cancel = () =>
            running.client("operator").send(new CancelMessageMoveTaskCommand({ TaskHandle }));
        const moved = (await cancel()).ApproximateNumberOfMessagesMoved;
        expect(moved).to.be.within(1, many - 1);
        expect(await errorOf(cancel())).to.have.property("name", "ResourceNotFoundException");
        expect([bodies(queue).length, bodies(deadLetters).length]).to.deep.equal([
            moved,
            many - Number(moved),
        ]);
        expect((await tasks())[0])
            .to.include({ Status: "CANCELLED" })
            .and.not.have.property("TaskHandle");
    });

    it("redrive needs the permissions that it moves with", async () => {
        const command = new StartMessageMoveTaskCommand({ SourceArn: deadLetters.arn });
        expect(await errorOf(running.client("mapping").send(command)))
            .to.have.property("message")
            .that.includes("sqs:startmessagemovetask");
    });

    it("redrive refuses a queue that is no dead-letter queue, or is not there", async () => {
        expect(await errorOf(redrive(undefined, queue.arn)))
            .to.have.property("message")
            .that.includes("must be configured as a Dead Letter Queue");
        expect(await errorOf(redrive(`${queue.arn}x`))).to.have.property("name", "ResourceNotFoundException");
        const list = new ListMessageMoveTasksCommand({ SourceArn: `${queue.arn}x` });
        expect(await errorOf(running.client("operator").send(list))).to.have.property(
            "name",
            "ResourceNotFoundException",
        );
    });

    it("a body holds what SQS takes, beyond the Basic Multilingual Plane too, and nothing else", async () => {
        const sent = (MessageBody: string) =>
            running
                .client("function")
                .send(new SendMessageCommand({ QueueUrl: running.urls.deadLetters, MessageBody }));
        await sent("\u{1f512}\u{10ffff}");
        expect(bodies(deadLetters)).to.deep.equal(["\u{1f512}\u{10ffff}"]);
        for (const character of ["\u0001", "\ufffe", "\uffff"])
            expect(await errorOf(sent(character))).to.match(/InvalidMessageContents/);
    });

    it("message attributes are held to SQS's limits", async () => {
        const command = new SendMessageCommand({
            QueueUrl: running.urls.deadLetters,
            MessageBody: "x",
            MessageAttributes: { reason: { DataType: "String", StringValue: "" } },
        });
        expect(await errorOf(running.client("function").send(command))).to.include({
            name: "InvalidParameterValue",
            message: "Message (user) attribute 'reason' must contain a non-empty value of type 'String'.",
        });
    });

    it("a queue that the dead-letter queue does not admit can't move messages there", async () => {
        const foreign = JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: ["arn:other"] });
        const started = startSqs(undefined, {
            change: (deployment) => (unitOf(deployment).deadLetters.attributes.RedriveAllowPolicy = foreign),
        });
        expect(await errorOf(started))
            .to.have.property("message")
            .that.includes("see its redrive-allow policy");
    });
});
