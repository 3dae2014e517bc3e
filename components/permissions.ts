import * as pulumi from "@pulumi/pulumi";
import { placeOf } from "./arns";

/** A statement of a role's policy. */
export interface Statement {
    Sid: string;
    Effect: "Allow";
    Action: string[];
    Resource: pulumi.Input<string>;
    Condition?: pulumi.Input<Record<string, Record<string, string | string[]>>>;
}

export function allow(Sid: string, Resource: pulumi.Input<string>, ...Action: string[]): Statement {
    return { Sid, Effect: "Allow", Action, Resource };
}

/** Uses of a key by a service of the Region that `arn` lies in, and no other. China's endpoints have a suffix of their own. */
export function throughService(
    service: "sqs" | "s3" | "secretsmanager",
    arn: pulumi.Input<string>,
): NonNullable<Statement["Condition"]> {
    return pulumi.output(arn).apply((known) => {
        const { partition, region } = placeOf(known);
        const name = `${service}.${region}.amazonaws.com`;
        const names = partition === "aws-cn" ? [name, `${name}.cn`] : name;
        return { StringEquals: { "kms:ViaService": names } };
    });
}

/** Who may be the function: the Lambda service alone. */
export const trustPolicy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
        { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ],
});

/** What the function of either destination needs, whatever it delivers to. */
export interface Permitted {
    logGroupArn: pulumi.Input<string>;
    deadLetterQueueArn: pulumi.Input<string>;
    /** Buffered delivery only. */
    queueArn?: pulumi.Input<string>;
    /** The queues' key, if the customer gave one. */
    kmsKeyArn?: pulumi.Input<string>;
    tracing: boolean;
}

/** The role's one policy: the least that the function works with, every statement on named resources. */
export function rolePolicy(delivery: Statement[], permitted: Permitted): pulumi.Output<string> {
    const { logGroupArn, deadLetterQueueArn, queueArn, kmsKeyArn, tracing } = permitted;
    const statements = [
        ...delivery,
        allow("SetEventsAside", deadLetterQueueArn, "sqs:SendMessage"),
        allow("WriteLog", pulumi.interpolate`${logGroupArn}:*`, "logs:CreateLogStream", "logs:PutLogEvents"),
    ];
    if (queueArn !== undefined) {
        statements.push(
            allow("ReadQueue", queueArn, "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
        );
    }
    if (kmsKeyArn !== undefined) {
        statements.push({
            // Decrypt to read, GenerateDataKey (and Decrypt) to send (SQS developer guide, "Key management").
            ...allow("UseQueueKey", kmsKeyArn, "kms:Decrypt", "kms:GenerateDataKey"),
            Condition: throughService("sqs", deadLetterQueueArn),
        });
    }
    if (tracing) {
        // X-Ray's actions take no resource (Service Authorization Reference).
        statements.push(allow("Trace", "*", "xray:PutTraceSegments", "xray:PutTelemetryRecords"));
    }
    return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}
