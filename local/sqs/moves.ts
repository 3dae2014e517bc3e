/**
 * Redrive by `StartMessageMoveTask`, which fauxqs doesn't have. A task here is done as soon as it is started. (SQS API
 * reference; "CouldNotDetermineMessageSource" in the developer guide's troubleshooting of dead-letter queue redrive.)
 */
import type { Refusal } from "../http/messages";
import type { Message, Queue, Store } from "./types";

interface Task {
    Status: "COMPLETED" | "FAILED";
    SourceArn: string;
    DestinationArn?: string;
    MaxNumberOfMessagesPerSecond?: number;
    ApproximateNumberOfMessagesMoved: number;
    ApproximateNumberOfMessagesToMove: number;
    FailureReason?: string;
    /** Milliseconds since 1970. */
    StartedTimestamp: number;
}

interface MoveTasks {
    /** Notes from now on which messages SQS itself moves to this queue, and from where. */
    watch(this: void, deadLetters: Queue, source: Queue): void;
    start(
        this: void,
        request: Readonly<Record<string, unknown>>,
    ): { TaskHandle: string } | { refusal: Refusal };
    list(this: void, request: Readonly<Record<string, unknown>>): { Results: Task[] } | { refusal: Refusal };
}

/** What SQS keeps of a queue's tasks, and answers if the call does not say. */
const [mostListed, listedByDefault] = [10, 1];

/** @param create A new message, with an id and a first timestamp of its own: what redrive makes of an old one. */
function createMoveTasks(
    store: Store,
    nameOf: (arn: unknown) => string,
    create: (body: string, attributes: Message["messageAttributes"]) => Message,
): MoveTasks {
    const sources = new Map<string, Queue>();
    const tasks = new Map<string, Task[]>();
    const find = (arn: unknown) => store.getQueueByName(nameOf(arn));

    /** Moves one after the other, and stops at the first that it doesn't know a place for. */
    function move(
        source: Queue,
        destination: Queue | undefined,
    ): Pick<Task, "FailureReason"> & { moved: number } {
        for (let moved = 0; ; moved++) {
            const message = source.messages[0];
            if (message === undefined) return { moved };
            const target = destination ?? sources.get(message.messageId);
            if (target === undefined) return { moved, FailureReason: "CouldNotDetermineMessageSource" };
            source.messages.shift();
            target.enqueue(create(message.body, message.messageAttributes));
        }
    }

    return {
        watch(this: void, deadLetters, source) {
            const enqueue = deadLetters.enqueue.bind(deadLetters);
            deadLetters.enqueue = (message) => {
                // Only a message that was received before is moved; one that is sent was not.
                if (message.approximateReceiveCount > 0) sources.set(message.messageId, source);
                enqueue(message);
            };
        },
        start({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond }) {
            const [source, destination] = [find(SourceArn), find(DestinationArn)];
            if (source === undefined || (DestinationArn !== undefined && destination === undefined))
                return { refusal: notFound };
            const isDeadLetterQueue = [...store.allQueues()].some(({ attributes }) =>
                (attributes.RedrivePolicy ?? "").includes(source.arn),
            );
            if (!isDeadLetterQueue) return { refusal: noDeadLetterQueue };
            const waiting = source.messages.length;
            const { moved, FailureReason } = move(source, destination);
            const task: Task = {
                Status: FailureReason === undefined ? "COMPLETED" : "FAILED",
                SourceArn: SourceArn as string,
                DestinationArn: DestinationArn as string | undefined,
                MaxNumberOfMessagesPerSecond: MaxNumberOfMessagesPerSecond as number | undefined,
                ApproximateNumberOfMessagesMoved: moved,
                ApproximateNumberOfMessagesToMove: waiting,
                FailureReason,
                StartedTimestamp: Date.now(),
            };
            const earlier = tasks.get(source.name) ?? [];
            tasks.set(source.name, [task, ...earlier].slice(0, mostListed));
            return { TaskHandle: Buffer.from(`${source.name} ${task.StartedTimestamp}`).toString("base64") };
        },
        list({ SourceArn, MaxResults = listedByDefault }) {
            const source = find(SourceArn);
            if (source === undefined) return { refusal: notFound };
            return { Results: (tasks.get(source.name) ?? []).slice(0, MaxResults as number) };
        },
    };
}

const notFound: Refusal = {
    status: 404,
    name: "ResourceNotFoundException",
    message: "The resource that you specified for the SourceArn or DestinationArn parameter doesn't exist.",
};

const noDeadLetterQueue: Refusal = {
    status: 400,
    name: "InvalidParameterValue",
    message: "Source queue must be configured as a Dead Letter Queue.",
};

export { createMoveTasks, type MoveTasks };
