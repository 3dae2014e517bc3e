import { GetQueueAttributesCommand, SQSClient, type QueueAttributeName } from "@aws-sdk/client-sqs";
import type { Unit } from "./deployment";
import { ifPermitted, type Skipped } from "./permissions";

/** The Region says where a queue is, and not the host of its URL: that may lead to another machine. */
export function sqsIn(region: string | undefined): SQSClient {
    return new SQSClient({ useQueueUrlAsEndpoint: false, ...(region && { region }) });
}

/** Of the messages that are ready, in flight and delayed. */
const counts: QueueAttributeName[] = [
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
];

/** How many of a queue's messages there are, about, by its attributes. */
export function messagesIn(attributes: Partial<Record<string, string>> = {}): number {
    return counts.reduce((sum, name) => sum + Number(attributes[name] ?? 0), 0);
}

/** How many messages a queue holds, about. */
export async function countOf(client: SQSClient, QueueUrl: string): Promise<number> {
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: counts });
    return messagesIn((await client.send(command)).Attributes);
}

/** Messages that are in a queue now, about. */
export interface Held {
    messages: number;
}

/** What a unit's queues hold, as far as the caller may know it. */
export interface UnitQueues {
    /** Undefined in direct mode, where nobody can see Lambda's own queue. */
    queue?: Held | Skipped;
    deadLetters: Held | Skipped;
}

export async function queuesOf(client: SQSClient, unit: Unit): Promise<UnitQueues> {
    const { queueArn, queueUrl, deadLetterQueueArn, deadLetterQueueUrl } = unit;
    const held = (arn: string, url: string) =>
        ifPermitted(
            `sqs:GetQueueAttributes on ${arn}`,
            countOf(client, url).then((messages) => ({ messages })),
        );
    return {
        ...(queueArn && queueUrl && { queue: await held(queueArn, queueUrl) }),
        deadLetters: await held(deadLetterQueueArn, deadLetterQueueUrl),
    };
}
