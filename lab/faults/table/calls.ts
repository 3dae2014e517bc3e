import { duringOutage, first, onCalls, onCulprits, onEvents, some } from "../scripts";
import type { FaultCase } from "../types";

/** More calls than one invocation makes for one batch (two rounds and three parts, of three tries each): the queue has its part. */
const calls = 18;

const message = "injected";
const retryAfter = { "Retry-After": "2" };

/** Answers that are about the caller, the place or the time: no event's fault. */
const passing: [name: string, status: number, error: string, headers?: Record<string, string>][] = [
    ...[
        "ChannelInsufficientPermission",
        "ChannelNotFound",
        "InvalidChannelARN",
        "UnsupportedOperationException",
    ].map((name): [string, number, string] => [name, 400, name]),
    ["ThrottlingException-400", 400, "ThrottlingException"],
    ["TooManyRequests-429", 429, "TooManyRequestsException"],
    ["ThrottlingException-429-retry-after", 429, "ThrottlingException", retryAfter],
    ["InternalFailure-500", 500, "InternalFailure"],
    ["InternalFailure-500-retry-after", 500, "InternalFailure", retryAfter],
    ["BadGateway-502", 502, "BadGateway"],
    ["BadGateway-502-retry-after", 502, "BadGateway", retryAfter],
    ["ServiceUnavailable-503", 503, "ServiceUnavailable"],
    ["ServiceUnavailable-503-retry-after", 503, "ServiceUnavailable", retryAfter],
];

/** Answers that blame the call's content. */
const content = [
    "ChannelUnsupportedSchema",
    "DuplicatedAuditEventId",
    "ValidationException",
    "SerializationException",
];

export const callFaults: FaultCase[] = [
    ...passing.map(([name, status, error, headers]): FaultCase => ({
        name: `call-${name}`,
        what: `the first ${calls} calls are answered ${status} ${error}${headers ? " with Retry-After" : ""}`,
        ends: { buffered: "lake", direct: "lake" },
        again: "some",
        inject: (context) => ({
            channel: onCalls(context, first(calls), { refusal: { status, name: error, message, headers } }),
        }),
    })),
    ...content.map((name): FaultCase => ({
        name: `poison-${name}`,
        what: `every call that holds one certain event is refused as a whole: ${name}`,
        ends: { buffered: "dead-letters", direct: "dead-letters" },
        firstPass: true,
        inject: (context) => ({
            channel: onCulprits(context, some(context, 1), () => ({
                refusal: { status: 400, name, message },
            })),
        }),
    })),
    {
        name: "poison-event",
        what: "one event is refused by itself, with the first delivery of all the others",
        ends: { buffered: "dead-letters", direct: "dead-letters" },
        firstPass: true,
        inject: (context) => ({
            channel: onEvents(
                context,
                some(context, 1),
                { errorCode: "InvalidData", errorMessage: message },
                Infinity,
            ),
        }),
    },
    {
        name: "schema-refused-for-a-while",
        what: "every call is refused for its content, whatever it holds, during an outage",
        ends: { buffered: "either", direct: "dead-letters" },
        alone: true,
        inject: (context) => ({
            channel: onCalls(context, duringOutage(context), {
                refusal: { status: 400, name: "ChannelUnsupportedSchema", message },
            }),
        }),
    },
];
