import * as lambda from "@pulumi/aws/lambda";
import type * as sqs from "@pulumi/aws/sqs";
import type * as pulumi from "@pulumi/pulumi";
import type { UnitContext } from "./context";
import type { Forwarder } from "./forwarder";
import type { DeadLetters } from "./queues";
import { makeTarget } from "./source";
import type { Source } from "./source";

/** AWS Lambda keeps an asynchronous event for 6 hours at most, and tries it again twice at most. */
const asynchronous = { maximumEventAgeInSeconds: 21_600, maximumRetryAttempts: 2 };

/** Buffered delivery: the function reads the queue. */
export function readQueue(
    context: UnitContext,
    { func, policy }: Forwarder,
    queue: sqs.Queue,
    ...before: pulumi.Resource[]
): lambda.EventSourceMapping {
    const { batchSize, batchWindowSeconds, maxConcurrency } = context.delivery;
    return new lambda.EventSourceMapping(
        `${context.name}-mapping`,
        {
            eventSourceArn: queue.arn,
            functionName: func.arn,
            batchSize,
            maximumBatchingWindowInSeconds: batchWindowSeconds,
            functionResponseTypes: ["ReportBatchItemFailures"],
            scalingConfig: { maximumConcurrency: maxConcurrency },
            tags: context.settings.tags,
        },
        context.options(policy, ...before),
    );
}

/** Direct delivery: the rule invokes the function. */
export function invokeDirectly(
    context: UnitContext,
    { func }: Forwarder,
    source: Source,
    deadLetters: DeadLetters,
): void {
    const { name } = context;
    const permission = new lambda.Permission(
        `${name}-function-permission`,
        {
            action: "lambda:InvokeFunction",
            function: func.name,
            principal: "events.amazonaws.com",
            sourceArn: source.rule.arn,
        },
        context.options(),
    );
    const retries = new lambda.FunctionEventInvokeConfig(
        `${name}-function-retries`,
        { functionName: func.name, ...asynchronous },
        context.options(),
    );
    const target = { suffix: "function-target", arn: func.arn, deadLetters: deadLetters.queue.arn };
    makeTarget(context, source, target, permission, retries, deadLetters.policy);
}
