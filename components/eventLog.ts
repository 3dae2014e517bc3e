import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { inputRules } from "./inputRules";
import type { Making } from "./parts";
import type { Source } from "./source";

/** Keeps the exact copy of every event in CloudWatch Logs; answers the log group's name. */
export function makeEventLog(making: Making, source: Source): pulumi.Output<string> | undefined {
    const { name, args } = making;
    const { enabled, name: groupName, retentionDays, kmsKeyArn, policyScope } = args.eventLog ?? {};
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
    const scope = pulumi.output(policyScope ?? rules.policyScope.default);
    const policy = new aws.cloudwatch.LogResourcePolicy(
        `${name}-event-log-policy`,
        {
            // Account-wide policies are upserts by name: the log group's is as unique as it must be.
            policyName: pulumi
                .all([scope, group.name])
                .apply(([where, unique]) => (where === "account" ? unique : undefined)),
            resourceArn: pulumi
                .all([scope, group.arn])
                .apply(([where, arn]) => (where === "logGroup" ? arn : undefined)),
            policyDocument: pulumi.jsonStringify({
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "WriteEvents",
                        Effect: "Allow",
                        Principal: { Service: ["delivery.logs.amazonaws.com", "events.amazonaws.com"] },
                        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                        Resource: pulumi.interpolate`${group.arn}:*`,
                    },
                ],
            }),
        },
        making.options(),
    );
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

/** EventBridge's own defaults, and its most: a day, 185 times. Written down, for a preview shows only what is given. */
export const targetRetries = { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 };
