"use strict";
// What the Lambda runtime does, for a process that holds nothing but the function: loads the handler, and hands it each
// invocation that the parent sends. The process is started with exactly the environment that Lambda would give it.
const [file, exported] = process.env._HANDLER.split(".");
const { existsSync, readFileSync } = require("node:fs");

/** How many times faster than the real one the function's clock runs during an invocation; its timers keep to it. */
const speed = Number(process.argv[2]);
let begin = () => undefined;
if (speed !== 1) {
    const [now, sleep] = [Date.now, globalThis.setTimeout];
    let start = now();
    // Between two invocations Lambda freezes the process: each begins at the right time.
    begin = () => (start = now());
    Date.now = () => Math.round(start + (now() - start) * speed);
    globalThis.setTimeout = (callback, delay = 0, ...values) => sleep(callback, delay / speed, ...values);
}

/**
 * What the process has used so far, as Lambda's REPORT line tells it. On Linux maxRSS is not a measure: it begins with what
 * the parent held when it forked.
 */
function usage() {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const status = "/proc/self/status";
    const kilobytes = existsSync(status)
        ? Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, "utf8"))[1])
        : maxRSS;
    return { cpuMilliseconds: (userCPUTime + systemCPUTime) / 1000, peakMegabytes: kilobytes / 1024 };
}

let handler;
let failure;
try {
    handler = require(require("node:path").join(process.env.LAMBDA_TASK_ROOT, file))[exported];
} catch (error) {
    // As in Lambda, an error at the start is the error of the invocation that needed the start.
    failure = error;
}

process.on("message", async ({ id, event, remaining }) => {
    begin();
    const deadline = Date.now() + remaining;
    const context = {
        functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
        awsRequestId: id,
        getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    };
    try {
        if (failure !== undefined) throw failure;
        const result = await handler(event, context);
        process.send({ id, result, usage: usage() });
    } catch (error) {
        process.send({
            id,
            usage: usage(),
            error: { name: error?.name ?? "Error", message: error?.message ?? String(error) },
        });
    }
});
process.on("disconnect", () => process.exit(0));
process.send({ ready: true });
