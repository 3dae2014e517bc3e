import * as pulumi from "@pulumi/pulumi";
import { claim } from "./claims";
import type { BuildContext } from "./context";
import { makeLakeUnit, makeS3 } from "./destinations";
import { reportOnce } from "./errors";
import { makeEventLog } from "./eventLog";
import { metricsNamespace } from "./handlerParts";
import type { OneLoginCloudTrailLakeArgs } from "./inputs/args";
import { checkInputs } from "./inputs/check";
import { inputNames } from "./inputs/settings";
import type { NamedInputs } from "./inputs/settings";
import { makeLake } from "./lake";
import { destinationOutputs } from "./outputs";
import { warnOfMisspeltKeys } from "./preparation";
import { checkProviders } from "./providers";
import { makeSource } from "./source";
import { makeAlarms, makeDashboard } from "./watching";

/**
 * Delivers OneLogin's activity events to AWS CloudTrail Lake, to S3 and Athena, or to both: partner event bus, rule, and for
 * each destination a queue and a function, before a channel and its event data store, or a locked bucket and its table; and a
 * raw copy in CloudWatch Logs.
 *
 * For CloudTrail Lake it uses two providers, `aws` and `aws-native`, which must work in the same account and Region. Whoever
 * configures one explicitly passes both: `{ providers: [aws, awsNative] }`. With `channelArn`, and for S3, it needs `aws` alone.
 *
 * @example
 * ```ts
 * const lake = new OneLoginCloudTrailLake("onelogin", {
 *     eventSourceName: "aws.partner/onelogin.com/US-205033/061112e9cb",
 *     destinations: ["s3"],
 * });
 * export const queries = lake.athenaQueries;
 * ```
 *
 * @throws pulumi.ResourceError, in one message with a line for each error, if inputs are unknown, out of their limits
 * or contradict each other.
 */
export class OneLoginCloudTrailLake extends pulumi.ComponentResource {
    /** The bus that OneLogin's events arrive on. */
    public readonly eventBusName: pulumi.Output<string>;
    /** The ARN of the rule that picks OneLogin's events. */
    public readonly ruleArn: pulumi.Output<string>;
    /** The raw copy of every event; undefined if `eventLog.enabled` is false. */
    public readonly eventLogGroupName: pulumi.Output<string> | undefined;
    /** The namespace of the functions' metrics in CloudWatch; their dimension is `FunctionName`. */
    public readonly metricsNamespace: pulumi.Output<string>;

    /** The channel that events are delivered to. This and all below is undefined without the destination `cloudtrail-lake`. */
    public readonly channelArn: pulumi.Output<string> | undefined;
    /** The stores behind the channel; empty with `channelArn` if they were not given. */
    public readonly eventDataStoreArns: pulumi.Output<string[]> | undefined;
    /** The id of the first store, as queries name it; undefined if no store is known. */
    public readonly eventDataStoreId: pulumi.Output<string | undefined> | undefined;
    /** The published queries by name, with the store's id filled in; none if no store is known. */
    public readonly queries: pulumi.Output<Record<string, string>> | undefined;
    /** The detections by name, in the same way: each finds what an attacker did in the last day. */
    public readonly detections: pulumi.Output<Record<string, string>> | undefined;
    /** The name of the function that forwards to CloudTrail Lake, the dimension of its metrics. */
    public readonly functionName: pulumi.Output<string> | undefined;
    /** Its ARN. */
    public readonly functionArn: pulumi.Output<string> | undefined;
    /** Its log: one JSON line for each batch. */
    public readonly functionLogGroupName: pulumi.Output<string> | undefined;
    /** The ARN of its role. */
    public readonly roleArn: pulumi.Output<string> | undefined;
    /** The URL of the queue between rule and function; undefined in direct mode. */
    public readonly queueUrl: pulumi.Output<string> | undefined;
    /** The queue's ARN; undefined in direct mode. */
    public readonly queueArn: pulumi.Output<string> | undefined;
    /** The queue's name, the dimension of its metrics; undefined in direct mode. */
    public readonly queueName: pulumi.Output<string> | undefined;
    /** The URL of the queue of the events that were dead-lettered: each is the EventBridge event, the reasons are message attributes. */
    public readonly deadLetterQueueUrl: pulumi.Output<string> | undefined;
    /** The dead-letter queue's ARN. */
    public readonly deadLetterQueueArn: pulumi.Output<string> | undefined;
    /** The dead-letter queue's name, the dimension of its metrics. */
    public readonly deadLetterQueueName: pulumi.Output<string> | undefined;

