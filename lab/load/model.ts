/** What a case measured here would be in AWS: calculated, not measured. */
import { defaults } from "../../components/inputs/settings";
import { defaultMemory } from "../../components/inputs/table";
import { visibilityTimeout } from "../../components/timing";
import { cases } from "./cases";
import type { Usage } from "./cost";
import data from "../../docs/prices.json";
import type { CaseResult } from "./results";

const { timeoutSeconds } = defaults.forwarder;
const memorySize = defaultMemory["cloudtrail-lake"];
const { batchSize, batchWindowSeconds, maxConcurrency } = defaults.delivery;
const { vCpuMegabytes, callMilliseconds, refusedSeconds } = data.assumptions;

/** Calls a second that CloudTrail takes (AWS, 2023). */
const callsPerSecond = 100;

/** Seconds until SQS hands out again what was not delivered. */
const pause = visibilityTimeout(timeoutSeconds, batchWindowSeconds);

/** How often SQS hands out an event at most, and on the average of all that come, while the channel is down so long. */
export function deliveriesIn(outageSeconds: number): { most: number; mean: number } {
    return { most: Math.ceil(outageSeconds / pause) + 1, mean: outageSeconds / 2 / pause + 1 };
}

export function modelOf(name: string, result: CaseResult) {
    const { outage, seconds, events, afterwards, callMilliseconds: slow } = cases[name];
    const megabytes = memorySize;
    const cpuSeconds = result.cpuMilliseconds / result.invocations / 1000;
    const callSeconds = (slow === 0 ? callMilliseconds.value : slow) / 1000;
    const secondsPerInvocation = cpuSeconds * (vCpuMegabytes.value / megabytes) + callSeconds;
    const eventsPerCall = result.delivered / result.calls;
    const eventsPerSecond = Math.min(
        (maxConcurrency * batchSize) / secondsPerInvocation,
        callsPerSecond * eventsPerCall,
    );
    const coming = outage ? 0 : events / seconds;
    const backlog = outage ? events : Math.max(0, (coming - eventsPerSecond) * seconds);
    const deliveries = outage ? deliveriesIn(seconds).mean : 1;
    const usage: Usage = {
        eventBytes: result.eventBytes,
        recordBytes: result.recordBytes,
        deliveries,
        invocations: deliveries / batchSize,
        seconds: secondsPerInvocation + ((deliveries - 1) / deliveries) * refusedSeconds.value,
        megabytes,
    };
    return {
        /** What an invocation takes: its CPU time with the share of a vCPU that the memory brings, and the call. */
        secondsPerInvocation,
        /** Events a second that all functions together deliver, when batches are full. */
        eventsPerSecond,
        /**
         * After which the backlog is gone, at the latest. After an outage SQS still hides what was tried last, for as long as
         * its visibility timeout; events go on coming.
         */
        drainSeconds: (outage ? pause : 0) + backlog / (eventsPerSecond - afterwards),
        usage,
    };
}
