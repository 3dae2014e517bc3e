/** The pipeline on this machine, and the command that is called for it, in one process. */
import { evaluateStack } from "../../lab/stack";
import { deploymentOf, type Deployment } from "../../local/deploy/deployment";
import type { Policy } from "../../local/aws/iam/policy";
import type { Intercept } from "../../local/channel/types";
import { startPipeline, type Pipeline } from "../../local/run/pipeline";
import type { InterceptQueue, QueueCall } from "../../local/sqs/types";
import { run } from "../../cli/program";
import { outputsFile } from "./outputs";
import { everything } from "./policies";
import { keptTerminal, type KeptTerminal } from "./terminal";
import { withVariables } from "./variables";

export interface Called extends KeptTerminal {
    code: number;
}

export interface Local {
    deployment: Deployment;
    pipeline: Pipeline;
    /** The file of the stack's outputs. */
    outputs: string;
    stackOutputs: Record<string, unknown>;
    /** What stands before the queues and the channel, and what the operator may do, from now on; by default all. */
    hooks: { queues?: InterceptQueue; channel?: Intercept; policy?: Policy };
    /** Calls the command for the deployment, as one that nobody answers, in a file or pipe. */
    call(...args: string[]): Promise<Called>;
    /** Calls it in a terminal of so many columns, where a person gives this answer. */
    callIn(columns: number, answer: boolean | undefined, ...args: string[]): Promise<Called>;
    close(): Promise<void>;
}

const key = (name: string) => `arn:aws:kms:us-east-1:123456789012:key/${name}`;

/**
 * Everything that a command looks at; S3's function waits for nothing, so that a test need not. A configuration that no
 * other test has takes a second.
 */
export const both = {
    destinations: ["cloudtrail-lake", "s3"],
    s3DeliveryBatchWindowSeconds: 1,
    eventDataStoreKmsKeyArn: key("store"),
    deliveryKmsKeyArn: key("queues"),
    s3KmsKeyArn: key("bucket"),
};
export const direct = { deliveryMode: "direct" };

/**
 * Starts the stack `dev`, with these configuration keys on top; until it is closed, the environment leads AWS's clients to it.
 * It takes a second: once for a file of tests.
 */
export async function startLocal(changes: Record<string, unknown> = both): Promise<Local> {
    const evaluated = await evaluateStack(changes);
    const deployment = deploymentOf(evaluated);
    const local: Pick<Local, "hooks"> = { hooks: {} };
    const pipeline = await startPipeline(deployment, {
        interceptQueues(call) {
            waitForNothing(call);
            return local.hooks.queues?.(call);
        },
        intercept: (call) => local.hooks.channel?.(call),
        operatorsPolicy: () => local.hooks.policy ?? everything,
    });
    const restore = withVariables(pipeline.variables);
    const outputs = outputsFile(evaluated.outputs);
    const callIn: Local["callIn"] = async (columns, answer, ...args) => {
        const terminal = keptTerminal(answer, columns);
        return { code: await run([...args, "--outputs", outputs], terminal), ...terminal };
    };
    return Object.assign(local, {
        ...{ deployment, pipeline, outputs, stackOutputs: evaluated.outputs, callIn },
        call: (...args: string[]) => callIn(Infinity, undefined, ...args),
        async close() {
            restore();
            await pipeline.stop();
        },
    });
}

/** Whatever there is in a queue is there at once: the command waits a second for more, each time. */
export function waitForNothing({ action, caller, request }: QueueCall): void {
    if (action === "ReceiveMessage" && caller === "operator") Object.assign(request, { WaitTimeSeconds: 0 });
}
