import * as pulumi from "@pulumi/pulumi";

/** One thing that is wrong: the input's path, and what is wrong with it and what to do. */
export interface ValidationError {
    input: string;
    text: string;
}

/** Errors end the program once: at once, or as soon as a value resolves. A warning is printed beside the resource. */
export interface Report {
    /** @throws ResourceError if there are any. */
    throwIfAny(errors: ValidationError[]): void;
    /** Never resolves: what waits for it is not made. */
    fail(this: void, errors: ValidationError[]): Promise<never>;
    warn(this: void, { input, text }: ValidationError): Promise<void>;
}

/** The error as the engine prints it: the message alone, a line for each error. */
function errorOf(
    name: string,
    errors: ValidationError[],
    component: pulumi.Resource,
    named: (text: string) => string,
): pulumi.ResourceError {
    const head = errors.length === 1 ? "an input needs" : `${errors.length} inputs need`;
    const lines = errors.map(({ input, text }) => `  - ${named(input)}: ${named(text)}`);
    const message = [`OneLoginCloudTrailLake "${name}": ${head} attention.`, ...lines].join("\n");
    const error = new pulumi.ResourceError(message, component, true);
    // When the program has nothing left to wait for, the engine prints the stack in spite of `hideStack`.
    error.stack = undefined;
    return error;
}

/**
 * Reports once for a component. What shows up late ends the program with all that has shown up by then; an error thrown
 * into an Output would be printed with a prefix for every property that it went through. `named` names the inputs in a text.
 */
export function reportOnce(
    name: string,
    component: pulumi.Resource,
    named: (text: string) => string = (text) => text,
): Report {
    const gathered: ValidationError[] = [];
    let thrown = false;
    return {
        throwIfAny(errors) {
            if (errors.length === 0) return;
            thrown = true;
            throw errorOf(name, errors, component, named);
        },
        fail(errors) {
            if (gathered.length === 0 && !thrown) {
                setImmediate(() => void Promise.reject(errorOf(name, gathered, component, named)));
            }
            gathered.push(...errors);
            return new Promise<never>(() => undefined);
        },
        warn: ({ input, text }) => pulumi.log.warn(`${named(input)}: ${named(text)}`, component),
    };
}

/** A provider's reason in one line; some come with line breaks and bullets. */
export function reasonOf(error: unknown): string {
    const reason = error instanceof Error ? error.message : String(error);
    return reason.replace(/\s+/g, " ").trim();
}
