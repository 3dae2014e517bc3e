import type * as pulumi from "@pulumi/pulumi";

/**
 * Inputs of {@link OneLoginCloudTrailLake}. Exactly one of `eventSourceName` and `eventBusName` is required;
 * everything else has a default.
 */
export interface OneLoginCloudTrailLakeArgs {
    /**
     * The partner event source that OneLogin made in your account, `aws.partner/onelogin.com/US-205033/061112e9cb`:
     * `aws.partner` and two or more segments of letters, digits, `.`, `_` and `-`; at most 256 characters. An event bus
     * of the same name is made and associated with it. Not together with `eventBusName`.
     * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-saas.html
     */
    eventSourceName?: pulumi.Input<string> | undefined;
    /** An event bus that exists: associated with the source, or one that its events are forwarded to. Not together with `eventSourceName`. */
    eventBusName?: pulumi.Input<string> | undefined;
    /** Settings of the event data store to make. Not together with `eventDataStoreArns` or `channelArn`. */
    eventDataStore?: EventDataStoreSettings | undefined;
    /**
     * 1-10 existing event data stores, each once, of the category ActivityAuditLog, to deliver to instead of making one.
     * Together with `channelArn` they only fill in the `queries` output.
     */
    eventDataStoreArns?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /** Settings of the channel to make. Not together with `channelArn`. */
    channel?: ChannelSettings | undefined;
    /** An existing channel to deliver to, possibly in another account or Region. Not together with `channel` or `eventDataStore`. */
    channelArn?: pulumi.Input<string> | undefined;
    /**
     * The external ID that the policy of `channelArn` asks for: 2-1224 of letters, digits and `_+=,.@:/-`. For a channel
     * that is made here, give `channel.policy.externalId`. A secret stays one in the state.
     */
    externalId?: pulumi.Input<string> | undefined;
    /** How events get from the bus to the forwarder. */
    delivery?: DeliverySettings | undefined;
    /** The Lambda function that forwards events to the channel. */
    forwarder?: ForwarderSettings | undefined;
    /** The raw copy of every event in CloudWatch Logs. */
    eventLog?: EventLogSettings | undefined;
    /**
     * At most 50 tags, on everything that takes tags: keys of 1-127 and values of 1-255 letters, digits, spaces and
     * `_.:/=+-@`, neither beginning with `aws:`.
     * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
     */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateEventDataStore.html */
export interface EventDataStoreSettings {
    /** 3-128 letters, digits, `.`, `_` and `-`. Default: made from the component's name. */
    name?: pulumi.Input<string> | undefined;
    /** `EXTENDABLE_RETENTION_PRICING` (default) or `FIXED_RETENTION_PRICING`. AWS refuses the change from extendable to fixed. */
    billingMode?: pulumi.Input<string> | undefined;
    /** Days that events are kept: 7-3653 with extendable retention (default 366), 7-2557 with fixed (default 2557). */
    retentionDays?: pulumi.Input<number> | undefined;
    /** A KMS key to encrypt the store with. Its policy must let `cloudtrail.amazonaws.com` use it. Can't be changed later. Default: AWS's own key. */
    kmsKeyArn?: pulumi.Input<string> | undefined;
    /** AWS refuses to delete the store while this is true. Default: true. */
    terminationProtection?: pulumi.Input<boolean> | undefined;
    /** A destroy leaves the store and its events in the account. Default: true. False is an error together with termination protection. */
    retainOnDelete?: boolean | undefined;
}

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateChannel.html */
export interface ChannelSettings {
    /** 3-128 letters, digits, `.`, `_` and `-`. Default: made from the component's name. */
    name?: pulumi.Input<string> | undefined;
    /** `OneLogin` (default) or `Custom`. An account has one channel per source and Region; a change replaces the channel. */
    source?: pulumi.Input<string> | undefined;
    /** Lets other accounts deliver to the channel, too. Default: none, so that only its own account can. */
    policy?: ChannelPolicySettings | undefined;
}

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/security_iam_resource-based-policy-examples.html */
export interface ChannelPolicySettings {
    /** Accounts that may deliver: 1-100, of 12 digits each. */
    accountIds: pulumi.Input<pulumi.Input<string>[]>;
    /** Asked of every call, the forwarder's own included (it sends it): 2-1224 of letters, digits and `_+=,.@:/-`. A secret stays one in the state. */
    externalId?: pulumi.Input<string> | undefined;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
export interface DeliverySettings {
    /**
     * `buffered` (default): a queue between rule and function batches events and survives hours of outage. `direct`: the
     * rule invokes the function with each event. Changing it deletes the queue: drain it first.
     */
    mode?: "buffered" | "direct" | undefined;
    /** Events that the function gets at once: 1-100. Default: 100. Buffered only. */
    batchSize?: pulumi.Input<number> | undefined;
    /** Seconds to wait for a batch to fill: 0-300; at least 1 for batches above 10. Default: 5. Buffered only. */
    batchWindowSeconds?: pulumi.Input<number> | undefined;
    /**
     * Deliveries of a message before it is set aside: 1-1000. Default: 100, about 10 hours with the default timeout.
     * Times the visibility timeout (6 x function timeout + batch window) it must not exceed half of the retention. Buffered only.
     */
    maxReceiveCount?: pulumi.Input<number> | undefined;
    /** Functions that run at the same time: 2-1000. Default: 10. Buffered only. */
    maxConcurrency?: pulumi.Input<number> | undefined;
    /** Days that the queue keeps a message: 1-14. Default: 14. The dead-letter queue always keeps 14. Buffered only. */
    retentionDays?: pulumi.Input<number> | undefined;
    /** A KMS key to encrypt the queues with. Its policy must let `events.amazonaws.com` use it. Default: SQS's own. */
    kmsKeyArn?: pulumi.Input<string> | undefined;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export interface ForwarderSettings {
    /** MB of memory: 128-10240. Default: 256. */
    memorySize?: pulumi.Input<number> | undefined;
    /** Seconds: 1-900. Default: 60. */
    timeoutSeconds?: pulumi.Input<number> | undefined;
    /** Days that the function's log is kept: a value that CloudWatch Logs takes. Default: 90. */
    logRetentionDays?: pulumi.Input<number> | undefined;
    /** The permissions boundary of the function's role. Default: none. */
    permissionsBoundaryArn?: pulumi.Input<string> | undefined;
    /** Traces the function with X-Ray. Default: false. */
    tracing?: boolean | undefined;
    /** Packs your own installed `@aws-sdk/client-cloudtrail-data` into the function instead of using the Lambda runtime's. Default: false. */
    packSdk?: boolean | undefined;
    /** The `eventSource` of every record: 1-1024 printable ASCII characters. Default: `onelogin.com`. */
    eventSource?: pulumi.Input<string> | undefined;
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-logging.html */
export interface EventLogSettings {
    /** Default: true. */
    enabled?: boolean | undefined;
    /** The log group's name; must begin `/aws/events/`. Default: made from the component's name. */
    name?: pulumi.Input<string> | undefined;
    /** Days that the raw events are kept: a value that CloudWatch Logs takes. Default: 90. */
    retentionDays?: pulumi.Input<number> | undefined;
    /** A KMS key to encrypt the log group with. Its policy must let `logs.<region>.amazonaws.com` use it. Default: CloudWatch Logs' own. */
    kmsKeyArn?: pulumi.Input<string> | undefined;
    /** Where the permission to write the log is kept: with the `account` (default; ten such policies a Region) or with the `logGroup`. */
    policyScope?: pulumi.Input<string> | undefined;
}
