import type { Handler } from "./handling";
import type { Limits } from "./limits";
import type { Client, Command } from "./types";

/** Every part of the handler by its factory, and the data they need. Handed over as values: see CONTRIBUTING.md. */
interface ForwarderParts {
    createBatcher: typeof import("./batching").createBatcher;
    createCalls: typeof import("./calls").createCalls;
    createDeliverer: typeof import("./delivering").createDeliverer;
    createDeadLetters: typeof import("./deadLetters").createDeadLetters;
    createHandler: typeof import("./handling").createHandler;
    createIdentity: typeof import("./identity").createIdentity;
    createMapper: typeof import("./mapping").createMapper;
    createQueue: typeof import("./queue").createQueue;
    createRaw: typeof import("./raw").createRaw;
    createReporter: typeof import("./reporting").createReporter;
    createScalars: typeof import("./scalars").createScalars;
    createSender: typeof import("./sending").createSender;
    createSettler: typeof import("./settling").createSettler;
    createShrinker: typeof import("./shrinking").createShrinker;
    readEnvironment: typeof import("./environment").readEnvironment;
    unpackEventTypes: typeof import("./eventTypeNames").unpackEventTypes;
    limits: Limits;
    /** As `packEventTypes` makes them. */
    eventTypes: string;
    metricsNamespace: string;
}

/** The two clients, as the modules that the Lambda runtime ships export them. */
interface Sdk {
    CloudTrailDataClient: new (config: { region: string }) => Client;
    PutAuditEventsCommand: Command;
    SQSClient: new (config: { useQueueUrlAsEndpoint: boolean }) => Client;
    SendMessageCommand: Command;
    DeleteMessageBatchCommand: Command;
}

/** Makes the callback factory that is serialized into the function: run once per cold start, it joins the parts. */
function forwarderFactory(parts: ForwarderParts): () => Handler {
    return () => {
        const { limits } = parts;
        const environment = parts.readEnvironment(process.env);
        const { channelArn, region, accountId, externalId, deadLetterQueueUrl, eventSource } = environment;
        const { CloudTrailDataClient, PutAuditEventsCommand } =
            require("@aws-sdk/client-cloudtrail-data") as Sdk;
        const { SQSClient, SendMessageCommand, DeleteMessageBatchCommand } =
            require("@aws-sdk/client-sqs") as Sdk;
        const scalars = parts.createScalars(limits.idLength);
        const shrinker = parts.createShrinker(scalars);
        const calls = parts.createCalls();
        const batcher = parts.createBatcher(limits.call);
        const mapper = parts.createMapper({
            scalars,
            identity: parts.createIdentity(scalars, limits.field),
            shrinker,
            raw: parts.createRaw(scalars, shrinker, limits.field.additionalEventData),
            limits: limits.field,
            eventTypes: parts.unpackEventTypes(parts.eventTypes),
            eventSource,
            accountId,
        });
        const client = new CloudTrailDataClient({ region });
        const sender = parts.createSender({ client, PutAuditEventsCommand, channelArn, externalId, calls });
        const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
        const deadLetters = parts.createDeadLetters({
            client: sqs,
            SendMessageCommand,
            queueUrl: deadLetterQueueUrl,
            scalars,
            messageBytes: limits.messageBytes,
        });
        const reporter = parts.createReporter(parts.metricsNamespace);
        const settler = parts.createSettler({
            mapper,
            batcher,
            deliverer: parts.createDeliverer(batcher, sender),
            deadLetters,
            queue: parts.createQueue({ client: sqs, DeleteMessageBatchCommand, deadLetterQueueUrl }),
            reporter,
            calls,
            maxReceiveCount: environment.maxReceiveCount,
        });
        return parts.createHandler(settler);
    };
}

export { forwarderFactory };
export type { ForwarderParts };
