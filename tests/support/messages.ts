/** What SQS asks of a message (SendMessage API reference), of each dead letter. */
import { limits } from "../../handler/limits";
import type { Message } from "./forwarder";

const mostAttributes = 10;
/** Characters that it refuses. */
export const undocumented = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

export function bytesOf({ MessageBody, MessageAttributes }: Message): number {
    const attributes = Object.entries(MessageAttributes).flatMap(([name, { DataType, StringValue }]) => [
        name,
        DataType,
        StringValue,
    ]);
    return [MessageBody, ...attributes].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

/** Bodies are given: they came out of a queue, or their characters are escaped. */
export function messageFaults(message: Message): string[] {
    const attributes = Object.entries(message.MessageAttributes);
    const faults = attributes.flatMap(([name, { StringValue }]) => {
        if (StringValue === "") return [`the attribute ${name} is empty`];
        return undocumented.test(StringValue)
            ? [`the attribute ${name} has characters that SQS refuses`]
            : [];
    });
    if (attributes.length > mostAttributes) faults.push(`${attributes.length} attributes`);
    const bytes = bytesOf(message);
    if (bytes > limits.messageBytes) faults.push(`a dead letter of ${bytes} bytes`);
    return faults;
}
