import type { Calls } from "./calls";
import type { Objects } from "./objects";
import type { AuditEvent, Client, Command, Outcome } from "./types";

interface StoreParts {
    client: Client;
    PutObjectCommand: Command;
    bucket: string;
    /** The account that the bucket belongs to: another's of the same name is not written to. */
    bucketOwner: string;
    toObject: Objects["toObject"];
    calls: Calls;
}

/** Writes one object, and says what became of the events in it: S3 does not read them, so that all share one fate. */
const createStore = (parts: StoreParts) => {
    const { client, PutObjectCommand, bucket, bucketOwner, toObject } = parts;
    const { within, textOf, statusOf, isThrottled } = parts.calls;

    const accepted: Outcome = { kind: "accepted" };

    /** What a failed call says. A 4xx is about the bucket, its key or the caller, and passes when somebody has seen to that. */
    function outcomeOf(error: unknown): Outcome {
        const reason = textOf(error);
        const status = statusOf(error);
        // The content's hash is the name: what is there already is this very object.
        if (status === 412 && reason === "PreconditionFailed") return accepted;
        const passes =
            status < 300 || status > 499 || status === 409 || isThrottled(error) || /timeout$/i.test(reason);
        return { kind: "retry", reason, noRetryInInvocation: !passes };
    }

    async function put(events: AuditEvent[], deadline: number): Promise<Outcome> {
        const { key, body, checksum } = toObject(events);
        const command = new PutObjectCommand({
            Bucket: bucket,
            ExpectedBucketOwner: bucketOwner,
            Key: key,
            Body: body,
            ChecksumSHA256: checksum,
            // What the bytes are. With an encoding instead, some clients would unpack what the name says is packed.
            ContentType: "application/gzip",
            IfNoneMatch: "*",
        });
        try {
            const answer = await within(deadline, (abortSignal) => client.send(command, { abortSignal }));
            const { ETag } = (answer ?? {}) as { ETag?: unknown };
            return typeof ETag === "string" ? accepted : { kind: "retry", reason: "MalformedAnswer" };
        } catch (error) {
            return outcomeOf(error);
        }
    }

    /** One outcome for each event; `deadline` is a time in milliseconds, after which nothing is waited for. */
    async function send(events: AuditEvent[], deadline: number): Promise<Outcome[]> {
        const outcome = await put(events, deadline);
        return events.map(() => outcome);
    }

    return { send };
};

export { createStore };
