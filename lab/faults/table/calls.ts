import type { Refusal } from "../../../local/http/messages";
import { duringOutage, first, onCalls, onCulprits, onEvents, some } from "../scripts";
import type { FaultCase } from "../types";

/** More calls than one invocation makes for one batch (two rounds and three parts, of three tries each): the queue has its part. */
const calls = 18;

const message = "injected";

/** Answers that are about the caller, the place or the time: no event's fault. */
const passing: [name: string, refusal: Refusal][] = [
    ...[
        "ChannelInsufficientPermission",
        "ChannelNotFound",
        "InvalidChannelARN",
        "UnsupportedOperationException",
    ].map((name): [string, Refusal] => [name, { status: 400, name, message }]),
    ["ThrottlingException-400", { status: 400, name: "ThrottlingException", message }],
    ["TooManyRequests-429", { status: 429, name: "TooManyRequestsException", message }],
    ...[429, 500, 502, 503].flatMap((status): [string, Refusal][] => {
        const name = {
            429: "ThrottlingException",
            500: "InternalFailure",
            502: "BadGateway",
            503: "ServiceUnavailable",
        }[status] as string;
        const refusal = { status, name, message };
        const later = { ...refusal, headers: { "Retry-After": "2" } };
        return [
            ...(status === 429 ? [] : [[`${name}-${status}`, refusal] as [string, Refusal]]),
            [`${name}-${status}-retry-after`, later],
        ];
    }),
];

/** Answers that blame the call's content. */
const content = [
    "ChannelUnsupportedSchema",
    "DuplicatedAuditEventId",
    "ValidationException",
    "SerializationException",
];

export const callFaults: FaultCase[] = [
    ...passing.map(([name, refusal]): FaultCase => ({
        name: `call-${name}`,
        what: `the first ${calls} calls are answered ${refusal.status} ${refusal.name}${refusal.headers ? " with Retry-After" : ""}`,
        ends: { buffered: "lake", direct: "lake" },
        again: "some",
        inject: (context) => ({ channel: onCalls(context, first(calls), { refusal }) }),
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
