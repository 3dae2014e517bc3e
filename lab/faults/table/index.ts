import type { FaultCase } from "../types";
import { callFaults } from "./calls";
import { connectionFaults } from "./connections";
import { contentFaults } from "./contents";
import { culpritFaults } from "./culprits";
import { eventFaults } from "./events";
import { objectFaults } from "./objects";
import { outageFaults } from "./outages";
import { processFaults } from "./processes";
import { queueFaults } from "./queues";

/** Everything that goes wrong in the laboratory; the longest first, so that nobody waits for them at the end. */
export const faultGroups: Record<string, FaultCase[]> = {
    "Events that break whatever call they are in": culpritFaults,
    "Outages, an hour long": outageFaults,
    "The connection to CloudTrail Lake": connectionFaults,
    "On the way to S3": objectFaults,
    "The function's process": processFaults,
    SQS: queueFaults,
    "Answers to a whole call": callFaults,
    "The events themselves": contentFaults,
    "Answers to single events": eventFaults,
};

export const faultCases = Object.values(faultGroups).flat();

export function faultNamed(name: string): FaultCase {
    const found = faultCases.find((fault) => fault.name === name);
    if (found) return found;
    throw new Error(`There is no fault ${name}.`);
}
