import {
    DeleteMessageBatchCommand,
    GetQueueAttributesCommand,
    ReceiveMessageCommand,
    SendMessageBatchCommand,
    SQSClient,
    type Message,
} from "@aws-sdk/client-sqs";
import { limits } from "../../handler/limits";
import { chunks } from "../chunks";
import type { Deployment, QueueSettings } from "../deploy/deployment";
import type { Caller } from "../aws/iam/callers";
import type { Metrics } from "../cloudwatch/metrics";
import type { Permissions } from "../deploy/permissions";
import { startServer } from "../sqs/server";
import type { InterceptQueue, Message as SqsMessage } from "../sqs/types";
import { timeScale } from "./time";

/** What SQS takes at once: ten messages, 1 MiB in all. */
export const perCall = 10;

/** Seconds that a call may wait for a message. */
const longestWait = 20;

/** SQS takes neither halves of surrogate pairs nor these two. In JSON text an escape is the same character. */
function documentedCharacters(json: string): string {
    return json.replace(/[\p{Surrogate}\ufffe\uffff]/gu, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
}

/** The calls of one caller. */
export interface QueueCalls {
    /** Sends in as few calls as SQS allows. */
    send(queue: QueueSettings, bodies: string[], attributes?: Record<string, string>): Promise<void>;
    /** Fails if the caller may not see the queue's attributes. */
    look(queue: QueueSettings): Promise<void>;
    /** Up to `most` messages that are visible now; with a signal, waits for one as long as Lambda does: 20 s at most. */
    receive(queue: QueueSettings, most: number, wait?: AbortSignal): Promise<Message[]>;
    remove(queue: QueueSettings, messages: Message[]): Promise<void>;
}

/** A real SQS API with the queues that were registered. */
export interface Queues {
    endpoint: string;
    /** Calls the API as `caller`. */
    as(caller: Caller): QueueCalls;
    /** How many messages a queue holds: ready, delayed or in flight. */
    count(queue: QueueSettings): number;
    /** Every message of a queue: ready, delayed or in flight. */
    bodies(queue: QueueSettings): { body: string; attributes: Record<string, string> }[];
    /** Calls `listener` with every message that comes into a queue from now on. */
    watch(queue: QueueSettings, listener: (message: ReturnType<Queues["bodies"]>[number]) => void): void;
    /** What CloudWatch hears of the queues each minute. */
    report(this: void): void;
    stop(): Promise<void>;
}

function localAttributes({ attributes }: QueueSettings): Record<string, string> {
    const { VisibilityTimeout: visibility } = attributes;
    if (visibility === undefined) return attributes;
    return { ...attributes, VisibilityTimeout: String(Math.ceil(Number(visibility) / timeScale)) };
}

/** `region`'s SQS, called as `caller`. */
function callsOf(client: SQSClient, url: (queue: QueueSettings) => string): QueueCalls {
    return {
        async send(queue, bodies, attributes = {}) {
            const MessageAttributes = Object.fromEntries(
                Object.entries(attributes).map(([name, StringValue]) => [
                    name,
                    { DataType: "String", StringValue },
                ]),
            );
            const size = (body: string) => Buffer.byteLength(body);
            const parts = chunks(bodies.map(documentedCharacters), perCall, limits.messageBytes, size);
            const calls = parts.map((part) => {
                const Entries = part.map((MessageBody, index) => ({
                    Id: String(index),
                    MessageBody,
                    MessageAttributes,
                }));
                return client.send(new SendMessageBatchCommand({ QueueUrl: url(queue), Entries }));
            });
            for (const { Failed: [failed] = [] } of await Promise.all(calls)) {
                if (failed) throw new Error(`SQS refused a message: ${failed.Code} ${failed.Message}`);
            }
        },
        async look(queue) {
            await client.send(
                new GetQueueAttributesCommand({ QueueUrl: url(queue), AttributeNames: ["All"] }),
            );
        },
        async receive(queue, most, wait) {
            const calls = Array.from({ length: Math.ceil(most / perCall) }, (_, index) =>
                client.send(
                    new ReceiveMessageCommand({
                        QueueUrl: url(queue),
                        MaxNumberOfMessages: Math.min(perCall, most - index * perCall),
                        MessageSystemAttributeNames: ["All"],
                        MessageAttributeNames: ["All"],
                        WaitTimeSeconds: wait === undefined ? 0 : longestWait,
                    }),
                    { abortSignal: wait },
                ),
            );
            return (await Promise.all(calls)).flatMap(({ Messages }) => Messages ?? []);
        },
        async remove(queue, messages) {
            await Promise.all(
                chunks(messages, perCall, Infinity, () => 0).map((chunk) => {
                    const Entries = chunk.map(({ ReceiptHandle }, index) => ({
                        Id: String(index),
                        ReceiptHandle,
                    }));
                    return client.send(new DeleteMessageBatchCommand({ QueueUrl: url(queue), Entries }));
                }),
            );
        },
    };
}

function readable({ body, messageAttributes }: SqsMessage): {
    body: string;
    attributes: Record<string, string>;
} {
    const values = Object.entries(messageAttributes).map(([key, { StringValue }]) => [
        key,
        StringValue ?? "",
    ]);
    return { body, attributes: Object.fromEntries(values) as Record<string, string> };
}

/** @throws Error if the dead-letter queue's policy does not let the queue move messages there, as SQS refuses it. */
function checkRedrive(queue: QueueSettings, deadLetters: QueueSettings): void {
    const { redrivePermission, sourceQueueArns } = JSON.parse(
        deadLetters.attributes.RedriveAllowPolicy ?? '{"redrivePermission":"allowAll"}',
    ) as { redrivePermission: string; sourceQueueArns?: string[] };
    if (redrivePermission === "allowAll" || sourceQueueArns?.includes(queue.arn)) return;
    throw new Error(
        `${deadLetters.name} does not admit ${queue.name} as a source: see its redrive-allow policy.`,
    );
}

export async function startQueues(
    deployment: Deployment,
    permissions: Permissions,
    { intercept, metrics, now }: { intercept?: InterceptQueue; metrics?: Metrics; now?: () => number } = {},
): Promise<Queues> {
    const { region, account, units } = deployment;
    for (const { queue, deadLetters } of units) if (queue !== undefined) checkRedrive(queue, deadLetters);
    const server = await startServer(deployment, { permissions, intercept, metrics, now });
    const { endpoint } = server;
    const url = ({ name }: QueueSettings) => `${endpoint}/${account}/${name}`;
    const create = (settings: QueueSettings) =>
        server.createQueue(settings.name, settings.arn, localAttributes(settings));
    for (const { queue, deadLetters } of units) {
        const made = create(deadLetters);
        if (queue !== undefined) server.watchMoves(made, create(queue));
    }
    const clients = new Map<Caller, SQSClient>();
    const clientOf = (caller: Caller) => {
        const credentials = permissions.callers.credentials(caller);
        const known = clients.get(caller);
        const client =
            known ?? new SQSClient({ region, endpoint, useQueueUrlAsEndpoint: false, credentials });
        clients.set(caller, client);
        return client;
    };
    return {
        endpoint,
        as: (caller) => callsOf(clientOf(caller), url),
        count: ({ name }) => server.messages(name).length,
        bodies: ({ name }) => server.messages(name).map(readable),
        watch: ({ name }, listener) => server.onMessage(name, (message) => listener(readable(message))),
        report: server.report,
        async stop() {
            for (const client of clients.values()) client.destroy();
            await server.stop();
        },
    };
}
