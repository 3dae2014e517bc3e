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

/** Sets events aside: the event itself as the body, the reason as message attributes. */
const createDeadLetters = (parts: DeadLetterParts) => {
    const { client, SendMessageCommand, queueUrl, messageBytes } = parts;
    const { prefix } = parts.scalars;
    const byteLength = (text: string) => Buffer.byteLength(text);
    /** What SQS refuses in a message (SendMessage API reference): all but these, and lone surrogates. */
    const unclean = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

    /** JSON text stays the same JSON: such characters stand only inside its strings, where an escape is equal. */
    function escaped(body: string): string {
        return body.replace(unclean, (unit) => "\\u" + unit.charCodeAt(0).toString(16).padStart(4, "0"));
    }

    /** As many attributes as the message's size leaves room for, the reason first; none of them empty. */
    function attributes(rejection: Rejection, room: number): JsonObject {
        const made: JsonObject = {};
        for (const name of ["reason", "errorCode", "errorMessage"] as const) {
            const left = room - byteLength(name + "String");
            const value = prefix(rejection[name].replace(unclean, "\ufffd"), left, false);
            if (value === "") continue;
            made[name] = { DataType: "String", StringValue: value };
            room = left - byteLength(value);
        }
        return made;
    }

    async function send(delivery: Delivery, rejection: Rejection, abortSignal: AbortSignal): Promise<void> {
        const body = escaped(delivery.body);
        const command = new SendMessageCommand({
            QueueUrl: queueUrl,
            MessageBody: body,
            MessageAttributes: attributes(rejection, messageBytes - byteLength(body)),
        });
        await client.send(command, { abortSignal });
    }

    return { send };
};

type DeadLetters = ReturnType<typeof createDeadLetters>;

export { createDeadLetters };
export type { DeadLetterParts, DeadLetters };
