import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { limits } from "../handler/limits";
import { targetRetries } from "./eventLog";
import { inputRules } from "./inputRules";
import type { Making } from "./parts";
import type { Source } from "./source";
import { secondsPerDay, visibilityTimeout } from "./timing";

/** SQS keeps a message for 14 days at most; a moved message keeps its first timestamp, so dead letters get all of them. */
const longestRetention = 14 * secondsPerDay;

/** Lets the rule send, and nobody without TLS. Redrive stays as it is: nothing here denies it. */
function policyFor(queue: aws.sqs.Queue, rule: aws.cloudwatch.EventRule): pulumi.Output<string> {
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

function makePolicy(
    making: Making,
    suffix: string,
    queue: aws.sqs.Queue,
    source: Source,
): aws.sqs.QueuePolicy {
    const policy = policyFor(queue, source.rule);
    return new aws.sqs.QueuePolicy(
        `${making.name}-${suffix}`,
        { queueUrl: queue.url, policy },
        making.options(),
    );
}

/** A key of the customer's, or SQS's own encryption. */
function encryption({ args }: Making): Pick<aws.sqs.QueueArgs, "kmsMasterKeyId" | "sqsManagedSseEnabled"> {
    const kmsMasterKeyId = args.delivery?.kmsKeyArn;
    return kmsMasterKeyId === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId };
}

/** The queue for whatever cannot be delivered. */
export interface DeadLetters {
    queue: aws.sqs.Queue;
    policy: aws.sqs.QueuePolicy;
}

export function makeDeadLetters(making: Making, source: Source): DeadLetters {
    const queue = new aws.sqs.Queue(
        `${making.name}-dead-letters`,
        {
            messageRetentionSeconds: longestRetention,
            maxMessageSize: limits.messageBytes,
            ...encryption(making),
            tags: making.args.tags,
        },
        making.options(),
    );
    return { queue, policy: makePolicy(making, "dead-letters-policy", queue, source) };
}

/** The queue between rule and forwarder. */
export function makeQueue(making: Making, source: Source, deadLetters: DeadLetters): aws.sqs.Queue {
    const { name, args } = making;
    const { batchWindowSeconds, maxReceiveCount, retentionDays } = args.delivery ?? {};
    const rules = inputRules.delivery;
    const queue = new aws.sqs.Queue(
        `${name}-queue`,
        {
            visibilityTimeoutSeconds: pulumi
                .all([
                    args.forwarder?.timeoutSeconds ?? inputRules.forwarder.timeoutSeconds.default,
                    batchWindowSeconds ?? rules.batchWindowSeconds.default,
                ])
                .apply(([timeout, window]) => visibilityTimeout(timeout, window)),
            messageRetentionSeconds: pulumi
                .output(retentionDays ?? rules.retentionDays.default)
                .apply((days) => days * secondsPerDay),
            maxMessageSize: limits.messageBytes,
            redrivePolicy: pulumi.jsonStringify({
                deadLetterTargetArn: deadLetters.queue.arn,
                maxReceiveCount: maxReceiveCount ?? rules.maxReceiveCount.default,
            }),
            ...encryption(making),
            tags: args.tags,
        },
        making.options(),
    );
    // A resource of its own: inside the dead-letter queue it would make a circle.
    new aws.sqs.RedriveAllowPolicy(
        `${name}-dead-letters-redrive`,
        {
            queueUrl: deadLetters.queue.url,
            redriveAllowPolicy: pulumi.jsonStringify({
                redrivePermission: "byQueue",
                sourceQueueArns: [queue.arn],
            }),
        },
        making.options(),
    );
    const policy = makePolicy(making, "queue-policy", queue, source);
    new aws.cloudwatch.EventTarget(
        `${name}-queue-target`,
        {
            eventBusName: source.busName,
            rule: source.rule.name,
            arn: queue.arn,
            retryPolicy: targetRetries,
            deadLetterConfig: { arn: deadLetters.queue.arn },
        },
        making.options(policy, deadLetters.policy),
    );
    return queue;
}
