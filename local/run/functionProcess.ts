import * as fs from "node:fs/promises";
import * as os from "node:os";
import * as path from "node:path";
import type { Unit } from "../deploy/deployment";
import { unpack } from "../deploy/unpack";
import type { Credentials } from "../aws/iam/callers";
import { provideSdk } from "../sdk/install";
import { startInstance, type Instance, type InvocationFault, type Usage } from "./instance";

/** The function, deployed: in a process of its own, outside of the repository. */
export interface FunctionProcess {
    /** The files of the zip and their sizes in bytes. */
    files: Map<string, number>;
    /**
     * One event at a time: others wait. A process that ended is replaced.
     * @throws Error with the function's own message, when it throws; or when it ended, or took too long
     */
    invoke(event: unknown): Promise<unknown>;
    /** As of the last invocation that was answered. */
    usage(): Usage;
    /** SIGKILL, whatever it does. */
    kill(): void;
    stop(): Promise<void>;
}

/** How the function is run, if it isn't simply run. */
export interface FunctionOptions {
    /** How many times faster than the real one the function's clock runs during an invocation: its pauses and its timeout are that much shorter. Default 1. */
    speed?: number;
    /** The heap of each process, 1 for the first; by default what Lambda gives for the function's memory. */
    heapMegabytes?: (start: number) => number | undefined;
    /** Asked at each invocation, 1 for the first. */
    intercept?: (invocation: number, event: unknown) => InvocationFault | undefined;
}

/** Lambda's metrics of the function, or of its queue (Lambda developer guide, "Types of metrics for Lambda functions"). */
export type CountLambda = (metricName: string, value?: number) => void;

/** What Lambda answers when the function's concurrency is used up. */
export const throttledName = "TooManyRequestsException";

/** Lambda gives Node about nine tenths of the function's memory for its heap. */
const heapShare = 0.9;

/** Where the function runs, what it calls, and with which key. */
export interface Surroundings {
    region: string;
    credentials: Credentials;
    /** Environment variables that lead the clients of the SDK to this machine. */
    endpoints: Record<string, string>;
}

/** The environment that Lambda itself sets, as far as a function can notice. */
function runtimeEnvironment(
    { function: settings }: Unit,
    task: string,
    { region, credentials, endpoints }: Surroundings,
): Record<string, string> {
    return {
        ...settings.environment,
        _HANDLER: settings.handler,
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
        AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
        AWS_LAMBDA_FUNCTION_NAME: settings.name,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memorySize),
        AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
        AWS_LAMBDA_LOG_GROUP_NAME: settings.logGroup,
        AWS_LAMBDA_LOG_STREAM_NAME: "local",
        ...(settings.logLevel && { AWS_LAMBDA_LOG_LEVEL: settings.logLevel }),
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_SESSION_TOKEN: "local",
        ...endpoints,
        LAMBDA_TASK_ROOT: task,
        LANG: "en_US.UTF-8",
        TZ: ":UTC",
    };
}

/** Unpacks the function and starts it. `onLog` gets every line that it writes. */
export async function startFunction(
    unit: Unit,
    surroundings: Surroundings,
    onLog: (line: string) => void,
    { speed = 1, heapMegabytes, intercept }: FunctionOptions = {},
): Promise<FunctionProcess> {
    const { memorySize, timeoutSeconds } = unit.function;
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), "onelogin-forwarder-"));
    const task = path.join(folder, "task");
    const files = await unpack(unit.function.code, task);
    await provideSdk(folder);
    const environment = runtimeEnvironment(unit, task, surroundings);
    let [starts, invocations] = [0, 0];
    const start = () =>
        startInstance({
            task,
            environment,
            heapMegabytes: heapMegabytes?.(++starts) ?? Math.floor(memorySize * heapShare),
            speed,
            onLog,
        });
    let instance: Instance = start();
    // Messages would be hidden meanwhile, for a time that is shorter here than in AWS.
    await instance.started();
    let last: Promise<unknown> = Promise.resolve();
    // What still waits its turn then would start another process, which nobody ends.
    let stopped = false;

    /** After what is under way. */
    function next<T>(work: () => Promise<T>): Promise<T> {
        const done = last.then(work);
        last = done.catch(() => undefined);
        return done;
    }

    async function invoke(event: unknown): Promise<unknown> {
        const fault = intercept?.(++invocations, event) ?? {};
        if (fault.throttled) throw Object.assign(new Error("Rate Exceeded."), { name: throttledName });
        if (instance.isGone()) {
            await instance.stop();
            if (stopped) throw new Error("The function was stopped.");
            instance = start();
        }
        return instance.invoke(event, fault.remaining ?? timeoutSeconds * 1000, fault);
    }

    return {
        files,
        invoke: (event) => next(() => invoke(event)),
        usage: () => instance.usage(),
        kill: () => instance.kill(),
        async stop() {
            stopped = true;
            await instance.stop();
            await fs.rm(folder, { recursive: true, force: true });
        },
    };
}
