import type { EventErrorCode } from "../../../local/channel/types";
import { onEvents, some } from "../scripts";
import type { FaultCase } from "../types";

/** How often an event fails that may pass by itself: more often than one invocation tries, so that the queue has its part. */
const persistent = 4;

/** The service model's codes for one event, and what becomes of it. `Novelty` stands for those that nobody knows yet. */
const codes: [code: EventErrorCode | "Novelty", passes: boolean][] = [
    ["FieldTooLong", false],
    ["FieldNotFound", false],
    ["InvalidChecksum", false],
    ["InvalidData", false],
    ["InvalidRecipient", false],
    ["InvalidEventSource", false],
    ["Novelty", false],
    ["AccountNotSubscribed", true],
    ["Throttling", true],
    ["InternalFailure", true],
];

const shares: [share: string, of: (count: number) => number][] = [
    ["one", () => 1],
    ["some", (count) => Math.ceil(count / 3)],
    ["all", (count) => count],
];

/** Each per-event code, on one, some and all of the events. */
export const eventFaults: FaultCase[] = codes.flatMap(([errorCode, passes]) =>
    shares.map(([share, of]): FaultCase => {
        const end = passes ? "lake" : "dead-letters";
        return {
            name: `event-${errorCode}-${share}`,
            what: `${errorCode} for ${share} of the events${passes ? `, ${persistent} times each` : ""}`,
            ends: { buffered: end, direct: end },
            firstPass: share !== "all",
            again: passes ? "some" : undefined,
            alarms: passes ? [] : ["dead-letters"],
            inject: (context) => ({
                channel: onEvents(
                    context,
                    some(context, of(context.ids.length)),
                    { errorCode, errorMessage: "injected" },
                    passes ? persistent : Infinity,
                ),
            }),
        };
    }),
);
