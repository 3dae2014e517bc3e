import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { inputRules } from "./inputRules";
import type { Making } from "./parts";
import type { Source } from "./source";

/** Keeps the exact copy of every event in CloudWatch Logs; answers the log group's name. */
export function makeEventLog(making: Making, source: Source): pulumi.Output<string> | undefined {
    const { name, args } = making;
    const { enabled, name: groupName, retentionDays, kmsKeyArn } = args.eventLog ?? {};
    const rules = inputRules.eventLog;
    if (!(enabled ?? rules.enabled.default)) return undefined;
    const group = new aws.cloudwatch.LogGroup(
        `${name}-event-log`,
        {
            // EventBridge writes only to log groups below /aws/events/.
            ...(groupName === undefined ? { namePrefix: `/aws/events/${name}-` } : { name: groupName }),
            retentionInDays: retentionDays ?? rules.retentionDays.default,
            kmsKeyId: kmsKeyArn,
            tags: args.tags,
        },
        making.options(),
    );
    const policy = makePolicy(making, group, source);
    new aws.cloudwatch.EventTarget(
        `${name}-log-target`,
        {
            eventBusName: source.busName,
            rule: source.rule.name,
            arn: group.arn,
            // A copy: it is tried again for a day, but has no dead letters.
            retryPolicy: targetRetries,
        },
        making.options(policy),
    );
    return group.name;
}

/**
 * Lets EventBridge make log streams, and this stack's rule, and no other, write to them. The rule is named where events
 * are written only: so do the provider's example of a log group as a target and AWS's own (aws-samples/serverless-patterns,
 * pull request 618, which takes the condition off `logs:CreateLogStream`). The user guide's older example has no
 * condition at all.
 */
function policyFor(group: aws.cloudwatch.LogGroup, rule: aws.cloudwatch.EventRule): pulumi.Output<string> {
    const common = {
        Effect: "Allow",
        Principal: { Service: ["delivery.logs.amazonaws.com", "events.amazonaws.com"] },
        Resource: pulumi.interpolate`${group.arn}:*`,
    };
    return pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            { Sid: "CreateStreams", ...common, Action: ["logs:CreateLogStream"] },
            {
                Sid: "WriteEvents",
                ...common,
                Action: ["logs:PutLogEvents"],
                Condition: { ArnEquals: { "aws:SourceArn": rule.arn } },
            },
        ],
    });
}

function makePolicy(
    making: Making,
    group: aws.cloudwatch.LogGroup,
    source: Source,
): aws.cloudwatch.LogResourcePolicy {
    const scope = pulumi.output(making.args.eventLog?.policyScope ?? inputRules.eventLog.policyScope.default);
    return new aws.cloudwatch.LogResourcePolicy(
        `${making.name}-event-log-policy`,
        {
            // Account-wide policies are upserts by name: the log group's is as unique as it must be.
            policyName: pulumi
                .all([scope, group.name])
                .apply(([where, unique]) => (where === "account" ? unique : undefined)),
            resourceArn: pulumi
                .all([scope, group.arn])
                .apply(([where, arn]) => (where === "logGroup" ? arn : undefined)),
            policyDocument: policyFor(group, source.rule),
        },
        making.options(),
    );
}

/** EventBridge's own defaults, and its most: a day, 185 times. Written down, for a preview shows only what is given. */
export const targetRetries = { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 };