    /** The bucket that events are written to, below `events/`. This and all below is undefined without the destination `s3`. */
    public readonly s3BucketName: pulumi.Output<string> | undefined;
    /** The bucket's ARN. */
    public readonly s3BucketArn: pulumi.Output<string> | undefined;
    /** With `s3.existingBucket`: the statements, as a JSON list, that its owner has to add to its policy. */
    public readonly s3BucketPolicyStatements: pulumi.Output<string> | undefined;
    /** The Glue database, named after the bucket. */
    public readonly athenaDatabaseName: pulumi.Output<string> | undefined;
    /** The table of the events, with the columns of CloudTrail Lake and `day`. */
    public readonly athenaTableName: pulumi.Output<string> | undefined;
    /** The workgroup to query it in. */
    public readonly athenaWorkgroupName: pulumi.Output<string> | undefined;
    /** The published queries by name, with the table filled in. */
    public readonly athenaQueries: pulumi.Output<Record<string, string>> | undefined;
    /** The detections by name, in the same way. */
    public readonly athenaDetections: pulumi.Output<Record<string, string>> | undefined;
    /** A policy, as JSON, of the least that whoever queries the table needs. */
    public readonly athenaReaderPolicy: pulumi.Output<string> | undefined;
    /** The name of the function that writes to S3, the dimension of its metrics. */
    public readonly s3FunctionName: pulumi.Output<string> | undefined;
    /** Its ARN. */
    public readonly s3FunctionArn: pulumi.Output<string> | undefined;
    /** Its log: one JSON line for each batch. */
    public readonly s3FunctionLogGroupName: pulumi.Output<string> | undefined;
    /** The ARN of its role. */
    public readonly s3RoleArn: pulumi.Output<string> | undefined;
    /** The URL of the queue between rule and function. */
    public readonly s3QueueUrl: pulumi.Output<string> | undefined;
    /** The queue's ARN. */
    public readonly s3QueueArn: pulumi.Output<string> | undefined;
    /** The queue's name, the dimension of its metrics. */
    public readonly s3QueueName: pulumi.Output<string> | undefined;
    /** The URL of the queue of the events that were dead-lettered on the way to S3. */
    public readonly s3DeadLetterQueueUrl: pulumi.Output<string> | undefined;
    /** The dead-letter queue's ARN. */
    public readonly s3DeadLetterQueueArn: pulumi.Output<string> | undefined;
    /** The dead-letter queue's name, the dimension of its metrics. */
    public readonly s3DeadLetterQueueName: pulumi.Output<string> | undefined;

    /** Every output that there is: one that is undefined would be warned of. */
    private readonly made: Record<string, pulumi.Output<unknown>>;

    /**
     * @param name Begins the names of the resources: 1-47 letters, digits, `_` and `-`; with the destination `s3` 1-44
     * lower-case letters, digits and `-`.
     * @param args What to make, and how.
     * @param opts Pulumi's options of any component. For CloudTrail Lake `providers` takes both, `[aws, awsNative]`.
     */
    constructor(name: string, args: OneLoginCloudTrailLakeArgs, opts?: pulumi.ComponentResourceOptions) {
        super("onelogin-cloudtrail-lake:index:OneLoginCloudTrailLake", name, {}, opts);
        // A program in JavaScript may leave the arguments out.
        const context = this.prepare(name, args ?? {});
        const { settings } = context;

        const lake = settings.destinations.includes("cloudtrail-lake") ? makeLake(context) : undefined;
        const source = makeSource(context);
        this.eventLogGroupName = makeEventLog(context, source);
        const unit = lake && makeLakeUnit(context, source, lake);
        const s3 = settings.destinations.includes("s3") ? makeS3(context, source) : undefined;
        const units = [unit, s3?.unit].filter((one) => one !== undefined);
        makeAlarms(context, source, units);
        makeDashboard(context, source, units);

        this.eventBusName = source.busName;
        this.ruleArn = source.rule.arn;
        this.metricsNamespace = pulumi.output(metricsNamespace);
        const { eventBusName, ruleArn, eventLogGroupName } = this;
        const ofDestinations: Partial<OneLoginCloudTrailLake> = destinationOutputs(
            settings,
            lake && unit && { lake, unit },
            s3,
        );
        Object.assign(this, ofDestinations);
        const all = { eventBusName, ruleArn, eventLogGroupName, metricsNamespace: this.metricsNamespace };
        const made = Object.entries({ ...all, ...ofDestinations }).filter(
            ([, output]) => output !== undefined,
        );
        this.made = Object.fromEntries(made) as Record<string, pulumi.Output<unknown>>;
        this.registerOutputs(this.outputs());
    }

    /** Every output that there is, by its name, for a stack program to export. */
    public outputs(): Record<string, pulumi.Output<unknown>> {
        return { ...this.made };
    }

    /** Checks the inputs and the providers; whatever is made with the answer waits for the latter. */
    private prepare(name: string, args: OneLoginCloudTrailLakeArgs): BuildContext {
        const report = reportOnce(name, this, (args as NamedInputs)[inputNames]);
        const settings = checkInputs(name, args, report);
        warnOfMisspeltKeys(settings, report);
        const checked = checkProviders(settings, this, report.fail);
        const usesDefaultProviders = ["aws", "aws-native"].every(
            (provider) => this.getProvider(`${provider}:index:any`) === undefined,
        );
        claim(name, settings, usesDefaultProviders, checked, report);
        const after = async (before: pulumi.Resource[]): Promise<pulumi.Input<pulumi.Resource>[]> => {
            await checked;
            return before;
        };
        return { name, settings, options: (...before) => ({ parent: this, dependsOn: after(before) }) };
    }
}
