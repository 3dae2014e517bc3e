import type { Client, Command, Delivery } from "./types";

interface QueueParts {
    client: Client;
    DeleteMessageBatchCommand: Command;
    /** In the account and Region of the queue itself, as SQS demands. */
    deadLetterQueueUrl: string;
}

/** The queue that the messages come from. */
const createQueue = ({ client, DeleteMessageBatchCommand, deadLetterQueueUrl }: QueueParts) => {
    /** DeleteMessageBatch takes so many. */
    const most = 10;

    /**
     * Deletes what is done before Lambda does: were the process to die over what comes next, it would come again, and be
     * in the lake twice. Nothing depends on it otherwise.
     */
    async function remove(deliveries: Delivery[], abortSignal: AbortSignal): Promise<void> {
        const receipts = deliveries.flatMap(({ receipt }) => receipt ?? []);
        const commands: unknown[] = [];
        for (let first = 0; first < receipts.length; first += most) {
            const QueueUrl = deadLetterQueueUrl.replace(/[^/]+$/, receipts[first].queueName);
            const Entries = receipts
                .slice(first, first + most)
                .map(({ handle }, index) => ({ Id: String(index), ReceiptHandle: handle }));
            commands.push(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
        }
        await Promise.all(commands.map((command) => client.send(command, { abortSignal })));
    }

    return { remove };
};

type Queue = ReturnType<typeof createQueue>;

export { createQueue };
export type { Queue };
