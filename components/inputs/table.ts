import { limits } from "../../handler/limits";
import { delivery } from "./delivery";
import { input } from "./input";
import type { Inputs } from "./input";
import { lakeInputs } from "./lake";
import { eventTypes, redaction } from "./preparation";
import { arn, boolean, distinct, integer, list, map, oneOf, plain, someOf, text } from "./rules";
import { s3 } from "./s3";
import { automatic, kmsKey, timeoutSeconds } from "./values";
import { alarms, dashboard } from "./watching";

/** What PutRetentionPolicy takes (CloudWatch Logs API reference). */
const logRetention = oneOf(
    [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
    90,
);

const partnerSource = text(
    /^(?=.{1,256}$)aws\.partner(\/[._\-A-Za-z0-9]+){2,}$/,
    "a partner event source's name, like aws.partner/onelogin.com/US-205033/061112e9cb, of at most 256 characters",
);

/** MB of memory by destination: the worst that 6 MB, the most that Lambda hands over, can need fits in (`npm run bench -- memory`). */
export const defaultMemory = { "cloudtrail-lake": 256, s3: 512 };

export type DestinationName = keyof typeof defaultMemory;

/** Every input: its documentation, limits and default. Arguments, checks, pages and Pulumi.yaml are made of this table. */
export const inputs = {
    eventSourceName: input(
        "The partner event source that OneLogin made in your account. An event bus of the same name is made and associated with it. Not together with `eventBusName`.",
        partnerSource,
        {
            otherwise: "`eventBusName` is required; the stack program looks up the account's only source",
            example: "aws.partner/onelogin.com/US-205033/061112e9cb",
        },
    ),
    eventBusName: input(
        "An event bus that exists: one that is associated with the source, or one that its events are forwarded to. Not together with `eventSourceName`.",
        text(
            /^[/._\-A-Za-z0-9]{1,256}$/,
            "an event bus's name (not its ARN), 1-256 of letters, digits and /._-",
        ),
        { otherwise: "a bus is made for `eventSourceName`" },
    ),
    eventSourceNames: input(
        "The partner event sources of OneLogin that the rule takes events of, of all that come over `eventBusName`.",
        distinct(list(partnerSource, 1, 10)),
        { otherwise: "every source that begins `aws.partner/onelogin.com/`" },
    ),
    // The first is what the component's name says.
    destinations: input(
        "Where the events go: CloudTrail Lake, a bucket that Athena queries (`s3`), or both. Each has a queue and a function of its own. AWS has closed CloudTrail Lake to accounts that had no event data store on 31 May 2026: there it is `[\"s3\"]`. **A destination that is left out loses its queues with what is in them.** Drain them first: stop what comes in with `pulumi destroy --target '**::<name>-queue-target'` (`**::<name>-s3-queue-target` for S3), redrive the dead letters, and wait until `aws sqs get-queue-attributes --attribute-names All --queue-url <URL>` counts no message in either queue.",
        someOf(["cloudtrail-lake", "s3"], ["cloudtrail-lake"]),
    ),
    ...lakeInputs,
    delivery,
    s3,
    forwarder: {
        docs: "The Lambda functions that deliver events, one a destination.",
        typeName: "ForwarderSettings",
        see: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
        members: {
            memorySize: input("MB of memory of each function.", integer(128, 10240, "MB"), {
                otherwise: `${defaultMemory["cloudtrail-lake"]} for CloudTrail Lake, ${defaultMemory.s3} for S3`,
            }),
            timeoutSeconds: input("Seconds that an invocation may take.", timeoutSeconds),
            logRetentionDays: input("Days that the function's log is kept.", logRetention),
            logKmsKeyArn: input(
                "A KMS key to encrypt the function's log with. Its policy must let `logs.<region>.amazonaws.com` use it.",
                kmsKey,
                { otherwise: "CloudWatch Logs' own encryption" },
            ),
            reservedConcurrency: input(
                "Functions that run at the same time, reserved of the account's. Direct only; buffered delivery has `delivery.maxConcurrency`.",
                integer(1, 1000, "functions"),
                { otherwise: "as many as the account has left" },
            ),
            permissionsBoundaryArn: input(
                "The permissions boundary of the function's role.",
                arn("iam", "policy/[\\w+=,.@/-]+", "policy/boundary", "(aws|\\d{12})"),
                { otherwise: "none" },
            ),
            logLevel: input(
                "`DEBUG` adds a line for each accepted event, with its id, so that one can tell when it went where. `WARN` leaves out Lambda's own lines about each invocation. The line of each batch, which carries the metrics, is always there; no line holds a value of an event.",
                plain(oneOf(["INFO", "DEBUG", "WARN"], "INFO")),
            ),
            tracing: input("Traces the function with X-Ray.", plain(boolean(false))),
            packSdk: input(
                "Packs your own installed `@aws-sdk/client-cloudtrail-data` into the function instead of using the Lambda runtime's.",
                plain(boolean(false)),
            ),
            eventSource: input(
                "The `eventSource` of every record.",
                text(
                    // CloudTrail Lake counts bytes: of ASCII, as many as characters.
                    new RegExp(`^[ -~]{1,${limits.field.eventSource}}$`),
                    `1-${limits.field.eventSource} printable ASCII characters`,
                    "onelogin.com",
                ),
            ),
        },
    },
    eventLog: {
        docs: "The raw copy of every event in CloudWatch Logs.",
        typeName: "EventLogSettings",
        see: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-logging.html",
        members: {
            enabled: input("Keeps a raw copy of every event.", plain(boolean(true))),
            name: input(
                "Name of the log group.",
                text(
                    /^\/aws\/events\/[-._/#A-Za-z0-9]{1,500}$/,
                    "a log group's name that begins /aws/events/, of at most 512 characters",
                ),
                automatic,
            ),
            retentionDays: input("Days that the raw events are kept.", logRetention),
            kmsKeyArn: input(
                "A KMS key to encrypt the log group with. Its policy must let `logs.<region>.amazonaws.com` use it.",
                kmsKey,
                { otherwise: "CloudWatch Logs' own encryption" },
            ),
            deletionProtection: input(
                "CloudWatch Logs refuses to delete the log group while this is true. A destroy or another name then leaves it in the account.",
                plain(boolean(false)),
            ),
            policyScope: input(
                "Where the permission to write the log is kept: with the account (ten such policies a Region) or with the log group.",
                oneOf(["account", "logGroup"], "account"),
            ),
        },
    },
    eventTypes,
    redaction,
    alarms,
    dashboard,
    // What everything takes that has them. The event data store's lengths are the tightest (schema of
    // AWS::CloudTrail::EventDataStore); the characters are those of IAM, SQS and CloudWatch Logs, whose APIs refuse others.
    tags: input(
        "Tags of everything that takes tags.",
        map(
            text(
                /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+@-]{1,127}$/iu,
                "of 1-127 letters, digits, spaces and _.:/=+-@, and not begin with aws:",
            ),
            text(
                /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+@-]{1,255}$/iu,
                "a string of 1-255 letters, digits, spaces and _.:/=+-@ that does not begin with aws:",
            ),
            50,
        ),
        { otherwise: "none" },
    ),
} satisfies Inputs;
