import type { Destination } from "../../local/deploy/deployment";
import type { FaultCase, Mode } from "./types";

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
