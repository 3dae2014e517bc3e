import { limits } from "../../handler/limits";

/** The calls that PutAuditEvents' two limits force, were every call filled to the brim. */
export interface LeastCalls {
    byCount: number;
    byBytes: number;
    /** The larger of the two. */
    calls: number;
}

/** @param bytes of all the calls' bodies */
export function leastCalls(events: number, bytes: number): LeastCalls {
    const byCount = Math.ceil(events / limits.call.events);
    const byBytes = Math.ceil(bytes / limits.call.bytes);
    return { byCount, byBytes, calls: Math.max(byCount, byBytes) };
}
