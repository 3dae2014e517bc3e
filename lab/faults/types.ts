/** The words of the fault laboratory. */
import type { Intercept } from "../../local/channel/types";
import type { InvocationFault } from "../../local/run/instance";
import type { Redeliver } from "../../local/run/mapping";
import type { Pipeline } from "../../local/run/pipeline";
import type { InterceptObjects } from "../../local/s3/types";
import type { InterceptQueue } from "../../local/sqs/types";

/** Inside the function, pauses and timeout are so many times shorter: a timeout of 60 s is 3 s, less than a message is hidden. */
export const usualSpeed = 20;

/** How events are delivered: to CloudTrail Lake through its queue or directly, or to S3. */
export type Mode = "buffered" | "direct" | "s3";

/** Where a fault takes hold of the pipeline. */
export interface Hooks {
    channel?: Intercept;
    /** Asked before a request to the channel is read: true breaks the connection. */
    breaks?: (request: number) => boolean;
    /** As `channel` and `breaks`, on the way to S3. */
    objects?: InterceptObjects;
    breaksObjects?: (request: number) => boolean;
    queues?: InterceptQueue;
    invocations?: (invocation: number, event: unknown) => InvocationFault | undefined;
    heapMegabytes?: (start: number) => number | undefined;
    redeliver?: Redeliver;
    /** What happens beside, once the pipeline runs. */
    meanwhile?: () => Promise<void>;
}

/** What a fault works with. */
export interface FaultContext {
    mode: Mode;
    /** The ids of all events that are sent, in their order. */
    ids: string[];
    /** 32 random bits; the same for the same seed. */
    random: () => number;
    /** Milliseconds that an outage lasts here, at least. */
    outage: number;
    /**
     * Whether an outage has done what outages do: an event came again or, where it ends so, was given up on. An outage
     * lasts until then, for a busy machine may be slower than the outage is long.
     */
    outageObserved: () => boolean;
    /** Notes that the fault was injected, and which events it touched. */
    markAffected: (ids: string[]) => void;
    pipeline: () => Pipeline;
}

/**
 * Where the touched events end; the others are always delivered.
 *
 * `lake`: all are delivered. `dead-letters`: the forwarder dead-letters them. `either`: each is delivered or dead-lettered by the
 * forwarder. `lambda`, `sqs`: the service gives up on some of them, and dead-letters those. `any`: any of these, for mixes.
 */
export type End = "lake" | "dead-letters" | "either" | "lambda" | "sqs" | "any";

/** One thing that goes wrong. */
export interface FaultCase {
    name: string;
    /** What goes wrong, for people. */
    what: string;
    /** Where the touched events end, in each mode that the fault is possible in. */
    ends: Partial<Record<Mode, End>>;
    /** Other events than the ordinary ones. */
    events?: (count: number, seed: number) => string[];
    /** Configuration keys of the stack. */
    settings?: (mode: Mode) => Record<string, unknown>;
    /** The events that the fault doesn't touch arrive with their first delivery. */
    firstPass?: boolean;
    /** `some` event must have needed another delivery: proof that the fault outlasted what one invocation tries. Or `none` may have. */
    again?: "some" | "none";
    /** The forwarder itself must have sent events back: proof that it ended in time, and was not ended. */
    returns?: boolean;
    /**
     * Events are in the destination more than once: certainly (proof that the case was the ambiguous one), or possibly, also
     * untouched ones; or never, because what is written again is the same object. By default, touched ones may be.
     */
    duplicates?: "certain" | "possible" | "never";
    /** Which of the alarms of a destination with a queue fire, in an outage of an hour, by the ends of their names; by default, any may. */
    alarms?: string[];
    /** Seconds, as AWS's clock would count them, from the last injection until all is delivered. */
    recoversWithin?: number;
    /** How many times faster the function's clock runs, where its work takes long. */
    speed?: number;
    /** `eventTime` by id, where the events were made for it. */
    eventTime?: (event: string) => string;
    /** Processes of the function; one by default. */
    instances?: number;
    /** Lasts too long to be mixed with others, or needs events of its own. */
    alone?: boolean;
    inject: (context: FaultContext) => Hooks;
}
