import { input } from "./input";
import type { Group } from "./input";
import { boolean, distinct, integer, list, plain, text } from "./rules";
import { visibilityTimeout } from "../timing";

const region = "[a-z]{2,}(-[a-z]+)+-\\d+";
const account = "\\d{12}";

/**
 * What an alarm may do that watches no instance and no fleet (PutMetricAlarm API reference, `AlarmActions`): tell a topic,
 * invoke a function, or open an OpsItem, an incident or an investigation.
 */
const actions = [
    `sns:${region}:${account}:[\\w-]{1,251}(\\.fifo|[\\w-]{0,5})`,
    `lambda:${region}:${account}:function:[\\w-]{1,140}(:[\\w$-]{1,128})?`,
    `ssm:${region}:${account}:opsitem:[1-4](#CATEGORY=[A-Za-z]+)?`,
    `ssm-incidents::${account}:response-?plan/[\\w-]{1,200}`,
    `aiops:${region}:${account}:investigation-group[:/][\\w-]{1,128}`,
];

const actionArn = text(
    new RegExp(`^arn:aws(-[a-z]+)*:(${actions.join("|")})$`),
    "the ARN of an SNS topic, like arn:aws:sns:us-east-1:111122223333:on-call, a Lambda function, an OpsItem, a response plan or an investigation group",
);

/** CloudWatch looks at a day at most if periods are shorter than an hour, and at seven otherwise (PutMetricAlarm API reference). */
const longest = { minutes: 1440, hours: 168 };

export const alarms = {
    docs: "CloudWatch alarms on everything that keeps events from their destination; none unless given. What to do when one fires is in docs/operations.md, and in each alarm's description.",
    typeName: "AlarmSettings",
    see: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Alarms.html",
    optional: true,
    members: {
        actions: input(
            "What each alarm calls when it fires, required in `alarms`. They lie in the component's Region. The policy of a topic, and of its KMS key, must let `cloudwatch.amazonaws.com` in, that of a function `lambda.alarms.cloudwatch.amazonaws.com`.",
            distinct(list(actionArn, 1, 5)),
            { otherwise: "there are no alarms", required: true },
        ),
        okActions: input(
            "Calls topics and functions again when an alarm is over. After the first `up` they say once that all is well.",
            boolean(true),
        ),
        silenceHours: input(
            "Hours without any event after which somebody is called: longer than your company sleeps. CloudWatch looks once an hour, and up to about two hours further back. A new alarm waits for so long, but two days at most, before it judges (with @pulumi/aws 7.46 or later; an earlier one may call once after the first `up`). 0: no such alarm.",
            plain(integer(0, longest.hours, "hours", 24)),
        ),
        waitMinutes: input(
            "Minutes that an event may wait from its first arrival in the queue. More than one failed try takes: 7 x function timeout and twice the batch window. Buffered only.",
            integer(1, longest.minutes, "minutes", 30),
        ),
    },
} satisfies Group;

export const dashboard = {
    docs: "A CloudWatch dashboard of the flow from the rule to the destinations; none unless given (`{}` is enough; in the stack's configuration, give it a name).",
    typeName: "DashboardSettings",
    see: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html",
    optional: true,
    members: {
        name: input(
            "Name of the dashboard. An account has each name once, in all Regions: another dashboard of that name is overwritten.",
            text(/^[\w-]{1,255}$/, "1-255 letters, digits, `_` and `-`"),
            { otherwise: "made from the component's name, as the rule's is" },
        ),
    },
} satisfies Group;

/** Seconds from an event's first arrival to the end of its second try: the wait for a batch, twice, and what SQS hides it for. */
export function secondsOfRetry(timeoutSeconds: number, batchWindowSeconds: number): number {
    return visibilityTimeout(timeoutSeconds, batchWindowSeconds) + batchWindowSeconds + timeoutSeconds;
}
