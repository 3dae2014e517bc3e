import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

/** How one process of the function is started. */
export interface InstanceSettings {
    /** The folder of the unpacked zip. */
    task: string;
    environment: Record<string, string>;
    heapMegabytes: number;
    /** How many times faster than the real one the function's clock runs during an invocation. */
    speed: number;
    onLog: (line: string) => void;
}

/** What goes wrong with one invocation. */
export interface InvocationFault {
    /** Lambda has no room: the function isn't started. */
    throttled?: boolean;
    /** The process is killed: before the function sees the event, or when it has ended and Lambda hasn't its answer. */
    kill?: "before" | "after";
    /** The process stands still until its time is over. */
    freeze?: boolean;
    /** Milliseconds of the function's clock, instead of its timeout. */
    remaining?: number;
}

/** One process of the function, which takes one event at a time: Lambda's execution environment. */
export interface Instance {
    /** Ends when the process has loaded the function, or has ended. */
    started(): Promise<unknown>;
    /** @throws Error the function's own, or that it ended or took too long; then it is gone. */
    invoke(event: unknown, remaining: number, fault: InvocationFault): Promise<unknown>;
    /** As of the last invocation that was answered. */
    usage(): Usage;
    isGone(): boolean;
    /** SIGKILL: nothing in the process gets to run any more. */
    kill(): void;
    stop(): Promise<void>;
}

/** What a process of the function has used since it was started. */
export interface Usage {
    cpuMilliseconds: number;
    /** Resident, the most at any time. */
    peakMegabytes: number;
}

interface Answer {
    ready?: true;
    id?: string;
    usage?: Usage;
    result?: unknown;
    error?: { name: string; message: string };
}

export function startInstance({
    task,
    environment,
    heapMegabytes,
    speed,
    onLog,
}: InstanceSettings): Instance {
    const child = fork(path.join(__dirname, "bootstrap.js"), [String(speed)], {
        cwd: task,
        // Node would hand the tests' coverage on, which makes the function slower, and big.
        env: { ...environment, NODE_V8_COVERAGE: undefined },
        // Nothing of this process's own options.
        execArgv: [`--max-old-space-size=${heapMegabytes}`],
        stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    for (const stream of [child.stdout, child.stderr])
        if (stream) createInterface({ input: stream }).on("line", onLog);
    // Once killed, a process may still be there for a moment.
    let gone = false;
    const ended = new Promise<Error>((resolve) =>
        child.once("exit", (code, signal) => {
            gone = true;
            resolve(new Error(`The function's process ended (${signal ?? code}).`));
        }),
    );
    let used: Usage = { cpuMilliseconds: 0, peakMegabytes: 0 };
    child.on("message", ({ usage = used }: Answer) => (used = usage));
    const ready = answered(({ ready }) => ready === true);

    /** The first answer of this kind. */
    function answered(isIt: (answer: Answer) => boolean): Promise<Answer> {
        return new Promise((resolve) => {
            const listen = (answer: Answer) => {
                if (!isIt(answer)) return;
                child.off("message", listen);
                resolve(answer);
            };
            child.on("message", listen);
        });
    }

    function kill(): void {
        gone = true;
        child.kill("SIGKILL");
    }

    /** Lambda ends what takes too long, and starts anew. */
    async function timeOut(remaining: number, signal: AbortSignal): Promise<Error> {
        await sleep(remaining / speed, undefined, { signal });
        kill();
        return new Error(`Task timed out after ${(remaining / 1000).toFixed(2)} seconds`);
    }

    const started = () => Promise.race([ready, ended]);
    return {
        started,
        async invoke(event, remaining, fault) {
            // The start has a time of its own.
            const start = await started();
            if (start instanceof Error) throw start;
            const id = randomUUID();
            const answer = answered((one) => one.id === id);
            if (fault.kill === "before") kill();
            else child.send({ id, event, remaining }, () => undefined);
            if (fault.freeze) child.kill("SIGSTOP");
            const settled = new AbortController();
            const late = timeOut(remaining, settled.signal);
            const outcome = await Promise.race([answer, late, ended]);
            settled.abort();
            late.catch(() => undefined);
            if (fault.kill === "after") {
                kill();
                throw await ended;
            }
            if (outcome instanceof Error) throw outcome;
            const { error, result } = outcome;
            if (error !== undefined) throw Object.assign(new Error(error.message), { name: error.name });
            return result;
        },
        usage: () => used,
        isGone: () => gone,
        kill,
        async stop() {
            if (child.connected) child.disconnect();
            await ended;
        },
    };
}
