/** The whole forwarder, or the whole writer, between services that behave as a test says. */
import { forwarderCode } from "../../components/forwarderCode";
import { writerCode } from "../../components/writerCode";
import type { BatchResponse, Handler } from "../../handler/handling";
import { batchOf } from "../../lab/forwarder/events";
import { clientOf, startFunction } from "../../lab/forwarder/start";

export interface Put {
    id: string;
    eventData: string;
}

export interface Message {
    QueueUrl: string;
    MessageBody: string;
    MessageAttributes: Record<string, { DataType: string; StringValue: string }>;
}

/** What a call gets beside its input. */
interface Limit {
    abortSignal: AbortSignal;
}

interface Removal {
    QueueUrl: string;
    Entries: { Id: string; ReceiptHandle: string }[];
}

/** What the writer gives PutObject. */
export interface PutObject {
    Bucket: string;
    ExpectedBucketOwner: string;
    Key: string;
    Body: Buffer;
    ChecksumSHA256: string;
    ContentType: string;
    IfNoneMatch: string;
}

/** What the services do; by default all is well. What is thrown is the service's refusal. */
export interface Services {
    /** Answers a PutAuditEvents call; `number` is 1 for the first. */
    put?: (events: Put[], number: number, abortSignal: AbortSignal) => unknown;
    /** Answers a PutObject call; `number` is 1 for the first. */
    putObject?: (input: PutObject, number: number, abortSignal: AbortSignal) => unknown;
    /** Answers GetSecretValue; `number` is 1 for the first call. By default it is the key that `hashKey` says. */
    secret?: (input: { SecretId: string }, number: number, abortSignal: AbortSignal) => unknown;
    deadLetter?: (message: Message, abortSignal: AbortSignal) => unknown;
    remove?: (removal: Removal) => unknown;
}

export interface Options extends Services {
    /** Makes the handler; by default as it stands in this repository. */
    code?: () => Handler;
    environment?: Record<string, string | undefined>;
    /** Milliseconds that Lambda leaves the invocation. */
    remaining?: number;
}

/** One invocation, and what was seen of it from outside. */
export interface Run {
    /** Message ids that went back to the queue; in direct mode, none or an error. */
    returned: string[];
    error?: Error;
    /** The ids of each PutAuditEvents call's events. */
    calls: string[][];
    /** What each PutAuditEvents call was given. */
    inputs: { channelArn: string; externalId?: string; auditEvents: Put[] }[];
    /** What each PutObject call was given. */
    objects: PutObject[];
    deadLetters: Message[];
    /** What was deleted before the end, and how many calls had been made by then. */
    removals: (Removal & { calls: number })[];
    lines: string[];
    /** The log line, read. */
    log: Record<string, unknown> & { undelivered: Record<string, unknown>[] };
    milliseconds: number;
}

/** PutAuditEvents' answer: the events that are named failed, the others arrived. */
export function answer(events: Put[], failed: Record<string, string> = {}) {
    const isFailed = ({ id }: Put) => Object.hasOwn(failed, id);
    return {
        successful: events
            .filter((event) => !isFailed(event))
            .map(({ id }) => ({ id, eventID: `lake-${id}` })),
        failed: events
            .filter(isFailed)
            .map(({ id }) => ({ id, errorCode: failed[id], errorMessage: `of ${id}` })),
    };
}

/** An error as the SDK's clients throw it; without a status, the connection broke. */
export function refusal(name: string, httpStatusCode?: number, message = "refused"): Error {
    return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}

/** Every call can be ended. */
function signalOf({ abortSignal }: Limit): AbortSignal {
    if (!(abortSignal instanceof AbortSignal)) throw new TypeError("The call has no signal that ends it.");
    return abortSignal;
}

/** The key of redaction's hashes, unless a test has another. */
export const hashKey = "0123456789abcdef0123456789abcdef";

function start(options: Options, run: Run): Handler {
    const { put, putObject, secret, deadLetter, remove } = options;
    const { environment: variables, code = forwarderCode() } = options;
    let secretCalls = 0;
    const SecretsManagerClient = clientOf((input: { SecretId: string }, limit: Limit) => {
        const signal = signalOf(limit);
        return secret ? secret(input, ++secretCalls, signal) : { SecretString: hashKey };
    });
    const CloudTrailDataClient = clientOf((input: Run["inputs"][number], limit: Limit) => {
        const signal = signalOf(limit);
        run.inputs.push(input);
        run.calls.push(input.auditEvents.map(({ id }) => id));
        return put ? put(input.auditEvents, run.calls.length, signal) : answer(input.auditEvents);
    });
    const S3Client = clientOf((input: PutObject, limit: Limit) => {
        const signal = signalOf(limit);
        run.objects.push(input);
        return putObject ? putObject(input, run.objects.length, signal) : { ETag: '"etag"' };
    });
    const SQSClient = clientOf(async (input: Message | Removal, limit: Limit) => {
        const signal = signalOf(limit);
        if ("Entries" in input) {
            run.removals.push({ ...input, calls: run.calls.length });
            return remove?.(input);
        }
        await deadLetter?.(input, signal);
        run.deadLetters.push(input);
        return {};
    });
    return startFunction(
        { CloudTrailDataClient, S3Client, SecretsManagerClient, SQSClient },
        code,
        variables,
    );
}

/** Hands one event, whatever it is, to a fresh function. */
export async function invoke(event: unknown, options: Options = {}): Promise<Run> {
    const { remaining = 60_000 } = options;
    const run = {
        returned: [],
        calls: [],
        inputs: [],
        objects: [],
        deadLetters: [],
        removals: [],
        lines: [],
        milliseconds: 0,
    } as unknown as Run;
    const context = {
        functionName: "forwarder",
        awsRequestId: "request-1",
        getRemainingTimeInMillis: () => remaining,
    };
    const handler = start(options, run);
    const write = process.stdout.write.bind(process.stdout);
    const { random } = Math;
    process.stdout.write = (chunk: unknown) => run.lines.push(String(chunk)) > 0;
    // The pauses between rounds are at their shortest.
    Math.random = () => 0;
    const begin = Date.now();
    try {
        run.returned = failures(await handler(event, context));
    } catch (error) {
        run.error = error as Error;
    } finally {
        run.milliseconds = Date.now() - begin;
        process.stdout.write = write;
        Math.random = random;
    }
    run.log = JSON.parse(run.lines.at(-1) ?? '{"undelivered":[]}') as Run["log"];
    return run;
}

function failures({ batchItemFailures }: BatchResponse): string[] {
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

export function invokeBatch(bodies: string[], options: Options = {}): Promise<Run> {
    return invoke(batchOf(bodies), options);
}

/** Hands a batch to a fresh writer; all of it was sent two days after its events. */
export function invokeWriter(bodies: string[], options: Options = {}): Promise<Run> {
    const sentAt = Date.parse("2026-11-22T08:00:00Z");
    return invoke(batchOf(bodies, sentAt), { code: writerCode(), ...options });
}
