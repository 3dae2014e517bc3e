import {
    DeleteMessageBatchCommand,
    ReceiveMessageCommand,
    SendMessageBatchCommand,
    SQSClient,
} from "@aws-sdk/client-sqs";
import type { Message } from "@aws-sdk/client-sqs";
import { limits } from "../../handler/limits";
import { chunks } from "../chunks";
import type { Deployment, QueueSettings } from "../deploy/deployment";
import { credentialsOf } from "../iam/callers";
import type { Caller } from "../iam/callers";
import { startServer } from "../sqs/server";
import type { InterceptQueue } from "../sqs/types";
import { compression } from "./time";

/** What SQS takes at once: ten messages, 1 MiB in all. */
const perCall = 10;

/** The account that fauxqs puts everything in. */
const localAccount = "000000000000";

/**
 * SQS documents only characters of the Basic Multilingual Plane, and fauxqs takes that literally. In JSON text an
 * escape is the same character.
 */
function documentedCharacters(json: string): string {
    return json.replace(/[\ud800-\udfff\ufffe\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
}

/** The calls of one caller. */
export interface QueueCalls {
    /** Sends in as few calls as SQS allows. */
    send(queue: QueueSettings, bodies: string[]): Promise<void>;
    /** Up to `most` messages that are visible now. */
    receive(queue: QueueSettings, most: number): Promise<Message[]>;
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
    stop(): Promise<void>;
}

function localAttributes({ attributes }: QueueSettings): Record<string, string> {
    const { VisibilityTimeout: visibility, RedrivePolicy: redrive } = attributes;
    return {
        ...attributes,
        ...(visibility === undefined
            ? {}
            : { VisibilityTimeout: String(Math.ceil(Number(visibility) / compression)) }),
        ...(redrive === undefined ? {} : { RedrivePolicy: redrive.replace(/:\d{12}:/, `:${localAccount}:`) }),
    };
}

/** `region`'s SQS, called as `caller`. */
function callsOf(client: SQSClient, url: (queue: QueueSettings) => string): QueueCalls {
    return {
        async send(queue, bodies) {
            const size = (body: string) => Buffer.byteLength(body);
            const parts = chunks(bodies.map(documentedCharacters), perCall, limits.messageBytes, size);
            const calls = parts.map((part) => {
                const Entries = part.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
                return client.send(new SendMessageBatchCommand({ QueueUrl: url(queue), Entries }));
            });
            for (const { Failed: [failed] = [] } of await Promise.all(calls)) {
                if (failed) throw new Error(`SQS refused a message: ${failed.Code} ${failed.Message}`);
            }
        },
        async receive(queue, most) {
            const calls = Array.from({ length: Math.ceil(most / perCall) }, (_, index) =>
                client.send(
                    new ReceiveMessageCommand({
                        QueueUrl: url(queue),
                        MaxNumberOfMessages: Math.min(perCall, most - index * perCall),
                        MessageSystemAttributeNames: ["All"],
                        MessageAttributeNames: ["All"],
                    }),
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

export async function startQueues(
    { region, queue: main, deadLetters }: Deployment,
    intercept?: InterceptQueue,
): Promise<Queues> {
    const server = await startServer(region, { intercept });
    const { endpoint, store } = server;
    const url = ({ name }: QueueSettings) => `${endpoint}/${localAccount}/${name}`;
    for (const queue of main === undefined ? [deadLetters] : [deadLetters, main]) {
        const arn = `arn:aws:sqs:${region}:${localAccount}:${queue.name}`;
        store.createQueue(queue.name, url(queue), arn, localAttributes(queue));
    }
    const clients = new Map<Caller, SQSClient>();
    const clientOf = (caller: Caller) => {
        const credentials = credentialsOf(caller);
        const known = clients.get(caller);
        const client =
            known ?? new SQSClient({ region, endpoint, useQueueUrlAsEndpoint: false, credentials });
        clients.set(caller, client);
        return client;
    };
    const messagesOf = (name: string) => {
        const queue = store.getQueueByName(name);
        if (queue === undefined) throw new Error(`There is no queue ${name}.`);
        return queue.inspectMessages();
    };
    return {
        endpoint,
        as: (caller) => callsOf(clientOf(caller), url),
        count({ name }) {
            const { ready, delayed, inflight } = messagesOf(name);
            return ready.length + delayed.length + inflight.length;
        },
        bodies({ name }) {
            const { ready, delayed, inflight } = messagesOf(name);
            return [...ready, ...delayed, ...inflight.map(({ message }) => message)].map(
                ({ body, messageAttributes }) => ({
                    body,
                    attributes: Object.fromEntries(
                        Object.entries(messageAttributes).map(([key, value]) => [
                            key,
                            value.StringValue ?? "",
                        ]),
                    ),
                }),
            );
        },
        async stop() {
            for (const client of clients.values()) client.destroy();
            await server.stop();
        },
    };
}
