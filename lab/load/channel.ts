import type { Call, Fault } from "../../local/channel/types";
import type { LoadCase } from "./cases";

export type MeteredChannel = ReturnType<typeof meteredChannel>;

const refusal = { status: 503, name: "ServiceUnavailable", message: "The channel is down." };

/** The channel as a case has it, with a count of what it is asked. */
export function meteredChannel({ outage, callMilliseconds }: LoadCase) {
    const channel = {
        /** Calls that were let through, and how much they held. */
        calls: 0,
        events: 0,
        bytes: 0,
        refused: 0,
        /** Whether it takes anything. */
        up: !outage,
        intercept({ auditEvents }: Call): Fault {
            if (!channel.up) {
                channel.refused++;
                return { refusal };
            }
            channel.calls++;
            channel.events += auditEvents.length;
            channel.bytes += Buffer.byteLength(JSON.stringify({ auditEvents }));
            return { delayMs: callMilliseconds };
        },
    };
    return channel;
}
