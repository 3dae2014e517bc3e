/** Who calls a local endpoint: known by the access key, as AWS knows it. Nobody checks what a key's secret signed. */
import { randomBytes } from "node:crypto";

/**
 * `function`: the forwarder. `mapping`: Lambda itself, reading the queue (and, in direct delivery, dead-lettering what it
 * gives up on) with the function's role. `events`: EventBridge, for the rule. `operator`: whoever runs this.
 */
type Caller = "function" | "mapping" | "events" | "operator";

interface Credentials {
    accessKeyId: string;
    secretAccessKey: string;
}

interface Callers {
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
function createCallers(operatorKey = newKey("AKIA")): Callers {
    const keys: Record<Caller, string> = {
        function: newKey("ASIA"),
        mapping: newKey("ASIA"),
        events: newKey("ASIA"),
        operator: operatorKey,
    };
    const callers = new Map(Object.entries(keys).map(([caller, key]) => [key, caller as Caller]));
    return {
        of: (accessKeyId) => callers.get(accessKeyId),
        credentials: (caller) => ({ accessKeyId: keys[caller], secretAccessKey: "local" }),
    };
}

export { createCallers, type Caller, type Callers, type Credentials };
