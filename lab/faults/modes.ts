/** What differs by the way of delivery. */
import type { Destination } from "../../local/deploy/deployment";
import type { PipelineOptions } from "../../local/run/pipeline";
import { alarmsActions } from "./alarms";
import { usualSpeed } from "./types";
import type { FaultCase, Hooks, Mode } from "./types";

/** In which the destinations are delivered to. Who delivers to both has queues for both. */
export function modesOf(destinations: readonly Destination[]): Mode[] {
    if (destinations.length > 1) return ["buffered", "s3"];
    return destinations[0] === "s3" ? ["s3"] : ["buffered", "direct"];
}

export function destinationOf(mode: Mode): Destination {
    return mode === "s3" ? "s3" : "cloudtrail-lake";
}

/** What is certain of two calls to CloudTrail Lake is only possible in S3, which knows an object of the same batch by its name. */
export function duplicatesIn({ duplicates, ends }: FaultCase, mode: Mode): FaultCase["duplicates"] {
    return mode === "s3" && ends.buffered !== undefined && duplicates === "certain" ? "possible" : duplicates;
}

/** How the pipeline is run for a fault. */
export function optionsOf(
    { channel, breaks, objects, breaksObjects, queues, invocations, heapMegabytes, redeliver }: Hooks,
    mode: Mode,
    { speed = usualSpeed, instances }: FaultCase,
): PipelineOptions {
    return {
        instances,
        only: destinationOf(mode),
        intercept: channel,
        breaks,
        interceptObjects: objects,
        breaksObjects,
        interceptQueues: queues,
        redeliver,
        functions: { speed, intercept: invocations, heapMegabytes },
    };
}

/** S3's own defaults are large batches in long windows: here several batches are to meet a fault. */
const smallBatches = { s3DeliveryBatchSize: 50, s3DeliveryBatchWindowSeconds: 5 };

/** The stack's configuration for a fault. */
export function settingsOf(fault: FaultCase, mode: Mode, both: boolean): Record<string, unknown> {
    const settings = Object.entries(fault.settings?.(mode) ?? {});
    const ofS3 = settings.map(([key, value]) => [key.replace(/^delivery/, "s3Delivery"), value] as const);
    return {
        alarmsActions,
        ...(mode === "s3" || both ? smallBatches : {}),
        ...Object.fromEntries(mode === "s3" ? ofS3 : settings),
        destinations: both ? ["cloudtrail-lake", "s3"] : [destinationOf(mode)],
        ...(mode === "s3" ? {} : { deliveryMode: mode }),
    };
}
