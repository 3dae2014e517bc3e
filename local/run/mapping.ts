import { setTimeout as sleep } from "node:timers/promises";
import type { Message } from "@aws-sdk/client-sqs";
import { chunks } from "../chunks";
import { callersOf } from "../aws/iam/callers";
import type { Destination, QueueSettings, ReadQueue } from "../deploy/deployment";
import type { FunctionProcess } from "./functionProcess";
import { perCall, type QueueCalls, type Queues } from "./queues";
import { timeScale } from "./time";

/** SQS delivers at least once: the batches that come of one, with messages that come again. */
export type Redeliver = (batch: Message[]) => Message[][];

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

/** Milliseconds between two looks at an empty queue, at least. */
const betweenLooks = 10;

/** Messages that are asked for at a time: a batch may be of thousands, and the queue empty. */
const mostAtATime = 100;

/** Lambda goes on whatever SQS answers: what it could not read or delete, it meets again. */
const goOn = () => undefined;

/** Lambda looks at a queue before it reads from it. */
async function look(calls: QueueCalls, queue: QueueSettings, stopped: AbortSignal): Promise<void> {
    const seen = () => calls.look(queue).then(() => true, goOn);
    while (!stopped.aborted && !(await seen())) await sleep(betweenLooks);
}

/** Fills a batch: until it is full, or the window since its first message is over. */
async function fill(calls: QueueCalls, queue: ReadQueue, stopped: AbortSignal): Promise<Message[]> {
    const { batchSize, windowSeconds } = queue;
    const batch: Message[] = [];
    const window = (windowSeconds * 1000) / timeScale;
    let end = Infinity;
    while (batch.length < batchSize && Date.now() < end && (batch.length > 0 || !stopped.aborted)) {
        // One call waits for the first message; then each takes what is there.
        const isFirst = batch.length === 0;
        const most = Math.min(batchSize - batch.length, isFirst ? perCall : mostAtATime);
        const received = await calls.receive(queue, most, isFirst ? stopped : undefined).catch(goOn);
        batch.push(...(received ?? []));
        if (end === Infinity && batch.length > 0) end = Date.now() + window;
        if (!received?.length) await sleep(Math.max(betweenLooks, window / 30));
    }
    return batch;
}

/**
 * What Lambda deletes of a batch after this answer (Lambda developer guide, "Reporting batch item failures"). No answer,
 * and one without a list or with an empty one, mean success: a function that answers wrongly loses its events. An
 * identifier that is empty, missing or not of this batch means that the whole batch failed.
 */
export function doneOf(batch: Message[], answer: unknown): Message[] {
    const { batchItemFailures: failures } = (answer ?? {}) as { batchItemFailures?: unknown };
    if (failures === undefined || failures === null) return typeof (answer ?? {}) === "object" ? batch : [];
    if (!Array.isArray(failures)) return [];
    const ids = new Set(batch.map(({ MessageId }) => MessageId));
    const failed = failures.map((entry: { itemIdentifier?: string } | null) => entry?.itemIdentifier);
    if (!failed.every((id) => ids.has(id))) return [];
    return batch.filter(({ MessageId }) => !failed.includes(MessageId));
}

async function deliver(
    calls: QueueCalls,
    queue: QueueSettings,
    region: string,
    lambda: FunctionProcess,
    batch: Message[],
): Promise<void> {
    const event = { Records: batch.map((message) => recordOf(message, queue, region)) };
    let answer: unknown;
    try {
        answer = await lambda.invoke(event);
    } catch {
        // The whole batch stays in the queue, and comes again when it is visible again.
        return;
    }
    await calls.remove(queue, doneOf(batch, answer)).catch(goOn);
}

/**
 * Lambda's event source mapping: reads the queue in batches, and deletes what the function did not return. One reader for
 * each process of the function: an instance of Lambda takes one batch at a time.
 */
export function startMapping(
    queues: Queues,
    destination: Destination,
    queue: ReadQueue,
    region: string,
    lambdas: FunctionProcess[],
    redeliver: Redeliver = (batch) => [batch],
) {
    const calls = queues.as(callersOf(destination).mapping);
    const stopped = new AbortController();
    const deliveries = lambdas.map(() => Promise.resolve());
    const read = async (_: FunctionProcess, reader: number) => {
        const lambdaOf = (index: number) => lambdas[(reader + index) % lambdas.length];
        const deliverAll = async (batches: Message[][]) => {
            // What comes again comes at once, to another process if there is one; each takes one batch at a time.
            for (const again of batches.map(redeliver))
                await Promise.all(
                    again.map((batch, index) => deliver(calls, queue, region, lambdaOf(index), batch)),
                );
        };
        await look(calls, queue, stopped.signal);
        while (!stopped.signal.aborted) {
            const batch = await fill(calls, queue, stopped.signal);
            await deliveries[reader];
            deliveries[reader] = deliverAll(
                chunks(batch, Infinity, mostBytes, ({ Body }) => Buffer.byteLength(Body as string)),
            );
        }
        await deliveries[reader];
    };
    const readers = lambdas.map(read);
    return {
        /** Ends when all that was read so far is delivered, that which comes again included. */
        async settled(): Promise<void> {
            await Promise.all(deliveries);
        },
        /** Ends when the queue is read; whatever is in flight is finished. */
        async stop(): Promise<void> {
            stopped.abort();
            await Promise.all(readers);
        },
    };
}
