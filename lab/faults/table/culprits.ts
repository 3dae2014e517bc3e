import type { Fault } from "../../../local/channel/types";
import { onCulprits, some } from "../scripts";
import type { FaultCase, FaultContext } from "../types";

/** What happens to a call that holds a culprit, and after how many deliveries SQS gives up on it. */
interface Harm {
    name: string;
    what: string;
    maxReceiveCount: number;
    fault: (context: FaultContext) => Fault;
    rest?: Pick<FaultCase, "speed" | "settings">;
}

const message = "injected";

const harms: Harm[] = [
    {
        name: "500",
        what: "is answered 500",
        maxReceiveCount: 12,
        fault: () => ({ refusal: { status: 500, name: "InternalFailure", message } }),
    },
    {
        name: "timeout",
        what: "is not answered in time",
        maxReceiveCount: 6,
        fault: () => ({ delayMs: 10_000, reset: "beforeAcceptance" }),
        // A timeout of 180 s: each call has its share of it, and that has to be enough for a busy machine, too.
        rest: { settings: () => ({ forwarderTimeoutSeconds: 180 }) },
    },
    {
        name: "403",
        what: "is refused with 403",
        maxReceiveCount: 12,
        fault: () => ({ refusal: { status: 403, name: "AccessDeniedException", message } }),
    },
    {
        name: "kill",
        what: "ends the process",
        maxReceiveCount: 100,
        fault: ({ pipeline }) => {
            for (const lambda of pipeline().unit().functions) lambda.kill();
            return { reset: "beforeAcceptance" };
        },
        // A hundred deliveries take six minutes. Any faster, and a busy machine starts no process before the messages come again.
        rest: { speed: 1 },
    },
];

function poison({ name, what, maxReceiveCount, fault, rest }: Harm, culprits: number): FaultCase {
    return {
        name: `poison-${name}-${culprits}`,
        what: `every call that holds ${culprits === 1 ? "one certain event" : `one of ${culprits} certain events`} ${what}, for good`,
        // Nobody but SQS can tell when to give up: it is as if there were an outage for these events alone.
        ends: { buffered: "sqs", direct: "lambda" },
        alone: true,
        duplicates: "possible",
        ...rest,
        settings: (mode) => ({
            ...rest?.settings?.(mode),
            ...(mode === "buffered" ? { deliveryMaxReceiveCount: maxReceiveCount } : {}),
        }),
        inject: (context) => ({
            channel: onCulprits(context, some(context, culprits), () => fault(context)),
        }),
    };
}

/** One event, or five, break whatever call they are in; all the others are delivered, and none of them is dead-lettered. */
export const culpritFaults: FaultCase[] = harms.flatMap((harm) =>
    [1, 5].map((culprits) => poison(harm, culprits)),
);
