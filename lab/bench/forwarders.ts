/** The functions with clients that answer at once: as they are deployed, and the forwarder as it stands in this repository. */
import { forwarderCode } from "../../components/forwarderCode";
import type { Handler } from "../../handler/handling";
import { chunks } from "../../local/chunks";
import { codeOf, serializeForwarder, serializeWriter } from "../forwarder/closure";
import { batchOf } from "../forwarder/events";
import { clientOf, startFunction } from "../forwarder/start";
import { typicalEvent } from "../samples/typical";

interface Put {
    auditEvents: { id: string }[];
}

/** How many events each call held. */
export const calls: number[] = [];

/** The bodies of the objects. */
export const stored: Buffer[] = [];

const clients = {
    CloudTrailDataClient: clientOf(({ auditEvents }: Put) => {
        calls.push(auditEvents.length);
        return { successful: auditEvents.map(({ id }) => ({ id, eventID: id })), failed: [] };
    }),
    S3Client: clientOf(({ Body }: { Body: Buffer }) => {
        stored.push(Body);
        return { ETag: '"etag"' };
    }),
    SQSClient: clientOf(() => {
        throw new Error("Nothing is rejected here.");
    }),
};

export function directForwarder(): Handler {
    return startFunction(clients, forwarderCode());
}

export const serializedForwarder = async () => startFunction(clients, codeOf(await serializeForwarder()));
export const serializedWriter = async () => startFunction(clients, codeOf(await serializeWriter()));

const context = { functionName: "bench", awsRequestId: "bench", getRemainingTimeInMillis: () => 60_000 };

/** Hands over every batch, one after the other; the log lines go nowhere. */
export async function forward(handler: Handler, batches: unknown[]): Promise<void> {
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

/** Events of 2.9 kB, and the same in batches. */
export function queued(count: number, batchSize = 100): { bodies: string[]; batches: unknown[] } {
    const bodies = Array.from({ length: count }, (_, index) => typicalEvent(index));
    return { bodies, batches: chunks(bodies, batchSize, Infinity, () => 0).map((part) => batchOf(part)) };
}
