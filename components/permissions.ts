import * as pulumi from "@pulumi/pulumi";

/** What the forwarder's role may touch. */
export interface Permitted {
    channelArn: pulumi.Input<string>;
    logGroupArn: pulumi.Input<string>;
    deadLetterQueueArn: pulumi.Input<string>;
    /** Buffered delivery only. */
    queueArn?: pulumi.Input<string>;
    /** The queues' key, where the customer gave one. */
    kmsKeyArn?: pulumi.Input<string>;
    tracing: boolean;
}

interface Statement {
    Sid: string;
    Effect: "Allow";
    Action: string[];
    Resource: pulumi.Input<string>;
    Condition?: pulumi.Input<Record<string, Record<string, string | string[]>>>;
}

function allow(Sid: string, Resource: pulumi.Input<string>, ...Action: string[]): Statement {
    return { Sid, Effect: "Allow", Action, Resource };
}

/** Uses of a key for a queue of this Region, and no other. China's endpoints have a suffix of their own. */
function throughSqs(queueArn: string | undefined): Record<string, Record<string, string | string[]>> {
    // Nothing, under the mocks of a consumer's unit tests that answer inputs only.
    const [, partition, , region = "<region>"] = queueArn?.split(":") ?? [];
    const service = `sqs.${region}.amazonaws.com`;
    const names = partition === "aws-cn" ? [service, `${service}.cn`] : service;
    return { StringEquals: { "kms:ViaService": names } };
}

/** Who may be the forwarder: the Lambda service alone. */
export const trustPolicy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
        { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ],
});

/** The role's one policy: the least that the forwarder works with, every statement on named resources. */
export function rolePolicy(permitted: Permitted): pulumi.Output<string> {
    const { channelArn, logGroupArn, deadLetterQueueArn, queueArn, kmsKeyArn, tracing } = permitted;
    const statements = [
        allow("DeliverEvents", channelArn, "cloudtrail-data:PutAuditEvents"),
        allow("SetEventsAside", deadLetterQueueArn, "sqs:SendMessage"),
        allow("WriteLog", pulumi.interpolate`${logGroupArn}:*`, "logs:CreateLogStream", "logs:PutLogEvents"),
    ];
    if (queueArn !== undefined) {
        statements.push(
            allow("ReadQueue", queueArn, "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
        );
    }
    if (kmsKeyArn !== undefined) {
        // Decrypt to read, GenerateDataKey (and Decrypt) to send (SQS developer guide, "Key management").
        const Condition = pulumi.output(deadLetterQueueArn).apply(throughSqs);
        statements.push({
            ...allow("UseQueueKey", kmsKeyArn, "kms:Decrypt", "kms:GenerateDataKey"),
            Condition,
        });
    }
    if (tracing) {
        // X-Ray's actions take no resource (Service Authorization Reference).
        statements.push(allow("Trace", "*", "xray:PutTraceSegments", "xray:PutTelemetryRecords"));
    }
    return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}
