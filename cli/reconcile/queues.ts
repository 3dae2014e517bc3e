import {
    GetQueueAttributesCommand,
    type QueueAttributeName,
    SendMessageBatchCommand,
    type SQSClient,
} from "@aws-sdk/client-sqs";
import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { limits } from "../../handler/limits";
import type { Unit } from "../deployment";
import { Failure } from "../errors";

/** Of the messages that are ready, in flight and delayed. */
const counts: QueueAttributeName[] = [
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
];

/** How many messages a queue holds, about. */
export async function countOf(client: SQSClient, QueueUrl: string): Promise<number> {
    const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: counts }),
    );
    return counts.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}

/** SendMessageBatch takes so many. */
const mostAtOnce = 10;
/** SQS refuses these (SendMessage API reference). In JSON text an escape is the same character. */
const refusedBySqs = /[\ufffe\uffff]/g;
const escape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16)}`;

/** Sends events, JSON texts, where the rule sends them: to the unit's queue, or to Lambda's own. @returns How many. */
export async function sendTo(
    { queueUrl, functionName, title }: Unit,
    clients: { sqs: SQSClient; lambda: LambdaClient },
    events: AsyncIterable<string>,
): Promise<number> {
    let [sent, bytes] = [0, 0];
    let batch: string[] = [];
    async function flush(): Promise<void> {
        if (batch.length === 0) return;
        if (queueUrl === undefined) await invoke(clients.lambda, functionName, batch);
        else await send(clients.sqs, queueUrl, title, batch);
        sent += batch.length;
        [batch, bytes] = [[], 0];
    }
    for await (const event of events) {
        const body = event.replace(refusedBySqs, escape);
        const size = Buffer.byteLength(body);
        if (batch.length === mostAtOnce || bytes + size > limits.messageBytes) await flush();
        batch.push(body);
        bytes += size;
    }
    await flush();
    return sent;
}

async function send(client: SQSClient, QueueUrl: string, title: string, bodies: string[]): Promise<void> {
    const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    const { Failed: [failed] = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    if (failed !== undefined)
        throw new Failure(
            `SQS did not take an event for ${title}: ${failed.Code ?? ""} ${failed.Message ?? ""}`.trimEnd() +
                ".",
            "Once the queue is empty, run the command again: what has arrived is not missing any more.",
        );
}

async function invoke(client: LambdaClient, FunctionName: string, events: string[]): Promise<void> {
    const calls = events.map((Payload) =>
        client.send(new InvokeCommand({ FunctionName, InvocationType: "Event", Payload })),
    );
    await Promise.all(calls);
}
