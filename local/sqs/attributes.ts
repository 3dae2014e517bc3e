/** What SQS asks of message attributes, which fauxqs takes as they come. (SQS developer guide, "Message metadata".) */
import { Refused } from "../http/input";
import type { QueueCall } from "./types";

interface Attribute {
    DataType?: string;
    StringValue?: string;
}

interface Message {
    MessageAttributes?: Record<string, Attribute>;
}

const most = 10;
const longestName = 256;
/** Letters, digits, `_`, `-` and single periods within. */
const nameForm = /^[\w-]+(\.[\w-]+)*$/;
const reserved = /^(aws|amazon)\./i;
/** What neither a body nor an attribute may hold. (SendMessage API reference.) */
export const undocumented = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Refuses a SendMessage or SendMessageBatch for its first message attribute that SQS would not take. */
export function checkAttributes({ action, request }: QueueCall): void {
    const messages =
        action === "SendMessage" ? [request] : action === "SendMessageBatch" ? request.Entries : [];
    for (const { MessageAttributes = {} } of (messages ?? []) as Message[]) {
        const attributes = Object.entries(MessageAttributes);
        const problem =
            attributes.length > most
                ? `Number of message attributes [${attributes.length}] exceeds the allowed maximum [${most}].`
                : attributes.map(([name, attribute]) => problemOf(name, attribute)).find((found) => found);
        if (problem !== undefined) throw new Refused("InvalidParameterValue", problem);
    }
}

function problemOf(name: string, { DataType = "", StringValue: value }: Attribute): string | undefined {
    const attribute = `Message (user) attribute '${name}'`;
    if (name.length > longestName) return `${attribute} has a name longer than ${longestName} characters.`;
    if (!nameForm.test(name) || reserved.test(name)) {
        return (
            `${attribute} has an invalid name: letters, digits, hyphens, underscores and single periods` +
            " between them, and neither AWS. nor Amazon. at its beginning."
        );
    }
    if (DataType !== "String")
        return `${attribute} has the type '${DataType}': this stand-in knows "String" alone.`;
    if (!value) return `${attribute} must contain a non-empty value of type 'String'.`;
    if (undocumented.test(value)) return `${attribute} contains characters that a message can't.`;
    return undefined;
}
