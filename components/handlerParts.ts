import { assemble } from "../handler/assembling";
import type { CommonParts } from "../handler/assembling";
import { createCalls } from "../handler/calls";
import { createDeadLetters } from "../handler/deadLetters";
import { createDeep } from "../handler/deep";
import { createDeliverer } from "../handler/delivering";
import { readEnvironment } from "../handler/environment";
import { packEventTypes, unpackEventTypes } from "../handler/eventTypeNames";
import { groupTwins } from "../handler/grouping";
import { createHandler } from "../handler/handling";
import { createIdentity } from "../handler/identity";
import { limits } from "../handler/limits";
import { createMapper } from "../handler/mapping";
import { createQueue } from "../handler/queue";
import { createRaw } from "../handler/raw";
import { createRedactor } from "../handler/redacting";
import { createReporter } from "../handler/reporting";
import { createScalars } from "../handler/scalars";
import { createSelector } from "../handler/selecting";
import { createSettler } from "../handler/settling";
import { createShrinker } from "../handler/shrinking";

/** The namespace of the functions' CloudWatch metrics. */
export const metricsNamespace = "OneLoginCloudTrailLake";

/**
 * The parts that all functions share. They are handed over as values, because the serializer copies a captured value into the
 * function's text but turns a captured import into a `require` of this package, which Lambda does not have.
 */
function commonParts(prepares: boolean): CommonParts {
    return {
        ...(prepares && { createRedactor, createSelector }),
        assemble,
        createCalls,
        createDeadLetters,
        createDeep,
        createDeliverer,
        createHandler,
        createIdentity,
        createMapper,
        createQueue,
        createRaw,
        createReporter,
        createScalars,
        createSettler,
        createShrinker,
        groupTwins,
        readEnvironment,
        unpackEventTypes,
        limits: { ...limits },
        eventTypes: packEventTypes(),
        metricsNamespace,
    };
}

/**
 * A function's code, made once: of one function that is captured twice, Pulumi would make the text twice.
 *
 * @returns It takes whether events are selected before they are mapped, which most functions do without.
 */
export function codeOf<Code>(make: (parts: CommonParts) => Code): (prepares?: boolean) => Code {
    const made = new Map<boolean, Code>();
    return (prepares = false) => {
        const code = made.get(prepares) ?? make(commonParts(prepares));
        made.set(prepares, code);
        return code;
    };
}
