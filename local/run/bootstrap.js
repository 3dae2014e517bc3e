"use strict";
// What the Lambda runtime does, for a process that holds nothing but the function: loads the handler, and hands it each
// invocation that the parent sends. The process is started with exactly the environment that Lambda would give it.
const [file, exported] = process.env._HANDLER.split(".");
let handler;

process.on("message", async ({ id, event, deadline }) => {
    const context = {
        functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
        awsRequestId: id,
        getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    };
    try {
        // As in Lambda, an error at the start is the error of the invocation that needed the start.
        handler ??= require(require("node:path").join(process.env.LAMBDA_TASK_ROOT, file))[exported];
        process.send({ id, result: await handler(event, context) });
    } catch (error) {
        process.send({
            id,
            error: { name: error?.name ?? "Error", message: error?.message ?? String(error) },
        });
    }
});
process.on("disconnect", () => process.exit(0));
