import { atLeast, type Measurement } from "./figures";
import { calls, forward, queued, serializedForwarder } from "./forwarders";

/** How full the calls are; CloudTrail Lake takes 100 calls a second, whatever they hold. */
export const eventsPerCall: Measurement = async () => {
    const { bodies, batches } = queued(10_000);
    calls.length = 0;
    await forward(await serializedForwarder(), batches);
    return [
        atLeast(
            "events per PutAuditEvents call, 10,000 of 2.9 kB",
            95,
            bodies.length / calls.length,
            "events",
        ),
    ];
};
