import { open } from "node:fs/promises";
import type { Message, MessageAttributeValue } from "@aws-sdk/client-sqs";
import { Misuse } from "../errors";
import { letterOf, mentions } from "./letters";
import type { Choice } from "./move";
import type { Source } from "./sources";

/** Writes dead letters to a new file that nobody else may read, one in each line, and deletes nothing. @returns How many. */
export async function exportLetters(
    file: string,
    sources: readonly Source[],
    { reason, limit }: Pick<Choice, "reason" | "limit">,
): Promise<{ exported: number; complete: boolean }> {
    const handle = await open(file, "wx", 0o600).catch((error: Error) => {
        throw new Misuse(`--export ${file}: ${error.message}.`, "Name a file that is not there yet.");
    });
    let [exported, complete] = [0, true];
    try {
        for (const { title, letters } of sources) {
            const all = await letters.read({
                enough: () => exported >= limit,
                async take(messages) {
                    const chosen = messages
                        .filter((message) => mentions(letterOf(message), reason))
                        .slice(0, limit - exported);
                    await handle.writeFile(chosen.map((message) => lineOf(title, message)).join(""));
                    exported += chosen.length;
                    return [];
                },
            });
            complete &&= all || exported >= limit;
        }
    } finally {
        await handle.close();
    }
    return { exported, complete };
}

function lineOf(queue: string, message: Message): string {
    const { by, sent } = letterOf(message);
    const attributes = Object.entries(message.MessageAttributes ?? {}).map(
        ([name, value]) => [name, textOf(value)] as const,
    );
    const line = {
        ...{ queue, messageId: message.MessageId, sent: new Date(sent).toISOString(), by },
        attributes: Object.fromEntries(attributes),
        body: message.Body,
    };
    return `${JSON.stringify(line)}\n`;
}

function textOf({ StringValue, BinaryValue }: MessageAttributeValue): string {
    return StringValue ?? Buffer.from(BinaryValue ?? []).toString("base64");
}
