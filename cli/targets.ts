import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { SendMessageBatchCommand, type Message, type SQSClient } from "@aws-sdk/client-sqs";
import { limits } from "../handler/limits";
import { ifDenied, isDenied } from "./permissions";
import type { Unit } from "./deployment";
import { perCall } from "./queue";

/** Where dead letters go: their bodies, exactly as they are. Their attributes say why they died, and stay behind. */
export interface Target {
    title: string;
    /** @returns What was taken, and why the rest was not, by the names of the errors. */
    send(messages: readonly Message[]): Promise<Sent>;
}

export interface Sent {
    taken: Message[];
    refused: string[];
}

/** Where a unit takes messages: its queue, or the function if it has none. */
export function targetOf(
    { queueUrl, functionName }: Unit,
    { sqs, lambda }: { sqs: SQSClient; lambda: LambdaClient },
): Target {
    return queueUrl === undefined ? toFunction(lambda, functionName) : toQueue(sqs, queueUrl);
}

/** A queue: ten messages a call, 1 MiB in all. */
export function toQueue(client: SQSClient, url: string): Target {
    const title = url.slice(url.lastIndexOf("/") + 1);
    async function sendBatch(messages: readonly Message[]): Promise<Sent> {
        const Entries = messages.map(({ Body }, at) => ({ Id: String(at), MessageBody: Body }));
        const command = new SendMessageBatchCommand({ QueueUrl: url, Entries });
        const answer = await ifDenied(`sqs:SendMessage on ${title}`, client.send(command));
        return {
            taken: (answer.Successful ?? []).map(({ Id }) => messages[Number(Id)]),
            refused: (answer.Failed ?? []).map(({ Code }) => String(Code)),
        };
    }
    return { title, send: async (messages) => joined(await Promise.all(batches(messages).map(sendBatch))) };
}

/** A function without a queue: invoked as EventBridge does it, so that Lambda tries again, and dead-letters. */
function toFunction(client: LambdaClient, functionName: string): Target {
    async function invoke(message: Message): Promise<Sent> {
        const command = new InvokeCommand({
            FunctionName: functionName,
            InvocationType: "Event",
            Payload: message.Body,
        });
        try {
            const { StatusCode } = await ifDenied(
                `lambda:InvokeFunction on ${functionName}`,
                client.send(command),
            );
            return StatusCode === 202
                ? { taken: [message], refused: [] }
                : { taken: [], refused: [`${StatusCode}`] };
        } catch (error) {
            // A payload that Lambda does not take is that of one message; anything else is everybody's.
            const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
            if (isDenied(error) || ![400, 413].includes($metadata?.httpStatusCode ?? 0)) throw error;
            return { taken: [], refused: [name] };
        }
    }
    return {
        title: functionName,
        send: async (messages) => joined(await Promise.all(messages.map(invoke))),
    };
}

function joined(all: readonly Sent[]): Sent {
    return { taken: all.flatMap(({ taken }) => taken), refused: all.flatMap(({ refused }) => refused) };
}

function batches(messages: readonly Message[]): Message[][] {
    const made: Message[][] = [];
    let room = 0;
    for (const message of messages) {
        const size = Buffer.byteLength(message.Body ?? "");
        const last = made.at(-1);
        if (last === undefined || last.length === perCall || size > room) {
            made.push([message]);
            room = limits.messageBytes - size;
        } else {
            last.push(message);
            room -= size;
        }
    }
    return made;
}
