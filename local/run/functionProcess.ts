import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import * as fs from "node:fs/promises";
import * as os from "node:os";
import * as path from "node:path";
import { createInterface } from "node:readline";
import type { Deployment } from "../deploy/deployment";
import { unpack } from "../deploy/unpack";
import { credentialsOf } from "../iam/callers";
import { provideSdk } from "../sdk/install";

/** The function, deployed: in a process of its own, outside of the repository. */
export interface FunctionProcess {
    /** The files of the zip and their sizes in bytes. */
    files: Map<string, number>;
    /** @throws Error with the function's own message, when it throws. */
    invoke(event: unknown): Promise<unknown>;
    /** As of the last invocation that was answered. */
    usage(): Usage;
    stop(): Promise<void>;
}

/** What a process of the function has used since it was started. */
export interface Usage {
    cpuMilliseconds: number;
    /** Resident, the most at any time. */
    peakMegabytes: number;
}

export interface Endpoints {
    cloudTrailData: string;
    sqs: string;
}

const { accessKeyId, secretAccessKey } = credentialsOf("function");

/** The environment that Lambda itself sets, as far as a function can notice. */
function runtimeEnvironment(
    { function: settings, region }: Deployment,
    task: string,
    endpoints: Endpoints,
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
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_SESSION_TOKEN: "local",
        AWS_ENDPOINT_URL_CLOUDTRAIL_DATA: endpoints.cloudTrailData,
        AWS_ENDPOINT_URL_SQS: endpoints.sqs,
        LAMBDA_TASK_ROOT: task,
        LANG: "en_US.UTF-8",
        TZ: ":UTC",
    };
}

/** Unpacks the function and starts it. `onLog` gets every line that it writes. */
export async function startFunction(
    deployment: Deployment,
    endpoints: Endpoints,
    onLog: (line: string) => void,
): Promise<FunctionProcess> {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), "onelogin-forwarder-"));
    const task = path.join(folder, "task");
    const files = await unpack(deployment.function.code, task);
    await provideSdk(folder);
    const child = fork(path.join(__dirname, "bootstrap.js"), [], {
        cwd: task,
        env: runtimeEnvironment(deployment, task, endpoints),
        // Nine tenths of the function's memory for its heap; nothing of this process's own options.
        execArgv: [`--max-old-space-size=${Math.floor(deployment.function.memorySize * 0.9)}`],
        stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    for (const stream of [child.stdout, child.stderr])
        if (stream) createInterface({ input: stream }).on("line", onLog);
    return {
        files,
        ...invoker(child, deployment.function.timeoutSeconds),
        async stop() {
            if (child.exitCode === null && child.signalCode === null) {
                child.disconnect();
                await new Promise((resolve) => child.once("exit", resolve));
            }
            await fs.rm(folder, { recursive: true, force: true });
        },
    };
}

interface Answer {
    id: string;
    usage: Usage;
    result?: unknown;
    error?: { name: string; message: string };
}

function invoker(child: ChildProcess, timeoutSeconds: number): Pick<FunctionProcess, "invoke" | "usage"> {
    let used: Usage = { cpuMilliseconds: 0, peakMegabytes: 0 };
    const waiting = new Map<string, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
    child.on("message", ({ id, usage, result, error }: Answer) => {
        used = usage;
        const caller = waiting.get(id);
        waiting.delete(id);
        if (error === undefined) caller?.resolve(result);
        else caller?.reject(Object.assign(new Error(error.message), { name: error.name }));
    });
    child.once("exit", (code, signal) => {
        for (const { reject } of waiting.values())
            reject(new Error(`The function's process ended (${signal ?? code}).`));
        waiting.clear();
    });
    return {
        invoke: (event) =>
            new Promise((resolve, reject) => {
                const id = randomUUID();
                waiting.set(id, { resolve, reject });
                child.send({ id, event, deadline: Date.now() + timeoutSeconds * 1000 });
            }),
        usage: () => used,
    };
}
