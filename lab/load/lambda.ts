import type { FunctionSettings } from "../../local/deploy/deployment";

/**
 * The function with the heap that Lambda gives it. Its Node runtime sets the young generation, too, which takes memory
 * that no limit of the old one counts: a twentieth of the function's memory for each half of it (`bootstrap` in the
 * nodejs24.x runtime; https://dev.to/wonderfulsoap/deep-dive-into-aws-lambda-3-official-nodejs-runtime-analysis-43je).
 */
export function asInLambda(settings: FunctionSettings): FunctionSettings {
    const { environment, memorySize } = settings;
    const NODE_OPTIONS = `--max-semi-space-size=${Math.floor(memorySize / 20)}`;
    return { ...settings, environment: { ...environment, NODE_OPTIONS } };
}
