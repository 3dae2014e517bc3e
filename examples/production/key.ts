import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** One key for the queues and the raw log, which the services that write to them may use. */
export function makeKey(name: string, tags: Record<string, string>): aws.kms.Key {
    const { accountId } = aws.getCallerIdentityOutput();
    const { partition } = aws.getPartitionOutput();
    const { region } = aws.getRegionOutput();
    return new aws.kms.Key(`${name}-key`, {
        description: "OneLogin's events on their way",
        enableKeyRotation: true,
        policy: pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AccountDecides",
                    Effect: "Allow",
                    Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${accountId}:root` },
                    Action: "kms:*",
                    Resource: "*",
                },
                // No condition: AWS documents none for a queue, and says that aws:SourceAccount and aws:SourceArn do not work
                // where EventBridge sends to an encrypted topic (SQS and SNS developer guides, "Key management"). The
                // queues' policies name the rule.
                {
                    Sid: "RuleSendsToQueues",
                    Effect: "Allow",
                    Principal: { Service: "events.amazonaws.com" },
                    Action: ["kms:GenerateDataKey", "kms:Decrypt"],
                    Resource: "*",
                },
                {
                    Sid: "LogIsEncrypted",
                    Effect: "Allow",
                    Principal: { Service: pulumi.interpolate`logs.${region}.amazonaws.com` },
                    Action: [
                        "kms:Encrypt",
                        "kms:Decrypt",
                        "kms:ReEncryptFrom",
                        "kms:ReEncryptTo",
                        "kms:GenerateDataKey",
                        "kms:GenerateDataKeyWithoutPlaintext",
                        "kms:DescribeKey",
                    ],
                    Resource: "*",
                    Condition: {
                        ArnLike: {
                            "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:log-group:/aws/events/*`,
                        },
                    },
                },
            ],
        }),
        tags,
    });
}
