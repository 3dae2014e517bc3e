import * as pulumi from "@pulumi/pulumi";

/** The error as the engine prints it: the message alone. */
export function inputError(message: string, component: pulumi.Resource): pulumi.ResourceError {
    const error = new pulumi.ResourceError(message, component, true);
    // When the program has nothing left to wait for, the engine prints the stack in spite of `hideStack`.
    error.stack = undefined;
    return error;
}

/** The message for faulty inputs: a line each. */
export function faultMessage(name: string, faults: string[]): string {
    const head = faults.length === 1 ? "an input needs" : `${faults.length} inputs need`;
    return [
        `OneLoginCloudTrailLake "${name}": ${head} attention.`,
        ...faults.map((fault) => `  - ${fault}`),
    ].join("\n");
}

/**
 * Ends the program with `message`, once, and never resolves: what waits for it is not made. An error thrown into an
 * Output would be printed with a prefix for every property that it went through.
 */
export function failLater(component: pulumi.Resource, message: string): Promise<never> {
    void Promise.reject(inputError(message, component));
    return new Promise<never>(() => undefined);
}
