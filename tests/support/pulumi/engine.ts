import * as pulumi from "@pulumi/pulumi";

/** Of the runtime, but not in its types: resolves when nothing is under way any more. */
const { waitForRPCs } = pulumi.runtime as unknown as { waitForRPCs(this: void): Promise<void> };

/** An error that reaches the engine while the program runs (sdk/nodejs/cmd/run/run.ts). */
export function printed(error: unknown): string {
    if (pulumi.RunError.isInstance(error)) return error.message;
    if (pulumi.ResourceError.isInstance(error) && error.hideStack) return error.message;
    return `Running program failed with an unhandled exception: ${String(error)}`;
}

/** An error that reaches it when the program has nothing left to do: then it prints the stack, if there is one. */
export function printedLate(error: unknown): string {
    return error instanceof Error ? error.stack || error.message : String(error);
}

/** Takes the process's listeners for unhandled rejections away while `action` runs, for a faulty program has them on purpose. */
export async function withRejections<T>(
    heard: (error: unknown) => void,
    action: () => Promise<T>,
): Promise<T> {
    const others = process.rawListeners("unhandledRejection") as NodeJS.UnhandledRejectionListener[];
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", heard);
    try {
        return await action();
    } finally {
        process.removeAllListeners("unhandledRejection");
        for (const other of others) process.on("unhandledRejection", other);
    }
}

/**
 * Waits until a sound program does nothing more. Here the engine answers at once, so timers get turns of their own:
 * several, because on a busy machine the time of one is over before a value that comes late has gone all its way.
 */
export async function finished(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) {
        await waitForRPCs();
        await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await waitForRPCs();
}

/** Waits until a failed program does nothing more: neither further resources nor a second error. */
export async function settled(counted: unknown[]): Promise<void> {
    for (let before = -1; before !== counted.length;) {
        before = counted.length;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
