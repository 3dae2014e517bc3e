import { timeScale } from "../run/time";
import type { Store } from "./types";

/**
 * Lets messages vanish that are older than their queue keeps them, wherever they are: ready, delayed or in flight. Their
 * age counts from the first time they were sent: SQS keeps a message's timestamp when it moves it to a dead-letter
 * queue, and so does fauxqs. (SQS developer guide, "Dead-letter queues: expiration".)
 */
export function expire(store: Store, now: number): void {
    for (const queue of store.allQueues()) {
        const keeps = (Number(queue.attributes.MessageRetentionPeriod) * 1000) / timeScale;
        const isOld = ({ sentTimestamp }: { sentTimestamp: number }) => now - sentTimestamp >= keeps;
        const isYoung = (message: { sentTimestamp: number }) => !isOld(message);
        // Most often nothing is: a look is cheaper than a new list.
        if (queue.messages.some(isOld)) queue.messages = queue.messages.filter(isYoung);
        if (queue.delayedMessages.some(isOld)) queue.delayedMessages = queue.delayedMessages.filter(isYoung);
        for (const [handle, { message }] of queue.inflightMessages)
            if (isOld(message)) queue.inflightMessages.delete(handle);
    }
}
