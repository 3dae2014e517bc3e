import type { Call, Fault } from "../../local/channel/types";
import type { LoadCase } from "./cases";

/** The channel as a case has it, with a count of what it is asked. */
export interface MeteredChannel {
    /** Calls that were let through, and how much they held. */
    calls: number;
    events: number;
    bytes: number;
    refused: number;
    /** Whether it takes anything. */
    up: boolean;
    intercept(call: Call): Fault;
}

const refusal = { status: 503, name: "ServiceUnavailable", message: "The channel is down." };

export function meteredChannel({ outage, callMilliseconds }: LoadCase): MeteredChannel {
    const channel: MeteredChannel = {
        calls: 0,
        events: 0,
        bytes: 0,
        refused: 0,
        up: !outage,
        intercept({ auditEvents }) {
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
