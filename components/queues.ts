import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { limits } from "../handler/limits";
import type { UnitContext } from "./context";
import { makeTarget } from "./source";
import type { Source } from "./source";
import { secondsPerDay, visibilityTimeout } from "./timing";

/** SQS keeps a message for 14 days at most; a moved message keeps its first timestamp, so dead letters get all of them. */
const longestRetention = 14 * secondsPerDay;

/** Lets the rule send, and nobody without TLS. Redrive stays as it is: nothing here denies it. */
function policyFor(queue: sqs.Queue, rule: cloudwatch.EventRule): pulumi.Output<string> {
    return pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "RuleSends",
                Effect: "Allow",
                Principal: { Service: "events.amazonaws.com" },
                Action: "sqs:SendMessage",
                Resource: queue.arn,
                Condition: { ArnEquals: { "aws:SourceArn": rule.arn } },
            },
            {
                Sid: "TlsOnly",
                Effect: "Deny",
                Principal: "*",
                Action: "sqs:*",
                Resource: queue.arn,
                Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
        ],
    });
}

function makePolicy(context: UnitContext, suffix: string, queue: sqs.Queue, source: Source): sqs.QueuePolicy {
    const policy = policyFor(queue, source.rule);
    return new sqs.QueuePolicy(
        `${context.name}-${suffix}`,
        { queueUrl: queue.url, policy },
        context.options(),
    );
}

/** A key of the customer's, or SQS's own encryption. */
function encryption({
    delivery,
}: UnitContext): Pick<sqs.QueueArgs, "kmsMasterKeyId" | "sqsManagedSseEnabled"> {
    const kmsMasterKeyId = delivery.kmsKeyArn;
    return kmsMasterKeyId === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId };
}

/** The queue for whatever cannot be delivered. */
export interface DeadLetters {
    queue: sqs.Queue;
    policy: sqs.QueuePolicy;
}

export function makeDeadLetters(context: UnitContext, source: Source): DeadLetters {
    const queue = new sqs.Queue(
        `${context.name}-dead-letters`,
        {
            messageRetentionSeconds: longestRetention,
            maxMessageSize: limits.messageBytes,
            ...encryption(context),
            tags: context.settings.tags,
        },
        context.options(),
    );
    return { queue, policy: makePolicy(context, "dead-letters-policy", queue, source) };
}

/** Which queues may have this one as their dead-letter queue. A resource of its own: inside the queue it would make a circle. */
export function allowRedrive(
    context: UnitContext,
    suffix: string,
    queue: sqs.Queue,
    ...sources: sqs.Queue[]
): void {
    const policy =
        sources.length === 0
            ? { redrivePermission: "denyAll" }
            : { redrivePermission: "byQueue", sourceQueueArns: sources.map(({ arn }) => arn) };
    new sqs.RedriveAllowPolicy(
        `${context.name}-${suffix}`,
        { queueUrl: queue.url, redriveAllowPolicy: pulumi.jsonStringify(policy) },
        context.options(),
    );
}

/** The queue between rule and function. */
export interface Buffer {
    queue: sqs.Queue;
    policy: sqs.QueuePolicy;
}

export function makeQueue(context: UnitContext, source: Source, deadLetters: DeadLetters): Buffer {
    const { name, settings } = context;
    const { batchWindowSeconds, maxReceiveCount, retentionDays } = context.delivery;
    const queue = new sqs.Queue(
        `${name}-queue`,
        {
            visibilityTimeoutSeconds: pulumi
                .all([settings.forwarder.timeoutSeconds, batchWindowSeconds])
                .apply(([timeout, window]) => visibilityTimeout(timeout, window)),
            messageRetentionSeconds: pulumi.output(retentionDays).apply((days) => days * secondsPerDay),
            maxMessageSize: limits.messageBytes,
            redrivePolicy: pulumi.jsonStringify({
                deadLetterTargetArn: deadLetters.queue.arn,
                maxReceiveCount,
            }),
            ...encryption(context),
            tags: settings.tags,
        },
        context.options(),
    );
    allowRedrive(context, "dead-letters-redrive", deadLetters.queue, queue);
    allowRedrive(context, "queue-redrive", queue);
    return { queue, policy: makePolicy(context, "queue-policy", queue, source) };
}

/** The rule sends to the queue from now on, when all of `before` is there, too. */
export function feedQueue(
    context: UnitContext,
    source: Source,
    { queue, policy }: Buffer,
    deadLetters: DeadLetters,
    ...before: pulumi.Resource[]
): void {
    const target = { suffix: "queue-target", arn: queue.arn, deadLetters: deadLetters.queue.arn };
    makeTarget(context, source, target, policy, deadLetters.policy, ...before);
}
