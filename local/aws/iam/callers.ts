/** Who calls a local endpoint: known by the access key, as AWS knows it. Nobody checks what a key's secret signed. */
import { randomBytes } from "node:crypto";

/**
 * `function`: the forwarder. `mapping`: Lambda itself, reading the queue (and, in direct delivery, dead-lettering what it
 * gives up on) with the function's role; the same of S3's unit. `events`: EventBridge, for the rule. `operator`: whoever runs this.
 */
const allCallers = ["function", "mapping", "s3-function", "s3-mapping", "events", "operator"] as const;
export type Caller = (typeof allCallers)[number];

export interface Credentials {
    accessKeyId: string;
    secretAccessKey: string;
}

export interface Callers {
    /** Undefined for a key that this run did not give out. */
    of(this: void, accessKeyId: string): Caller | undefined;
    /** What a client signs with. */
    credentials(this: void, caller: Caller): Credentials;
}

/** Since no secret is checked, the key itself must be beyond guessing: by a page in this machine's browser, say. */
function newKey(prefix: string): string {
    return prefix + randomBytes(12).toString("hex").toUpperCase();
}

/** Gives each caller a key for this run. */
export function createCallers(operatorKey = newKey("AKIA")): Callers {
    const keys = new Map(
        allCallers.map((caller) => [caller, caller === "operator" ? operatorKey : newKey("ASIA")]),
    );
    const callers = new Map([...keys].map(([caller, key]) => [key, caller]));
    return {
        of: (accessKeyId) => callers.get(accessKeyId),
        credentials: (caller) => ({ accessKeyId: keys.get(caller) as string, secretAccessKey: "local" }),
    };
}

/** Those of a destination's unit. */
export function callersOf(destination: "cloudtrail-lake" | "s3"): Record<"function" | "mapping", Caller> {
    if (destination === "s3") return { function: "s3-function", mapping: "s3-mapping" };
    return { function: "function", mapping: "mapping" };
}
