import { setTimeout as sleep } from "node:timers/promises";
import type { Message } from "@aws-sdk/client-sqs";
import { chunks } from "../chunks";
import type { Deployment, MappingSettings, QueueSettings } from "../deploy/deployment";
import type { FunctionProcess } from "./functionProcess";
import type { Queues } from "./queues";
import { compression } from "./time";

/** Lambda's event source mapping: reads the queue in batches, and deletes what the function did not return. */
export interface Mapping {
    /** Ends when the queue is read; whatever is in flight is finished. */
    stop(): Promise<void>;
}

/** What Lambda hands over at most: 6 MB, with some room for what surrounds the bodies. */
const mostBytes = 5_500_000;

function recordOf(
    { MessageId, ReceiptHandle, Body, Attributes, MessageAttributes }: Message,
    { arn }: QueueSettings,
    region: string,
): unknown {
    return {
        messageId: MessageId,
        receiptHandle: ReceiptHandle,
        body: Body,
        attributes: Attributes,
        messageAttributes: MessageAttributes ?? {},
        eventSource: "aws:sqs",
        eventSourceARN: arn,
        awsRegion: region,
    };
}

/** Fills a batch: until it is full, or the window since its first message is over. */
async function fill(
    queues: Queues,
    queue: QueueSettings,
    settings: MappingSettings,
    going: () => boolean,
): Promise<Message[]> {
    const { batchSize, windowSeconds } = settings;
    const batch: Message[] = [];
    let end = Infinity;
    while (batch.length < batchSize && Date.now() < end && (going() || batch.length > 0)) {
        const received = await queues.as("mapping").receive(queue, batchSize - batch.length);
        batch.push(...received);
        if (end === Infinity && batch.length > 0) end = Date.now() + (windowSeconds * 1000) / compression;
        if (received.length === 0) await sleep(5);
    }
    return batch;
}

async function deliver(
    queues: Queues,
    queue: QueueSettings,
    region: string,
    lambda: FunctionProcess,
    batch: Message[],
): Promise<void> {
    const event = { Records: batch.map((message) => recordOf(message, queue, region)) };
    let returned: Set<string>;
    try {
        const { batchItemFailures } = (await lambda.invoke(event)) as {
            batchItemFailures: { itemIdentifier: string }[];
        };
        returned = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    } catch {
        // The whole batch stays in the queue, and comes again when it is visible again.
        return;
    }
    await queues.as("mapping").remove(
        queue,
        batch.filter(({ MessageId }) => !returned.has(MessageId as string)),
    );
}

/** One reader for each process of the function: an instance of Lambda takes one batch at a time. */
export function startMapping(
    queues: Queues,
    { queue, mapping, region }: Deployment,
    lambdas: FunctionProcess[],
): Mapping {
    let going = true;
    const read = async (lambda: FunctionProcess) => {
        let delivery = Promise.resolve();
        const deliverAll = async (batches: Message[][]) => {
            for (const batch of batches) await deliver(queues, queue as QueueSettings, region, lambda, batch);
        };
        while (going) {
            const batch = await fill(queues, queue as QueueSettings, mapping as MappingSettings, () => going);
            await delivery;
            delivery = deliverAll(
                chunks(batch, Infinity, mostBytes, ({ Body }) => Buffer.byteLength(Body as string)),
            );
        }
        await delivery;
    };
    const readers = lambdas.map(read);
    return {
        async stop() {
            going = false;
            await Promise.all(readers);
        },
    };
}
