import type { FaultCase } from "../types";
import { callFaults } from "./calls";
import { connectionFaults } from "./connections";
import { contentFaults } from "./contents";
import { eventFaults } from "./events";
import { outageFaults } from "./outages";
import { processFaults } from "./processes";
import { queueFaults } from "./queues";

/** Everything that goes wrong in the laboratory; the longest first, so that nobody waits for them at the end. */
export const faultCases: FaultCase[] = [
    ...outageFaults,
    ...connectionFaults,
    ...processFaults,
    ...queueFaults,
    ...callFaults,
    ...contentFaults,
    ...eventFaults,
];
