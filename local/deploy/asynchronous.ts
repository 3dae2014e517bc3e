import { find } from "./policies";
import type { Registered } from "./program";

/** What Lambda does with an event that it invokes the function with, and that fails. */
export interface AsynchronousSettings {
    /** Further tries after the first. */
    retries: number;
    maximumAgeSeconds: number;
    /** Whether Lambda dead-letters what it gives up on; otherwise it drops it. */
    hasDeadLetterQueue: boolean;
}

/** As it was registered, or else Lambda's own defaults. */
export function asynchronousSettings(
    resources: Registered[],
    lambda: Registered,
    deadLetterQueueArn: string,
): AsynchronousSettings {
    const type = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
    const { inputs = {} } = find(resources, type, `${lambda.name}-retries`) ?? {};
    const { targetArn } = (lambda.inputs.deadLetterConfig ?? {}) as { targetArn?: string };
    return {
        retries: (inputs.maximumRetryAttempts as number | undefined) ?? 2,
        maximumAgeSeconds: (inputs.maximumEventAgeInSeconds as number | undefined) ?? 21_600,
        hasDeadLetterQueue: targetArn === deadLetterQueueArn,
    };
}
