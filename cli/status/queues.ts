import { GetQueueAttributesCommand, SQSClient, type QueueAttributeName } from "@aws-sdk/client-sqs";
import type { Unit } from "../deployment";
import { ifPermitted, type Skipped } from "../permissions";

/** Messages that are in a queue now, about. */
export interface Held {
    messages: number;
}

export interface UnitQueues {
    /** In the queue or in flight; undefined in direct mode, where nobody can see Lambda's own queue. */
    waiting?: Held | Skipped;
    deadLetters: Held | Skipped;
}

const counts: QueueAttributeName[] = [
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
];

/** What each unit's queues hold. */
export function readQueues(region: string, units: readonly Unit[]): Promise<UnitQueues[]> {
    // The URL's host would go before AWS_ENDPOINT_URL_SQS.
    const client = new SQSClient({ region, useQueueUrlAsEndpoint: false });
    const held = (arn: string, QueueUrl: string) =>
        ifPermitted(`sqs:GetQueueAttributes on ${arn}`, heldIn(client, QueueUrl));
    return Promise.all(
        units.map(async ({ queueArn, queueUrl, deadLetterQueueArn, deadLetterQueueUrl }) => ({
            ...(queueArn && queueUrl && { waiting: await held(queueArn, queueUrl) }),
            deadLetters: await held(deadLetterQueueArn, deadLetterQueueUrl),
        })),
    );
}

async function heldIn(client: SQSClient, QueueUrl: string): Promise<Held> {
    const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: counts }),
    );
    return { messages: counts.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0) };
}
