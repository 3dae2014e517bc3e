/**
 * Redrive by `StartMessageMoveTask`, which fauxqs doesn't have. (SQS API reference; "CouldNotDetermineMessageSource" in
 * the developer guide's troubleshooting of dead-letter queue redrive.)
 */
import { Refused } from "../http/input";
import type { Message, Queue, Store } from "./types";

interface Task {
    /** Of a task that is running. */
    TaskHandle?: string;
    Status: "RUNNING" | "COMPLETED" | "CANCELLED" | "FAILED";
    SourceArn: string;
    DestinationArn?: string;
    ApproximateNumberOfMessagesMoved: number;
    ApproximateNumberOfMessagesToMove: number;
    FailureReason?: string;
    /** Milliseconds since 1970. */
    StartedTimestamp: number;
}

type Request = Readonly<Record<string, unknown>>;

/** What SQS keeps of a queue's tasks, and answers if the call does not say. */
const [mostListed, listedByDefault] = [10, 1];

/** A task moves so many messages at once, and as many again after so many milliseconds. */
const [perStep, betweenSteps] = [1000, 500];

/** @param create A new message, with an id and a first timestamp of its own: what redrive makes of an old one. */
export function createMoveTasks(
    store: Store,
    nameOf: (arn: unknown) => string,
    create: (body: string, attributes: Message["messageAttributes"]) => Message,
) {
    const sources = new Map<string, Queue>();
    const tasks = new Map<string, Task[]>();
    const timers = new Map<Task, NodeJS.Timeout>();
    const find = (arn: unknown) => store.getQueueByName(nameOf(arn));

    /** Moves one after the other, and stops at the first that it doesn't know a place for. */
    function step(task: Task, source: Queue, destination: Queue | undefined): void {
        for (let moved = 0; moved < perStep; moved++) {
            const message = source.messages[0];
            if (message === undefined) return end(task, "COMPLETED");
            const target = destination ?? sources.get(message.messageId);
            if (target === undefined) {
                task.FailureReason = "CouldNotDetermineMessageSource";
                return end(task, "FAILED");
            }
            source.messages.shift();
            target.enqueue(create(message.body, message.messageAttributes));
            task.ApproximateNumberOfMessagesMoved++;
        }
        timers.set(
            task,
            setTimeout(() => step(task, source, destination), betweenSteps),
        );
    }

    function end(task: Task, status: Task["Status"]): void {
        clearTimeout(timers.get(task));
        timers.delete(task);
        task.Status = status;
        delete task.TaskHandle;
    }

    return {
        /** Notes from now on which messages SQS itself moves to this queue, and from where. */
        watch(this: void, deadLetters: Queue, source: Queue): void {
            const enqueue = deadLetters.enqueue.bind(deadLetters);
            deadLetters.enqueue = (message) => {
                // Only a message that was received before is moved; one that is sent was not.
                if (message.approximateReceiveCount > 0) sources.set(message.messageId, source);
                enqueue(message);
            };
        },
        start(this: void, { SourceArn, DestinationArn }: Request): object {
            const [source, destination] = [find(SourceArn), find(DestinationArn)];
            if (source === undefined || (DestinationArn !== undefined && destination === undefined))
                throw notFound();
            const isDeadLetterQueue = [...store.allQueues()].some(({ attributes }) =>
                (attributes.RedrivePolicy ?? "").includes(source.arn),
            );
            if (!isDeadLetterQueue)
                throw new Refused(
                    "InvalidParameterValue",
                    "Source queue must be configured as a Dead Letter Queue.",
                );
            const earlier = tasks.get(source.name) ?? [];
            // "Only one active message movement task is supported per queue at any given time."
            if (earlier.some(({ Status }) => Status === "RUNNING"))
                throw new Refused(
                    "UnsupportedOperation",
                    "There is already a task running for this source queue.",
                );
            const StartedTimestamp = Date.now();
            const TaskHandle = Buffer.from(`${source.name} ${StartedTimestamp}`).toString("base64");
            const task: Task = {
                TaskHandle,
                Status: "RUNNING",
                SourceArn: SourceArn as string,
                DestinationArn: DestinationArn as string | undefined,
                ApproximateNumberOfMessagesMoved: 0,
                ApproximateNumberOfMessagesToMove: source.messages.length,
                StartedTimestamp,
            };
            tasks.set(source.name, [task, ...earlier].slice(0, mostListed));
            step(task, source, destination);
            return { TaskHandle };
        },
        list(this: void, { SourceArn, MaxResults = listedByDefault }: Request): object {
            const source = find(SourceArn);
            if (source === undefined) throw notFound();
            return { Results: (tasks.get(source.name) ?? []).slice(0, MaxResults as number) };
        },
        cancel(this: void, { TaskHandle }: Request): object {
            const task = [...timers.keys()].find((one) => one.TaskHandle === TaskHandle);
            if (task === undefined) throw notFound();
            end(task, "CANCELLED");
            return { ApproximateNumberOfMessagesMoved: task.ApproximateNumberOfMessagesMoved };
        },
        /** Ends the tasks that are running. */
        stop(): void {
            for (const timer of timers.values()) clearTimeout(timer);
        },
    };
}

function notFound(): Refused {
    const which = "The resource that you specified for the SourceArn or DestinationArn parameter";
    return new Refused("ResourceNotFoundException", `${which} doesn't exist.`, 404);
}
