import { createBatcher } from "../handler/batching";
import { createDirect } from "../handler/direct";
import { forwarderFactory } from "../handler/forwarder";
import { createSender } from "../handler/sending";
import { codeOf } from "./handlerParts";

/** The function that brings events to CloudTrail Lake, as a callback factory. */
export const forwarderCode = codeOf((parts) =>
    forwarderFactory({ ...parts, createBatcher, createDirect, createSender }),
);
