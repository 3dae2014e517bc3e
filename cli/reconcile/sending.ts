import { Failure } from "../errors";
import type { Target } from "../targets";

/** Messages that are sent at a time. */
const atOnce = 50;
/** SQS refuses these (SendMessage API reference). In JSON text an escape is the same character. */
const refusedBySqs = /[\ufffe\uffff]/g;
const escape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16)}`;

/** Sends events, JSON texts. @returns How many. @throws Failure if one is refused: none of those after it is sent. */
export async function sendAll(target: Target, events: AsyncIterable<string>): Promise<number> {
    let sent = 0;
    let pending: { Body: string }[] = [];
    async function flush(): Promise<void> {
        const { taken, refused } = await target.send(pending);
        sent += taken.length;
        if (refused.length > 0)
            throw new Failure(
                `${target.title} took ${sent} events, and did not take others: ${[...new Set(refused)].join(", ")}.`,
                "Run the command again once what was sent is delivered: it is not missing then.",
            );
        pending = [];
    }
    for await (const event of events) {
        pending.push({ Body: event.replace(refusedBySqs, escape) });
        if (pending.length === atOnce) await flush();
    }
    if (pending.length > 0) await flush();
    return sent;
}
