import * as aws from "@pulumi/aws";
import { targetRetries } from "./eventLog";
import { forwarderCode } from "./forwarderCode";
import { inputRules } from "./inputRules";
import type { Lake } from "./lake";
import { codePaths } from "./packing";
import type { Making } from "./parts";
import { rolePolicy, trustPolicy } from "./permissions";
import type { DeadLetters } from "./queues";
import type { Source } from "./source";

/** The function that forwards events to the channel. */
export interface Forwarder {
    lambda: aws.lambda.CallbackFunction<unknown, unknown>;
    logGroup: aws.cloudwatch.LogGroup;
    role: aws.iam.Role;
    /** Whatever starts the function has to wait for it. */
    policy: aws.iam.RolePolicy;
}

/** AWS Lambda keeps an asynchronous event for 6 hours at most, and tries it again twice at most. */
const asynchronous = { maximumEventAgeInSeconds: 21_600, maximumRetryAttempts: 2 };

function makeRole(
    making: Making,
    lake: Lake,
    logGroup: aws.cloudwatch.LogGroup,
    deadLetters: DeadLetters,
    queue?: aws.sqs.Queue,
) {
    const { name, args } = making;
    const role = new aws.iam.Role(
        `${name}-role`,
        {
            description: "Delivers OneLogin's events to CloudTrail Lake",
            assumeRolePolicy: trustPolicy,
            permissionsBoundary: args.forwarder?.permissionsBoundaryArn,
            tags: args.tags,
        },
        making.options(),
    );
    const policy = new aws.iam.RolePolicy(
        `${name}-role-policy`,
        {
            role: role.name,
            policy: rolePolicy({
                channelArn: lake.channelArn,
                logGroupArn: logGroup.arn,
                deadLetterQueueArn: deadLetters.queue.arn,
                queueArn: queue?.arn,
                kmsKeyArn: args.delivery?.kmsKeyArn,
                tracing: args.forwarder?.tracing ?? inputRules.forwarder.tracing.default,
            }),
        },
        making.options(),
    );
    return { role, policy };
}

export function makeForwarder(
    making: Making,
    lake: Lake,
    deadLetters: DeadLetters,
    queue?: aws.sqs.Queue,
): Forwarder {
    const { name, args } = making;
    const settings = args.forwarder ?? {};
    const rules = inputRules.forwarder;
    const logGroup = new aws.cloudwatch.LogGroup(
        `${name}-function-log`,
        {
            namePrefix: `/aws/lambda/${name}-`,
            retentionInDays: settings.logRetentionDays ?? rules.logRetentionDays.default,
            tags: args.tags,
        },
        making.options(),
    );
    const { role, policy } = makeRole(making, lake, logGroup, deadLetters, queue);
    const lambda = new aws.lambda.CallbackFunction<unknown, unknown>(
        `${name}-function`,
        {
            description: "Forwards OneLogin's events to CloudTrail Lake",
            callbackFactory: forwarderCode(),
            codePathOptions: codePaths(settings.packSdk ?? rules.packSdk.default),
            role: role.arn,
            runtime: "nodejs24.x",
            architectures: ["arm64"],
            memorySize: settings.memorySize ?? rules.memorySize.default,
            timeout: settings.timeoutSeconds ?? rules.timeoutSeconds.default,
            environment: {
                variables: {
                    CHANNEL_ARN: lake.channelArn,
                    DEAD_LETTER_QUEUE_URL: deadLetters.queue.url,
                    EVENT_SOURCE: settings.eventSource ?? rules.eventSource.default,
                    ...(lake.externalId === undefined ? {} : { EXTERNAL_ID: lake.externalId }),
                },
            },
            loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
            tracingConfig: (settings.tracing ?? rules.tracing.default) ? { mode: "Active" } : undefined,
            // Direct delivery: what Lambda gives up on. The event itself, where a destination would wrap it in a record.
            deadLetterConfig: queue === undefined ? { targetArn: deadLetters.queue.arn } : undefined,
            tags: args.tags,
        },
        making.options(policy),
    );
    return { lambda, logGroup, role, policy };
}

/** Buffered delivery: the function reads the queue. */
export function readQueue(making: Making, { lambda, policy }: Forwarder, queue: aws.sqs.Queue): void {
    const { batchSize, batchWindowSeconds, maxConcurrency } = making.args.delivery ?? {};
    const rules = inputRules.delivery;
    new aws.lambda.EventSourceMapping(
        `${making.name}-mapping`,
        {
            eventSourceArn: queue.arn,
            functionName: lambda.arn,
            batchSize: batchSize ?? rules.batchSize.default,
            maximumBatchingWindowInSeconds: batchWindowSeconds ?? rules.batchWindowSeconds.default,
            functionResponseTypes: ["ReportBatchItemFailures"],
            scalingConfig: { maximumConcurrency: maxConcurrency ?? rules.maxConcurrency.default },
            tags: making.args.tags,
        },
        making.options(policy),
    );
}

/** Direct delivery: the rule invokes the function. */
export function invokeDirectly(
    making: Making,
    { lambda }: Forwarder,
    source: Source,
    deadLetters: DeadLetters,
): void {
    const { name } = making;
    const permission = new aws.lambda.Permission(
        `${name}-function-permission`,
        {
            action: "lambda:InvokeFunction",
            function: lambda.name,
            principal: "events.amazonaws.com",
            sourceArn: source.rule.arn,
        },
        making.options(),
    );
    const retries = new aws.lambda.FunctionEventInvokeConfig(
        `${name}-function-retries`,
        { functionName: lambda.name, ...asynchronous },
        making.options(),
    );
    new aws.cloudwatch.EventTarget(
        `${name}-function-target`,
        {
            eventBusName: source.busName,
            rule: source.rule.name,
            arn: lambda.arn,
            retryPolicy: targetRetries,
            deadLetterConfig: { arn: deadLetters.queue.arn },
        },
        making.options(permission, retries, deadLetters.policy),
    );
}
