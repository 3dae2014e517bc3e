import type { Calls } from "./calls";
import type { Deep } from "./deep";
import type { Planner, Sender } from "./delivering";
import type { Direct } from "./direct";
import type { Environment } from "./environment";
import type { Handler } from "./handling";
import type { Limits } from "./limits";
import type { MapperParts } from "./mapping";
import type { Scalars } from "./scalars";
import type { Shrinker } from "./shrinking";
import type { Client, Command } from "./types";

/** What every function is made of, whatever its destination: each part by its factory, and the data they need. */
interface CommonParts {
    assemble: typeof assemble;
    createCalls: typeof import("./calls").createCalls;
    createDeliverer: typeof import("./delivering").createDeliverer;
    createDeep: typeof import("./deep").createDeep;
    createDeadLetters: typeof import("./deadLetters").createDeadLetters;
    createHandler: typeof import("./handling").createHandler;
    createIdentity: typeof import("./identity").createIdentity;
    createMapper: typeof import("./mapping").createMapper;
    createQueue: typeof import("./queue").createQueue;
    createRaw: typeof import("./raw").createRaw;
    createReporter: typeof import("./reporting").createReporter;
    createScalars: typeof import("./scalars").createScalars;
    createSettler: typeof import("./settling").createSettler;
    createShrinker: typeof import("./shrinking").createShrinker;
    groupTwins: typeof import("./grouping").groupTwins;
    readEnvironment: typeof import("./environment").readEnvironment;
    unpackEventTypes: typeof import("./eventTypeNames").unpackEventTypes;
    /** Only if asked for, so that it is not in the text of those who do not. */
    createRedactor?: typeof import("./redacting").createRedactor;
    createSelector?: typeof import("./selecting").createSelector;
    limits: Limits;
    /** As `packEventTypes` makes them. */
    eventTypes: string;
    metricsNamespace: string;
}

/** What a destination's own parts may need. */
interface Tools {
    environment: Environment;
    scalars: Scalars;
    shrinker: Shrinker;
    deep: Deep;
    calls: Calls;
}

/** What a destination is to the parts that all share. */
interface Destination extends Pick<MapperParts, "accountId" | "raw" | "layOut"> {
    /** Takes what is no message of the queue's. */
    fromEvent: Direct["fromEvent"];
    planner: Planner;
    sender: Sender;
}

/** SQS's client, as the module that the Lambda runtime ships exports it. */
interface Sdk {
    SQSClient: new (config: { useQueueUrlAsEndpoint: boolean }) => Client;
    SendMessageCommand: Command;
    DeleteMessageBatchCommand: Command;
}

/** Joins a destination to the parts that all share. */
const assemble = (parts: CommonParts, createDestination: (tools: Tools) => Destination): Handler => {
    const { limits } = parts;
    const environment = parts.readEnvironment(process.env);
    const { deadLetterQueueUrl, eventSource, maxReceiveCount } = environment;
    const scalars = parts.createScalars(limits.idLength);
    const shrinker = parts.createShrinker(scalars);
    const calls = parts.createCalls();
    const deep = parts.createDeep();
    const { fromEvent, planner, sender, ...mapping } = createDestination({
        environment,
        scalars,
        shrinker,
        deep,
        calls,
    });
    const { SQSClient, SendMessageCommand, DeleteMessageBatchCommand } =
        require("@aws-sdk/client-sqs") as Sdk;
    const client = new SQSClient({ useQueueUrlAsEndpoint: false });
    const reporter = parts.createReporter(parts.metricsNamespace);
    const selector = parts.createSelector?.(environment, reporter);
    const redactor = parts.createRedactor?.(environment, deep, calls);
    const settler = parts.createSettler({
        mapper: parts.createMapper({
            scalars,
            identity: parts.createIdentity(scalars, limits.field),
            shrinker,
            limits: limits.field,
            eventTypes: parts.unpackEventTypes(parts.eventTypes),
            eventSource,
            redact: redactor?.redact,
            ...mapping,
        }),
        groupTwins: parts.groupTwins,
        deliverer: parts.createDeliverer(planner, sender),
        deadLetters: parts.createDeadLetters({
            client,
            SendMessageCommand,
            queueUrl: deadLetterQueueUrl,
            scalars,
            messageBytes: limits.messageBytes,
        }),
        queue: parts.createQueue({ client, DeleteMessageBatchCommand, deadLetterQueueUrl }),
        reporter,
        calls,
        maxReceiveCount,
    });
    const prepared = redactor && selector ? selector.select(redactor.protect(settler)) : settler;
    return parts.createHandler(prepared, fromEvent);
};

export { assemble };
export type { CommonParts, Destination };
