import { createBatcher } from "../handler/batching";
import { createCalls } from "../handler/calls";
import { createDeadLetters } from "../handler/deadLetters";
import eventTypes from "../handler/eventTypes.json";
import { readEnvironment } from "../handler/environment";
import { createFitter } from "../handler/fitting";
import { forwarderFactory } from "../handler/forwarder";
import { createHandler } from "../handler/handling";
import { createIdentity } from "../handler/identity";
import { limits } from "../handler/limits";
import { createMapper } from "../handler/mapping";
import { createRaw } from "../handler/raw";
import { createReporter } from "../handler/reporting";
import { createScalars } from "../handler/scalars";
import { createSender } from "../handler/sending";
import { createSettler } from "../handler/settling";

/** The namespace of the forwarder's CloudWatch metrics. */
export const metricsNamespace = "OneLoginCloudTrailLake";

/**
 * The event types as the mapping takes them, one line of names: half the size of an object literal once
 * serialized. An id stands only where it does not follow the one before; `!` marks a failure.
 */
export function eventTypeNames(): string {
    let next = 0;
    const names = eventTypes.map(({ id, name, failure }) => {
        const text = (id === next ? "" : `${id} `) + (failure ? "!" : "") + name;
        next = id + 1;
        return text;
    });
    return names.join(" ");
}

/**
 * The forwarder as a callback factory. Its parts are handed over as values, for the serializer copies a captured value
 * into the function's text but turns a captured import into a `require` of this package, which Lambda does not have.
 */
export function forwarderCode(): ReturnType<typeof forwarderFactory> {
    return forwarderFactory({
        createBatcher,
        createCalls,
        createDeadLetters,
        createFitter,
        createHandler,
        createIdentity,
        createMapper,
        createRaw,
        createReporter,
        createScalars,
        createSender,
        createSettler,
        readEnvironment,
        limits: { ...limits },
        eventTypes: eventTypeNames(),
        metricsNamespace,
    });
}
