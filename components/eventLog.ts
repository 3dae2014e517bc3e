import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { BuildContext } from "./context";
import { makeTarget } from "./source";
import type { Source } from "./source";

/** Keeps the exact copy of every event in CloudWatch Logs; answers the log group's name. */
export function makeEventLog(context: BuildContext, source: Source): pulumi.Output<string> | undefined {
    const { name, settings } = context;
    const { enabled, name: groupName, retentionDays, kmsKeyArn, deletionProtection } = settings.eventLog;
    if (!enabled) return undefined;
    const group = new cloudwatch.LogGroup(
        `${name}-event-log`,
        {
            // EventBridge writes only to log groups below /aws/events/.
            ...(groupName === undefined ? { namePrefix: `/aws/events/${name}-` } : { name: groupName }),
            retentionInDays: retentionDays,
            kmsKeyId: kmsKeyArn,
            // False, too: the provider keeps what is left out as it was.
            deletionProtectionEnabled: deletionProtection,
            tags: settings.tags,
        },
        // What AWS refuses to delete, a destroy must not try to.
        { ...context.options(), ...(deletionProtection ? { retainOnDelete: true } : {}) },
    );
    const policy = makePolicy(context, group, source);
    // A copy: it is tried again for a day, but has no dead letters.
    makeTarget(context, source, { suffix: "log-target", arn: group.arn }, policy);
    return group.name;
}

/**
 * Lets EventBridge make log streams, and this stack's rule, and no other, write to them. The rule is named where events
 * are written only: so do the provider's example of a log group as a target and AWS's own (aws-samples/serverless-patterns,
 * pull request 618, which takes the condition off `logs:CreateLogStream`; that `aws:SourceAccount` works there is documented
 * nowhere). The user guide's older example has no
 * condition at all.
 */
function policyFor(group: cloudwatch.LogGroup, rule: cloudwatch.EventRule): pulumi.Output<string> {
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
    context: BuildContext,
    group: cloudwatch.LogGroup,
    source: Source,
): cloudwatch.LogResourcePolicy {
    const scope = pulumi.output(context.settings.eventLog.policyScope);
    return new cloudwatch.LogResourcePolicy(
        `${context.name}-event-log-policy`,
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
        context.options(),
    );
}
