/** The forwarder with clients that answer at once: as it is deployed, and as it stands in this repository. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forwarderCode } from "../../components/forwarderCode";
import type { Handler } from "../../handler/handling";
import { serializeForwarder } from "../forwarder/closure";
import { batchOf } from "../forwarder/events";
import { clientOf, startFunction } from "../forwarder/start";
import { typicalEvent } from "../samples/samples";

interface Put {
    auditEvents: { id: string }[];
}

/** How many events each call held. */
const calls: number[] = [];

const clients = {
    CloudTrailDataClient: clientOf(({ auditEvents }: Put) => {
        calls.push(auditEvents.length);
        return { successful: auditEvents.map(({ id }) => ({ id, eventID: id })), failed: [] };
    }),
    SQSClient: clientOf(() => {
        throw new Error("Nothing is rejected here.");
    }),
};

function directForwarder(): Handler {
    return startFunction(clients, forwarderCode());
}

/** From a folder outside of the repository, as Lambda loads it. */
async function serializedForwarder(): Promise<Handler> {
    const folder = await mkdtemp(join(tmpdir(), "bench-"));
    const file = join(folder, "__index.js");
    await writeFile(file, await serializeForwarder());
    try {
        return startFunction(clients, () => (createRequire(file)(file) as { handler: Handler }).handler);
    } finally {
        await rm(folder, { recursive: true });
    }
}

const context = { functionName: "bench", awsRequestId: "bench", getRemainingTimeInMillis: () => 60_000 };

/** Hands over every batch, one after the other; the log lines go nowhere. */
async function forward(handler: Handler, batches: unknown[]): Promise<void> {
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = () => true;
    try {
        for (const batch of batches) {
            const { batchItemFailures } = await handler(batch, context);
            if (batchItemFailures.length > 0) throw new Error("An event was not delivered.");
        }
    } finally {
        process.stdout.write = write;
    }
}

/** Events of 2.9 kB, and the same in batches of 100. */
function queued(count: number): { bodies: string[]; batches: unknown[] } {
    const bodies = Array.from({ length: count }, (_, index) => typicalEvent(index));
    const batches = [];
    for (let first = 0; first < count; first += 100) batches.push(batchOf(bodies.slice(first, first + 100)));
    return { bodies, batches };
}

export { calls, directForwarder, forward, queued, serializedForwarder };
