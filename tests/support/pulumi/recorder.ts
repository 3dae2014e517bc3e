import * as pulumi from "@pulumi/pulumi";
import type * as resource from "@pulumi/pulumi/proto/resource_pb";
import { runtime } from "@pulumi/pulumi";
import { registrationOf } from "./registration";
import type { Registration } from "./registration";
import { Transforms } from "./transforms";
import { answer, ordinaryWorld, outputsOf } from "./world";
import type { World } from "./world";
import "../../../lab/quick";

/** What a program asked the engine for, and what the engine would print. */
export interface Recording<T> {
    /** What the program returned; absent where it failed. */
    result?: T;
    registrations: Registration[];
    /** Each error once, as the engine prints it. */
    errors: string[];
    /** Functions that were called, with the provider's name where one was given. */
    calls: string[];
    named(name: string): Registration;
}

export interface Circumstances extends Partial<World> {
    preview?: boolean;
    project?: string;
    config?: Record<string, string>;
    secretKeys?: string[];
}

type Answered = (error: unknown, answer: resource.RegisterResourceResponse) => void;

interface Monitor {
    registerResource(request: resource.RegisterResourceRequest, callback: Answered): Promise<void>;
    registerResourceOutputs(request: unknown, callback: (error: null, answer: object) => void): void;
}

/** Of the runtime, but not in its types: resolves when nothing is under way any more. */
const { waitForRPCs } = pulumi.runtime as unknown as { waitForRPCs(this: void): Promise<void> };

/** An error that reaches the engine while the program runs (sdk/nodejs/cmd/run/run.ts). */
function printed(error: unknown): string {
    if (pulumi.RunError.isInstance(error)) return error.message;
    if (pulumi.ResourceError.isInstance(error) && error.hideStack) return error.message;
    return `Running program failed with an unhandled exception: ${String(error)}`;
}

/** An error that reaches it when the program has nothing left to do: then it prints the stack, if there is one. */
function printedLate(error: unknown): string {
    return error instanceof Error ? error.stack || error.message : String(error);
}

/** Takes the process's listeners for unhandled rejections away while `action` runs, for a faulty program has them on purpose. */
async function withRejections<T>(heard: (error: unknown) => void, action: () => Promise<T>): Promise<T> {
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
async function finished(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) {
        await waitForRPCs();
        await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await waitForRPCs();
}

/** Waits until a failed program does nothing more: neither further resources nor a second error. */
async function settled(counted: unknown[]): Promise<void> {
    for (let before = -1; before !== counted.length;) {
        before = counted.length;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

/** Runs a program against a monitor that records, in a world that answers. */
export async function record<T>(
    program: () => T | Promise<T>,
    circumstances: Circumstances = {},
): Promise<Recording<T>> {
    const { preview = false, project = "test", config = {}, secretKeys = [], ...different } = circumstances;
    const world: World = { ...ordinaryWorld(), ...different };
    const registrations: Registration[] = [];
    const errors: string[] = [];
    const calls: string[] = [];
    await runtime.setMocks(
        {
            newResource: (args) => ({
                id: preview ? undefined : `${args.name}-id`,
                state: { ...(args.inputs as object), ...(preview ? {} : outputsOf(world, args)) },
            }),
            call: (args) => {
                calls.push([args.token, args.provider?.split("::")[3]].filter(Boolean).join(" "));
                return answer(world, args);
            },
        },
        project,
        "test",
        preview,
    );
    runtime.setAllConfig(config, secretKeys);
    const monitor = runtime.getMonitor() as unknown as Monitor;
    const register = monitor.registerResource.bind(monitor);
    const transforms = new Transforms();
    monitor.registerResource = async (request, callback) => {
        await transforms.change(request);
        registrations.push(registrationOf(request));
        return register(request, (error, response) => {
            if (response) transforms.remember(response.getUrn(), request);
            callback(error, response);
        });
    };
    // What is left of a program that failed before may still come here.
    monitor.registerResourceOutputs = (_request, callback) => callback(null, {});
    const seen = new Set<unknown>();
    let failed: () => void;
    const failure = new Promise<void>((resolve) => (failed = resolve));
    const fail = (error: unknown, line: string) => {
        if (!seen.has(error)) errors.push(line);
        seen.add(error);
        failed();
    };
    const recording: Recording<T> = {
        registrations,
        errors,
        calls,
        named: (name) => {
            const found = registrations.find((one) => one.name === name);
            if (found) return found;
            throw new Error(`${name} is not among ${registrations.map((one) => one.name).join(", ")}`);
        },
    };
    await withRejections(
        (error) => fail(error, printedLate(error)),
        async () => {
            try {
                recording.result = await program();
                await Promise.race([finished(), failure]);
            } catch (error) {
                fail(error, printed(error));
                return finished();
            }
            if (errors.length > 0) await settled(registrations);
        },
    );
    return recording;
}

/** The value of an Output, once it has one. */
export function valueOf<T>(output: pulumi.Input<T> | undefined): Promise<pulumi.Unwrap<T> | undefined> {
    return new Promise((resolve) =>
        pulumi.output(output).apply((value) => resolve(value as pulumi.Unwrap<T>)),
    );
}
