import type * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { UnitContext } from "./context";
import { makeForwarder } from "./forwarder";
import type { Destination, Forwarder } from "./forwarder";
import { allowRedrive, feedQueue, makeDeadLetters, makeQueue } from "./queues";
import type { UnitNames } from "./metrics";
import type { Buffer, DeadLetters } from "./queues";
import type { Source } from "./source";
import { invokeDirectly, readQueue } from "./triggers";

/** All that brings events to one destination. Two share nothing but the rule, so that an outage of one never holds the other. */
export interface Unit {
    /** Of its resources' names. */
    name: string;
    /** The destination, as AWS calls it. */
    title: string;
    forwarder: Forwarder;
    deadLetters: DeadLetters;
    /** Buffered delivery only. */
    buffer?: Buffer;
}

/** A destination, and what has to be made between its role and its first event. */
export interface GuardedDestination extends Destination {
    guards?(role: iam.Role): pulumi.Resource[];
}

/** Delivery through a queue. What has guards gets its first event when everything else is there. */
export function makeBufferedUnit(
    context: UnitContext,
    source: Source,
    destination: GuardedDestination,
): Unit {
    const deadLetters = makeDeadLetters(context, source);
    const buffer = makeQueue(context, source, deadLetters);
    const forwarder = makeForwarder(context, destination, deadLetters, buffer.queue);
    const guards = destination.guards?.(forwarder.role) ?? [];
    const mapping = readQueue(context, forwarder, buffer.queue, ...guards);
    feedQueue(context, source, buffer, deadLetters, ...(guards.length > 0 ? [mapping] : []));
    return { name: context.name, title: destination.title, forwarder, deadLetters, buffer };
}

/** Delivery without a queue. */
export function makeDirectUnit(context: UnitContext, source: Source, destination: Destination): Unit {
    const deadLetters = makeDeadLetters(context, source);
    const forwarder = makeForwarder(context, destination, deadLetters);
    allowRedrive(context, "dead-letters-redrive", deadLetters.queue);
    invokeDirectly(context, forwarder, source, deadLetters);
    return { name: context.name, title: destination.title, forwarder, deadLetters };
}

export function unitNames({ forwarder, deadLetters, buffer }: Unit): UnitNames<pulumi.Output<string>> {
    return {
        functionName: forwarder.func.name,
        deadLetterQueueName: deadLetters.queue.name,
        queueName: buffer?.queue.name,
    };
}
