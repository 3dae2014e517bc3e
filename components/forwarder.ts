import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import type * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import type { UnitContext } from "./context";
import { codePaths } from "./packing";
import { rolePolicy, trustPolicy } from "./permissions";
import type { Statement } from "./permissions";
import { preparationStatements, preparationVariables } from "./preparation";
import { defaultMemory } from "./inputs/table";
import type { DestinationName } from "./inputs/table";
import type { DeadLetters } from "./queues";

/** What differs between the functions of the destinations. */
export interface Destination {
    name: DestinationName;
    /** As AWS calls it. */
    title: string;
    code: () => lambda.Callback<unknown, unknown>;
    packSdk: boolean;
    environment: Record<string, pulumi.Input<string>>;
    /** What the role may do there. */
    statements: Statement[];
}

/** The function that delivers events to a destination. */
export interface Forwarder {
    func: lambda.CallbackFunction<unknown, unknown>;
    logGroup: cloudwatch.LogGroup;
    role: iam.Role;
    /** Whatever starts the function has to wait for it. */
    policy: iam.RolePolicy;
}

function makeRole(
    context: UnitContext,
    destination: Destination,
    logGroup: cloudwatch.LogGroup,
    deadLetters: DeadLetters,
    queue?: sqs.Queue,
) {
    const { name, settings } = context;
    const role = new iam.Role(
        `${name}-role`,
        {
            description: `Delivers OneLogin's events to ${destination.title}`,
            assumeRolePolicy: trustPolicy,
            permissionsBoundary: settings.forwarder.permissionsBoundaryArn,
            tags: settings.tags,
        },
        context.options(),
    );
    const policy = new iam.RolePolicy(
        `${name}-role-policy`,
        {
            role: role.name,
            policy: rolePolicy([...destination.statements, ...preparationStatements(settings)], {
                logGroupArn: logGroup.arn,
                deadLetterQueueArn: deadLetters.queue.arn,
                queueArn: queue?.arn,
                kmsKeyArn: context.delivery.kmsKeyArn,
                tracing: settings.forwarder.tracing,
            }),
        },
        context.options(),
    );
    return { role, policy };
}

/** For the forwarder, which suspects a message when it was received ten times; earlier if SQS gives up before the fortieth. */
function receiveCount(maxReceiveCount: pulumi.Input<number>): Record<string, pulumi.Input<string>> {
    if (typeof maxReceiveCount === "number" && maxReceiveCount >= 40) return {};
    return { MAX_RECEIVE_COUNT: pulumi.interpolate`${maxReceiveCount}` };
}

/**
 * Not WARN for the application: Lambda leaves out JSON lines of a lower level, whoever writes them ("Log-level filtering" in
 * its developer guide), and with the line of a batch its metrics would go. Both are always given, as is the mode of tracing:
 * the provider keeps what it was given before if that is left out (`Computed`, and suppressLoggingConfigUnspecifiedLogLevels,
 * in hashicorp/terraform-provider-aws), so that nothing would be switched off again.
 */
const logLevels = {
    INFO: { applicationLogLevel: "INFO", systemLogLevel: "INFO" },
    DEBUG: { applicationLogLevel: "DEBUG", systemLogLevel: "INFO" },
    WARN: { applicationLogLevel: "INFO", systemLogLevel: "WARN" },
};

export function makeForwarder(
    context: UnitContext,
    destination: Destination,
    deadLetters: DeadLetters,
    queue?: sqs.Queue,
): Forwarder {
    const { name, settings } = context;
    const { timeoutSeconds, tracing, eventSource, reservedConcurrency, logLevel } = settings.forwarder;
    const logGroup = new cloudwatch.LogGroup(
        `${name}-function-log`,
        {
            namePrefix: `/aws/lambda/${name}-`,
            retentionInDays: settings.forwarder.logRetentionDays,
            kmsKeyId: settings.forwarder.logKmsKeyArn,
            tags: settings.tags,
        },
        context.options(),
    );
    const { role, policy } = makeRole(context, destination, logGroup, deadLetters, queue);
    const func = new lambda.CallbackFunction<unknown, unknown>(
        `${name}-function`,
        {
            description: `Forwards OneLogin's events to ${destination.title}`,
            callbackFactory: destination.code,
            codePathOptions: codePaths(destination.packSdk),
            role: role.arn,
            runtime: "nodejs24.x",
            architectures: ["arm64"],
            memorySize: settings.forwarder.memorySize ?? defaultMemory[destination.name],
            timeout: timeoutSeconds,
            reservedConcurrentExecutions: reservedConcurrency,
            environment: {
                variables: {
                    ...destination.environment,
                    DEAD_LETTER_QUEUE_URL: deadLetters.queue.url,
                    EVENT_SOURCE: eventSource,
                    ...preparationVariables(settings),
                    ...receiveCount(context.delivery.maxReceiveCount),
                },
            },
            loggingConfig: { logFormat: "JSON", logGroup: logGroup.name, ...logLevels[logLevel] },
            tracingConfig: { mode: tracing ? "Active" : "PassThrough" },
            // Direct delivery: what Lambda gives up on. The event itself; a destination would wrap it in a record.
            deadLetterConfig: queue === undefined ? { targetArn: deadLetters.queue.arn } : undefined,
            tags: settings.tags,
        },
        context.options(policy),
    );
    return { func, logGroup, role, policy };
}
