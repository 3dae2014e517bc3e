import * as pulumi from "@pulumi/pulumi";
import { claim } from "./claims";
import type { BuildContext } from "./context";
import { reportOnce } from "./errors";
import { makeEventLog } from "./eventLog";
import { invokeDirectly, makeForwarder, readQueue } from "./forwarder";
import { metricsNamespace } from "./handlerParts";
import type { OneLoginCloudTrailLakeArgs } from "./inputs/args";
import { checkInputs } from "./inputs/check";
import { inputNames } from "./inputs/settings";
import type { NamedInputs } from "./inputs/settings";
import { idOf, makeLake } from "./lake";
import { checkProviders } from "./providers";
import { queriesFor } from "./queries";
import { allowRedrive, makeDeadLetters, makeQueue } from "./queues";
import { makeSource } from "./source";

/**
 * Delivers OneLogin's activity events to AWS CloudTrail Lake: partner event bus, rule, queue, forwarder, channel, event
 * data store, and a raw copy in CloudWatch Logs.
 *
 * It uses two providers, `aws` and `aws-native`, which must work in the same account and Region. Whoever configures one
 * explicitly passes both: `{ providers: [aws, awsNative] }`. With `channelArn` it needs `aws` alone.
 *
 * @example
 * ```ts
 * const lake = new OneLoginCloudTrailLake("onelogin", {
 *     eventSourceName: "aws.partner/onelogin.com/US-205033/061112e9cb",
 * });
 * export const queries = lake.queries;
 * ```
 *
 * @throws pulumi.ResourceError, in one message with a line for each error, if inputs are unknown, out of their limits
 * or contradict each other.
 */
export class OneLoginCloudTrailLake extends pulumi.ComponentResource {
    /** The channel that events are delivered to. */
    public readonly channelArn: pulumi.Output<string>;
    /** The stores behind the channel; empty with `channelArn` where they were not given. */
    public readonly eventDataStoreArns: pulumi.Output<string[]>;
    /** The id of the first store, as queries name it; undefined where no store is known. */
    public readonly eventDataStoreId: pulumi.Output<string | undefined>;
    /** The bus that OneLogin's events arrive on. */
    public readonly eventBusName: pulumi.Output<string>;
    /** The ARN of the rule that picks OneLogin's events. */
    public readonly ruleArn: pulumi.Output<string>;
    /** The forwarder's name, the dimension of its metrics. */
    public readonly functionName: pulumi.Output<string>;
    /** The forwarder's ARN. */
    public readonly functionArn: pulumi.Output<string>;
    /** The forwarder's log: one JSON line for each batch. */
    public readonly functionLogGroupName: pulumi.Output<string>;
    /** The ARN of the forwarder's role. */
    public readonly roleArn: pulumi.Output<string>;
    /** The URL of the queue between rule and forwarder; undefined in direct mode. */
    public readonly queueUrl: pulumi.Output<string> | undefined;
    /** The queue's ARN; undefined in direct mode. */
    public readonly queueArn: pulumi.Output<string> | undefined;
    /** The queue's name, the dimension of its metrics; undefined in direct mode. */
    public readonly queueName: pulumi.Output<string> | undefined;
    /** The URL of the queue of the events that were set aside: each is the EventBridge event, the reasons are message attributes. */
    public readonly deadLetterQueueUrl: pulumi.Output<string>;
    /** The dead-letter queue's ARN. */
    public readonly deadLetterQueueArn: pulumi.Output<string>;
    /** The dead-letter queue's name, the dimension of its metrics. */
    public readonly deadLetterQueueName: pulumi.Output<string>;
    /** The raw copy of every event; undefined where `eventLog.enabled` is false. */
    public readonly eventLogGroupName: pulumi.Output<string> | undefined;
    /** The namespace of the forwarder's metrics in CloudWatch; their dimension is `FunctionName`. */
    public readonly metricsNamespace: pulumi.Output<string>;
    /** The published queries by name, with the store's id filled in; none where no store is known. */
    public readonly queries: pulumi.Output<Record<string, string>>;

    /** Not with a channel that exists and nothing said of its stores. */
    private readonly knowsStores: boolean;

