import * as pulumi from "@pulumi/pulumi";
import type { Fail, Fault } from "./faults";

/** The error as the engine prints it: the message alone, a line for each fault. */
export function faultError(name: string, faults: Fault[], component: pulumi.Resource): pulumi.ResourceError {
    const head = faults.length === 1 ? "an input needs" : `${faults.length} inputs need`;
    const lines = faults.map(({ input, text }) => `  - ${input}: ${text}`);
    const message = [`OneLoginCloudTrailLake "${name}": ${head} attention.`, ...lines].join("\n");
    const error = new pulumi.ResourceError(message, component, true);
    // When the program has nothing left to wait for, the engine prints the stack in spite of `hideStack`.
    error.stack = undefined;
    return error;
}

/**
 * For faults that show up later: ends the program once, with all that have shown up by then. What waits for the answer
 * waits for ever, and is not made; an error thrown into an Output would be printed with a prefix for every property
 * that it went through.
 */
export function failLater(name: string, component: pulumi.Resource): Fail {
    const gathered: Fault[] = [];
    return (faults) => {
        if (gathered.length === 0) {
            setImmediate(() => void Promise.reject(faultError(name, gathered, component)));
        }
        gathered.push(...faults);
        return new Promise<never>(() => undefined);
    };
}

/** A provider's reason in one line; some come with line breaks and bullets. */
export function reasonOf(error: unknown): string {
    const reason = error instanceof Error ? error.message : String(error);
    return reason.replace(/\s+/g, " ").trim();
}
