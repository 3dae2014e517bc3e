import { GetQueueAttributesCommand, SQSClient, type QueueAttributeName } from "@aws-sdk/client-sqs";
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

/** How many messages a queue holds, about. */
export async function countOf(client: SQSClient, QueueUrl: string): Promise<number> {
    const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: counts }),
    );
    return counts.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}

/** Messages that are in a queue now, about. */
export interface Held {
    messages: number;
}

/** What a queue holds, if the caller may know it. */
export function heldIn(client: SQSClient, arn: string, url: string): Promise<Held | Skipped> {
    const counted = countOf(client, url).then((messages) => ({ messages }));
    return ifPermitted(`sqs:GetQueueAttributes on ${arn}`, counted);
}