    /**
     * @param name Begins the names of the resources: 1-47 letters, digits, `_` and `-`.
     * @param args What to make, and how.
     * @param opts Pulumi's options of any component. `providers` takes both, `[aws, awsNative]`.
     */
    constructor(name: string, args: OneLoginCloudTrailLakeArgs, opts?: pulumi.ComponentResourceOptions) {
        super("onelogin-cloudtrail-lake:index:OneLoginCloudTrailLake", name, {}, opts);
        // A program in JavaScript may leave the arguments out.
        const context = this.prepare(name, args ?? {});
        const { channelArn, eventDataStoreArns, delivery } = context.settings;

        const lake = makeLake(context);
        const source = makeSource(context);
        const eventLogGroupName = makeEventLog(context, source);
        const deadLetters = makeDeadLetters(context, source);
        const buffered = delivery.mode === "buffered";
        const queue = buffered ? makeQueue(context, source, deadLetters) : undefined;
        const forwarder = makeForwarder(context, lake, deadLetters, queue);
        if (queue === undefined) {
            allowRedrive(context, "dead-letters-redrive", deadLetters.queue);
            invokeDirectly(context, forwarder, source, deadLetters);
        } else readQueue(context, forwarder, queue);

        this.knowsStores = channelArn === undefined || eventDataStoreArns !== undefined;
        this.channelArn = lake.channelArn;
        this.eventDataStoreArns = lake.eventDataStoreArns;
        this.eventDataStoreId = lake.eventDataStoreArns.apply(([first]) =>
            // Nothing, too, under the mocks of a consumer's unit tests that answer inputs only.
            first ? idOf(first) : undefined,
        );
        this.eventBusName = source.busName;
        this.ruleArn = source.rule.arn;
        this.functionName = forwarder.func.name;
        this.functionArn = forwarder.func.arn;
        this.functionLogGroupName = forwarder.logGroup.name;
        this.roleArn = forwarder.role.arn;
        this.queueUrl = queue?.url;
        this.queueArn = queue?.arn;
        this.queueName = queue?.name;
        this.deadLetterQueueUrl = deadLetters.queue.url;
        this.deadLetterQueueArn = deadLetters.queue.arn;
        this.deadLetterQueueName = deadLetters.queue.name;
        this.eventLogGroupName = eventLogGroupName;
        this.metricsNamespace = pulumi.output(metricsNamespace);
        this.queries = this.eventDataStoreId.apply((id) => (id === undefined ? {} : queriesFor(id)));
        this.registerOutputs(this.outputs());
    }

    /** Every output that there is, by its name, for a stack program to export: one that is undefined would be warned of. */
    public outputs(): Record<string, pulumi.Output<unknown>> {
        const all = {
            channelArn: this.channelArn,
            eventDataStoreArns: this.eventDataStoreArns,
            eventDataStoreId: this.eventDataStoreId,
            eventBusName: this.eventBusName,
            ruleArn: this.ruleArn,
            functionName: this.functionName,
            functionArn: this.functionArn,
            functionLogGroupName: this.functionLogGroupName,
            roleArn: this.roleArn,
            queueUrl: this.queueUrl,
            queueArn: this.queueArn,
            queueName: this.queueName,
            deadLetterQueueUrl: this.deadLetterQueueUrl,
            deadLetterQueueArn: this.deadLetterQueueArn,
            deadLetterQueueName: this.deadLetterQueueName,
            eventLogGroupName: this.eventLogGroupName,
            metricsNamespace: this.metricsNamespace,
            queries: this.queries,
        };
        const isThere = ([name, output]: [string, unknown]) =>
            output !== undefined && (this.knowsStores || name !== "eventDataStoreId");
        return Object.fromEntries(Object.entries(all).filter(isThere)) as Record<
            string,
            pulumi.Output<unknown>
        >;
    }

    /** Checks the inputs and the providers; whatever is made with the answer waits for the latter. */
    private prepare(name: string, args: OneLoginCloudTrailLakeArgs): BuildContext {
        const report = reportOnce(name, this, (args as NamedInputs)[inputNames]);
        const settings = checkInputs(name, args, report);
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
