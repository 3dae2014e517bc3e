/** What SQS asks of a message (SendMessage API reference), of each dead letter. */
import { limits } from "../../handler/limits";
import type { Message } from "../support/forwarder";

const mostAttributes = 10;
const undocumented = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Bodies are given: they came out of a queue, or their characters are escaped. */
function messageFaults(messages: Message[]): string[] {
    return messages.flatMap(({ MessageBody, MessageAttributes }) => {
        const faults: string[] = [];
        const attributes = Object.entries(MessageAttributes);
        if (attributes.length > mostAttributes) faults.push(`${attributes.length} attributes`);
        let bytes = Buffer.byteLength(MessageBody);
        for (const [name, { DataType, StringValue }] of attributes) {
            if (StringValue === "") faults.push(`the attribute ${name} is empty`);
            if (undocumented.test(StringValue))
                faults.push(`the attribute ${name} has characters that SQS refuses`);
            bytes += Buffer.byteLength(name + DataType + StringValue);
        }
        if (bytes > limits.messageBytes) faults.push(`a dead letter of ${bytes} bytes`);
        return faults;
    });
}

export { messageFaults };
