import type { Scalars } from "./scalars";
import type { Client, Command, Delivery, JsonObject, Rejection } from "./types";

interface DeadLetterParts {
    client: Client;
    SendMessageCommand: Command;
    queueUrl: string;
    scalars: Scalars;
    /** Body and attributes together, in bytes. */
    messageBytes: number;
}

/** Dead-letters events: the event itself as the body, the reason as message attributes. */
const createDeadLetters = (parts: DeadLetterParts) => {
    const { client, SendMessageCommand, queueUrl, messageBytes } = parts;
    const { prefix } = parts.scalars;
    const byteLength = (text: string) => Buffer.byteLength(text);
    /** All but the characters that SQS documents (SendMessage API reference). */
    const undocumented = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/gu;

    /** As many attributes as the message's size leaves room for, the reason first; none of them empty. */
    function attributes(rejection: Rejection, room: number): JsonObject {
        const made: JsonObject = {};
        for (const name of ["reason", "errorCode", "errorMessage"] as const) {
            const left = room - byteLength(name + "String");
            const value = prefix(rejection[name].replace(undocumented, "\ufffd"), left, false);
            if (value === "") continue;
            made[name] = { DataType: "String", StringValue: value };
            room = left - byteLength(value);
        }
        return made;
    }

    async function send(delivery: Delivery, rejection: Rejection, abortSignal: AbortSignal): Promise<void> {
        const command = new SendMessageCommand({
            QueueUrl: queueUrl,
            MessageBody: delivery.body,
            MessageAttributes: attributes(rejection, messageBytes - byteLength(delivery.body)),
        });
        await client.send(command, { abortSignal });
    }

    return { send };
};

type DeadLetters = ReturnType<typeof createDeadLetters>;

export { createDeadLetters };
export type { DeadLetters };
