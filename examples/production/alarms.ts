import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { OneLoginCloudTrailLake } from "onelogin-cloudtrail-lake";

interface Alarm {
    suffix: string;
    /** What somebody reads at night: what is wrong, and where to look. */
    alarmDescription: string;
    namespace: pulumi.Input<string>;
    metricName: string;
    dimensions: Record<string, pulumi.Input<string> | undefined>;
    statistic: "Maximum" | "Sum";
    /** `above` the threshold is wrong, or `below` it. */
    wrong: "above" | "below";
    threshold: number;
    /** Seconds. */
    period: number;
}

const minutes = 60;
const hours = 60 * minutes;

function alarmsOf(lake: OneLoginCloudTrailLake): Alarm[] {
    const { queueName, deadLetterQueueName, functionName, metricsNamespace } = lake;
    return [
        {
            suffix: "set-aside",
            alarmDescription:
                "Events were set aside. Their reasons are in the dead-letter queue, kept for 14 days.",
            namespace: "AWS/SQS",
            metricName: "ApproximateNumberOfMessagesVisible",
            dimensions: { QueueName: deadLetterQueueName },
            statistic: "Maximum",
            wrong: "above",
            threshold: 0,
            period: 5 * minutes,
        },
        {
            suffix: "waiting",
            alarmDescription:
                "Events wait in the queue for more than half an hour. The function's log says why.",
            namespace: "AWS/SQS",
            metricName: "ApproximateAgeOfOldestMessage",
            dimensions: { QueueName: queueName },
            statistic: "Maximum",
            wrong: "above",
            threshold: 0.5 * hours,
            period: 5 * minutes,
        },
        {
            suffix: "errors",
            alarmDescription:
                "The forwarder fails as a whole: permissions, configuration, or time. See its log.",
            namespace: "AWS/Lambda",
            metricName: "Errors",
            dimensions: { FunctionName: functionName },
            statistic: "Sum",
            wrong: "above",
            threshold: 0,
            period: 5 * minutes,
        },
        {
            suffix: "rejected",
            alarmDescription:
                "CloudTrail Lake rejects events. They are in the dead-letter queue, with its reasons.",
            namespace: metricsNamespace,
            metricName: "rejected",
            dimensions: { FunctionName: functionName },
            statistic: "Sum",
            wrong: "above",
            threshold: 0,
            period: 5 * minutes,
        },
        {
            suffix: "silent",
            alarmDescription:
                "Nothing has come from OneLogin for six hours. Look at its webhook, then at the bus.",
            namespace: metricsNamespace,
            metricName: "received",
            dimensions: { FunctionName: functionName },
            statistic: "Sum",
            wrong: "below",
            threshold: 1,
            period: 6 * hours,
        },
    ];
}

/** Calls somebody when events are set aside, wait, or no longer come. */
export function watch(
    name: string,
    lake: OneLoginCloudTrailLake,
    alarmTopicArn: string,
    tags: Record<string, string>,
): void {
    for (const { suffix, wrong, dimensions, ...alarm } of alarmsOf(lake)) {
        new aws.cloudwatch.MetricAlarm(`${name}-${suffix}`, {
            ...alarm,
            // Of the outputs, those of the queue are undefined in direct mode; here there is one.
            dimensions: dimensions as Record<string, pulumi.Input<string>>,
            comparisonOperator: wrong === "above" ? "GreaterThanThreshold" : "LessThanThreshold",
            evaluationPeriods: 1,
            // No data means that nothing happened: fine, unless that is what the alarm is about.
            treatMissingData: wrong === "above" ? "notBreaching" : "breaching",
            alarmActions: [alarmTopicArn],
            okActions: [alarmTopicArn],
            tags,
        });
    }
}
