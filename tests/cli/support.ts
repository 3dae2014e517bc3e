/** The pipeline on this machine, and the command that is called for it, in one process. */
import { evaluateStack } from "../../lab/stack";
import { deploymentOf, type Deployment } from "../../local/deploy/deployment";
import { startPipeline, type Pipeline, type PipelineOptions } from "../../local/run/pipeline";
import { run } from "../../cli/program";
import { outputsFile } from "./outputs";
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
    /** Calls the command for the deployment, as one that nobody answers, in a file or pipe. */
    call(...args: string[]): Promise<Called>;
    /** Calls it in a terminal of so many columns, where a person gives this answer. */
    callIn(columns: number, answer: boolean | undefined, ...args: string[]): Promise<Called>;
    close(): Promise<void>;
}

const both = { destinations: ["cloudtrail-lake", "s3"] };

/**
 * Starts the stack `dev`, with these configuration keys on top; until it is closed, the environment leads AWS's clients to it.
 * It takes a few seconds: once for a file of tests.
 */
export async function startLocal(
    changes: Record<string, unknown> = both,
    options: PipelineOptions = {},
): Promise<Local> {
    const evaluated = await evaluateStack(changes);
    const deployment = deploymentOf(evaluated);
    const pipeline = await startPipeline(deployment, options);
    const restore = withVariables(pipeline.variables);
    const outputs = outputsFile(evaluated.outputs);
    const callIn: Local["callIn"] = async (columns, answer, ...args) => {
        const terminal = keptTerminal(answer, columns);
        return { code: await run([...args, "--outputs", outputs], terminal), ...terminal };
    };
    return {
        ...{ deployment, pipeline, outputs, stackOutputs: evaluated.outputs, callIn },
        call: (...args) => callIn(Infinity, undefined, ...args),
        async close() {
            restore();
            await pipeline.stop();
        },
    };
}
