import {
    ChangeMessageVisibilityBatchCommand,
    DeleteMessageBatchCommand,
    GetQueueAttributesCommand,
    ReceiveMessageCommand,
    type Message,
    type SQSClient,
} from "@aws-sdk/client-sqs";
import { ifDenied } from "./permissions";
import { countOf } from "./sqs";

/** What SQS takes at once. */
export const perCall = 10;
/** Calls at a time, while each brings ten messages. */
const mostReaders = 8;
/** Seconds that a message stays hidden if this is killed. */
const hidden = 120;
/** Messages that are hidden at a time: SQS allows 120,000, and each is remembered by its receipt. */
const mostHeld = 100_000;

export interface ReadOptions {
    /** Takes messages that were not seen yet, and answers those that are deleted: the others go back. */
    take: (messages: Message[]) => Promise<readonly Message[]>;
    /** Whether to look no further. */
    enough?: () => boolean;
}

/** A queue, in the calls that a redrive takes. */
export interface Queue {
    name: string;
    /** How many messages there are, about: ready, delayed or in flight. */
    waiting(): Promise<number>;
    /** Seconds that a message is kept, from its first send. */
    retention(): Promise<number>;
    /** Shows `take` every message once, and gives back what it leaves. @returns Whether those were all. */
    read(options: ReadOptions): Promise<boolean>;
    /** @returns Those that SQS did not delete. */
    remove(messages: readonly Message[]): Promise<Message[]>;
}

export function createQueue(client: SQSClient, QueueUrl: string): Queue {
    const name = QueueUrl.slice(QueueUrl.lastIndexOf("/") + 1);
    const toCount = `sqs:GetQueueAttributes on ${name}`;

    async function receive(): Promise<Message[]> {
        const command = new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages: perCall,
            VisibilityTimeout: hidden,
            // A second, because without any SQS asks only some of its servers.
            WaitTimeSeconds: 1,
            MessageSystemAttributeNames: ["SentTimestamp", "DeadLetterQueueSourceArn"],
            MessageAttributeNames: ["All"],
        });
        return (await ifDenied(`sqs:ReceiveMessage on ${name}`, client.send(command))).Messages ?? [];
    }

    /** What it cannot give back comes back by itself, when it is not hidden any more. */
    async function giveBack(receipts: readonly string[]): Promise<void> {
        for (const part of inParts(receipts, perCall * mostReaders)) {
            const calls = inParts(part, perCall).map((some) => {
                const Entries = some.map((ReceiptHandle, at) => ({
                    ...{ Id: String(at), ReceiptHandle },
                    VisibilityTimeout: 0,
                }));
                const command = new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries });
                return ifDenied(`sqs:ChangeMessageVisibility on ${name}`, client.send(command));
            });
            await Promise.all(calls);
        }
    }

    return {
        name,
        waiting: () => ifDenied(toCount, countOf(client, QueueUrl)),
        async retention() {
            const command = new GetQueueAttributesCommand({
                QueueUrl,
                AttributeNames: ["MessageRetentionPeriod"],
            });
            const { Attributes = {} } = await ifDenied(toCount, client.send(command));
            return Number(Attributes.MessageRetentionPeriod);
        },
        async read({ take, enough = () => false }) {
            const held = new Map<string, string>();
            try {
                for (let readers = 1; !enough() && held.size < mostHeld;) {
                    const messages = (await Promise.all(Array.from({ length: readers }, receive))).flat();
                    const fresh = messages.filter(({ MessageId }) => !held.has(MessageId as string));
                    for (const { MessageId, ReceiptHandle } of messages)
                        held.set(MessageId as string, ReceiptHandle as string);
                    if (fresh.length === 0) return true;
                    for (const { MessageId } of await take(fresh)) held.delete(MessageId as string);
                    readers = fresh.length < readers * perCall ? 1 : Math.min(2 * readers, mostReaders);
                }
                return false;
            } finally {
                await giveBack([...held.values()]);
            }
        },
        async remove(messages) {
            const parts = inParts(messages, perCall).map(async (some) => {
                const Entries = some.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle }));
                const command = new DeleteMessageBatchCommand({ QueueUrl, Entries });
                const { Failed = [] } = await ifDenied(`sqs:DeleteMessage on ${name}`, client.send(command));
                return Failed.map(({ Id }) => some[Number(Id)]);
            });
            return (await Promise.all(parts)).flat();
        },
    };
}

export function inParts<T>(items: readonly T[], size: number): T[][] {
    return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
        items.slice(at * size, (at + 1) * size),
    );
}
