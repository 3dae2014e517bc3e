/** SQS's metrics of its queues (SQS developer guide, "Available CloudWatch metrics for Amazon SQS"). */
import type { Metrics } from "../cloudwatch/metrics";
import type { Queue } from "./types";

/** Milliseconds: so long after its last use, CloudWatch hears of a queue. */
const activeFor = 6 * 3_600_000;

/** Counts from now on what a queue does. The answer is called each minute: it reports what is there, and that nothing was done. */
export function reportQueue(queue: Queue, { count, put, clock }: Metrics): () => void {
    let lastUsed = clock.now();
    const metric = (metricName: string) => ({
        namespace: "AWS/SQS",
        metricName,
        dimensions: { QueueName: queue.name },
    });
    const done = (metricName: string, messages: number) => {
        lastUsed = clock.now();
        if (messages > 0) count(metric(metricName), messages);
    };
    const enqueue = queue.enqueue.bind(queue);
    const dequeue = queue.dequeue.bind(queue);
    const deleteMessage = queue.deleteMessage.bind(queue);
    queue.enqueue = (message) => {
        // What SQS itself moves to the dead-letter queue was received before, and is not sent.
        done("NumberOfMessagesSent", message.approximateReceiveCount > 0 ? 0 : 1);
        enqueue(message);
    };
    queue.dequeue = (...values) => {
        const messages = dequeue(...values);
        done("NumberOfMessagesReceived", messages.length);
        return messages;
    };
    queue.deleteMessage = (handle) => {
        const wasThere = deleteMessage(handle);
        done("NumberOfMessagesDeleted", wasThere ? 1 : 0);
        return wasThere;
    };
    return () => {
        if (clock.now() - lastUsed > activeFor) return;
        for (const name of ["Sent", "Received", "Deleted"]) count(metric(`NumberOfMessages${name}`), 0);
        const there = { Visible: queue.messages, Delayed: queue.delayedMessages };
        for (const [state, messages] of Object.entries(there))
            put(metric(`ApproximateNumberOfMessages${state}`), messages.length);
        put(metric("ApproximateNumberOfMessagesNotVisible"), queue.inflightMessages.size);
    };
}
