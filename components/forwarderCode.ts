import { createBatcher } from "../handler/batching";
import { createDirect } from "../handler/direct";
import { forwarderFactory } from "../handler/forwarder";
import { createSender } from "../handler/sending";
import { commonParts } from "./handlerParts";

/** The function that brings events to CloudTrail Lake, as a callback factory. */
export function forwarderCode(): ReturnType<typeof forwarderFactory> {
    return forwarderFactory({ ...commonParts(), createBatcher, createDirect, createSender });
}
