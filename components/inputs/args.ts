// Generated from components/inputs/table.ts by `npm run docs`.
import type * as pulumi from "@pulumi/pulumi";

/**
 * Inputs of {@link OneLoginCloudTrailLake}. Exactly one of `eventSourceName` and `eventBusName` is required;
 * everything else has a default.
 */
export interface OneLoginCloudTrailLakeArgs {
    /**
     * The partner event source that OneLogin made in your account. An event bus of the same name is made and
     * associated with it. Not together with `eventBusName`.
     *
     * A partner event source's name, like aws.partner/onelogin.com/US-205033/061112e9cb, of at most 256 characters.
     * Default: `eventBusName` is required; the stack program looks up the account's only source.
     *
     * @example "aws.partner/onelogin.com/US-205033/061112e9cb"
     */
    eventSourceName?: pulumi.Input<string> | undefined;
    /**
     * An event bus that exists: one that is associated with the source, or one that its events are forwarded to.
     * Not together with `eventSourceName`.
     *
     * An event bus's name (not its ARN), 1-256 of letters, digits and /._-. Default: a bus is made for
     * `eventSourceName`.
     */
    eventBusName?: pulumi.Input<string> | undefined;
    /**
     * The partner event sources of OneLogin that the rule takes events of, of all that come over `eventBusName`.
     * Each once.
     *
     * A list of 1 to 10 entries, each a partner event source's name, like
     * aws.partner/onelogin.com/US-205033/061112e9cb, of at most 256 characters. Default: every source that begins
     * `aws.partner/onelogin.com/`.
     */
    eventSourceNames?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * Where the events go: CloudTrail Lake, a bucket that Athena queries (`s3`), or both. Each has a queue and a
     * function of its own. AWS has closed CloudTrail Lake to accounts that had no event data store on 31 May 2026:
     * there it is `["s3"]`. **A destination that is left out loses its queues with what is in them.** Drain them
     * first: stop what comes in with `pulumi destroy --target '**::<name>-queue-target'`
     * (`**::<name>-s3-queue-target` for S3), redrive the dead letters, and wait until `aws sqs get-queue-attributes
     * --attribute-names All --queue-url <URL>` counts no message in either queue. Each once. A plain value: it
     * decides what is made.
     *
     * A list of one or more of cloudtrail-lake, s3. Default: `["cloudtrail-lake"]`.
     */
    destinations?: ("cloudtrail-lake" | "s3")[] | undefined;
    /** The event data store to make. Not together with `eventDataStoreArns` or `channelArn`. */
    eventDataStore?: EventDataStoreSettings | undefined;
    /**
     * Existing event data stores to deliver to, of the category ActivityAuditLog. Together with `channelArn` they
     * only fill in the `queries` output. Each once.
     *
     * A list of 1 to 10 entries, each an ARN like
     * arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/EXAMPLE-f852-4e8f-8bd1-bcf6cEXAMPLE. Default: a
     * store is made.
     */
    eventDataStoreArns?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /** The channel to make. Not together with `channelArn`. */
    channel?: ChannelSettings | undefined;
    /**
     * An existing channel to deliver to, possibly in another account or Region. Not together with `channel` or
     * `eventDataStore`.
     *
     * An ARN like arn:aws:cloudtrail:us-east-1:111122223333:channel/EXAMPLE8-0558-4f7e-a06a-43969EXAMPLE. Default:
     * a channel is made.
     */
    channelArn?: pulumi.Input<string> | undefined;
    /**
     * The external ID that the policy of `channelArn` asks for. For a channel that is made here, give
     * `channel.policy.externalId`. Never shown; a secret stays one in the state.
     *
     * 2-1224 of letters, digits and _+=,.@:/-. Default: none is sent.
     */
    externalId?: pulumi.Input<string> | undefined;
    /** How events get from the bus to the forwarder. */
    delivery?: DeliverySettings | undefined;
    /** The bucket that the events are written to, and its table in Athena. With the destination `s3` only. */
    s3?: S3Settings | undefined;
    /** The Lambda functions that deliver events, one a destination. */
    forwarder?: ForwarderSettings | undefined;
    /** The raw copy of every event in CloudWatch Logs. */
    eventLog?: EventLogSettings | undefined;
    /**
     * Which events are delivered, by their type; all unless given. The function leaves the others out before it
     * looks at them, for every destination: they stay in the raw event log alone, and are counted as `excluded`.
     * The known types are in handler/eventTypes.json. An event whose type is not a number is never left out.
     * `include` leaves out types that OneLogin adds later, `exclude` delivers them.
     */
    eventTypes?: EventTypeSettings | undefined;
    /**
     * Values that reach no destination; all do unless given. The functions redact an event before anything else is
     * made of it, for every destination: its raw copy, its maps, its identity and its address follow. They are keys
     * of `detail` itself; what is inside of a value goes with it. **The raw event log and dead letters keep the
     * event as it came**; docs/privacy.md says how to shorten them or turn them off, which fields are personal, and
     * what detections lose.
     */
    redaction?: RedactionSettings | undefined;
    /**
     * CloudWatch alarms on everything that keeps events from their destination; none unless given. What to do when
     * one fires is in docs/operations.md, and in each alarm's description.
     */
    alarms?: AlarmSettings | undefined;
    /**
     * A CloudWatch dashboard of the flow from the rule to the destinations; none unless given (`{}` is enough; in
     * the stack's configuration, give it a name).
     */
    dashboard?: DashboardSettings | undefined;
    /**
     * Tags of everything that takes tags.
     *
     * An object with at most 50 keys, each key of 1-127 letters, digits, spaces and _.:/=+-@, and not begin with
     * aws:; each value a string of 1-255 letters, digits, spaces and _.:/=+-@ that does not begin with aws:.
     * Default: none.
     */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/**
 * The event data store to make. Not together with `eventDataStoreArns` or `channelArn`.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateEventDataStore.html
 */
export interface EventDataStoreSettings {
    /**
     * Name of the event data store.
     *
     * 3-128 letters, digits, `.`, `_` and `-`. Default: made from the component's name.
     */
    name?: pulumi.Input<string> | undefined;
    /**
     * How the store is paid for. AWS refuses the change from extendable to fixed.
     *
     * `EXTENDABLE_RETENTION_PRICING` or `FIXED_RETENTION_PRICING`. Default: `EXTENDABLE_RETENTION_PRICING`.
     */
    billingMode?: pulumi.Input<"EXTENDABLE_RETENTION_PRICING" | "FIXED_RETENTION_PRICING"> | undefined;
    /**
     * Days that events are kept. With `FIXED_RETENTION_PRICING` at most 2557.
     *
     * A whole number of days from 7 to 3653. Default: 366 with extendable, 2557 with fixed pricing.
     */
    retentionDays?: pulumi.Input<number> | undefined;
    /**
     * A KMS key to encrypt the store with. Its policy must let `cloudtrail.amazonaws.com` use it. It cannot be
     * changed later.
     *
     * An ARN like arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab (a key, not an
     * alias). Default: AWS's own key.
     */
    kmsKeyArn?: pulumi.Input<string> | undefined;
    /**
     * AWS refuses to delete the store while this is true.
     *
     * True or false. Default: `true`.
     */
    terminationProtection?: pulumi.Input<boolean> | undefined;
    /**
     * A destroy leaves the store and its events in the account. False is an error together with termination
     * protection. A plain value: it decides what is made.
     *
     * True or false. Default: `true`.
     */
    retainOnDelete?: boolean | undefined;
}

/**
 * The channel to make. Not together with `channelArn`.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateChannel.html
 */
export interface ChannelSettings {
    /**
     * Name of the channel.
     *
     * 3-128 letters, digits, `.`, `_` and `-`. Default: made from the component's name.
     */
    name?: pulumi.Input<string> | undefined;
    /**
     * Where the channel's events come from. An account has one channel per source and Region; a change replaces the
     * channel.
     *
     * `OneLogin` or `Custom`. Default: `OneLogin`.
     */
    source?: pulumi.Input<"OneLogin" | "Custom"> | undefined;
    /** Lets other accounts deliver to the channel, too. Without it only its own account can. */
    policy?: ChannelPolicySettings | undefined;
}

/**
 * Lets other accounts deliver to the channel, too. Without it only its own account can.
 *
 * @see
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/security_iam_resource-based-policy-examples.html
 */
export interface ChannelPolicySettings {
    /**
     * Accounts that may deliver to the channel, required in a policy. Its document may have 8192 characters: a long
     * external ID leaves room for fewer.
     *
     * A list of 1 to 181 entries, each an account ID of 12 digits, as a string. Default: no other account may
     * deliver.
     */
    accountIds: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * External ID that the channel asks of every call, the forwarder's own included (it sends it). Never shown; a
     * secret stays one in the state.
     *
     * 2-1224 of letters, digits and _+=,.@:/-. Default: none is asked for.
     */
    externalId?: pulumi.Input<string> | undefined;
}

/**
 * How events get from the bus to the forwarder.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export interface DeliverySettings {
    /**
     * `buffered`: a queue between rule and function batches events and survives hours of outage. `direct`: the rule
     * invokes the function with each event. A change deletes the queue: drain it first. A plain value: it decides
     * what is made.
     *
     * `buffered` or `direct`. Default: `buffered`.
     */
    mode?: "buffered" | "direct" | undefined;
    /**
     * Events that the function gets at once. Buffered only.
     *
     * A whole number of events from 1 to 100. Default: `100`.
     */
    batchSize?: pulumi.Input<number> | undefined;
    /**
     * Seconds to wait for a batch to fill; at least 1 for batches above 10. Buffered only.
     *
     * A whole number of seconds from 0 to 300. Default: `5`.
     */
    batchWindowSeconds?: pulumi.Input<number> | undefined;
    /**
     * Deliveries of a message before it is dead-lettered; 100 take about 10 hours with the default timeout. Times
     * the visibility timeout (6 x function timeout + batch window) it must not exceed half of the retention.
     * Buffered only.
     *
     * A whole number of deliveries from 1 to 1000. Default: `100`.
     */
    maxReceiveCount?: pulumi.Input<number> | undefined;
    /**
     * Functions that run at the same time. Buffered only.
     *
     * A whole number of functions from 2 to 1000. Default: `10`.
     */
    maxConcurrency?: pulumi.Input<number> | undefined;
    /**
     * Days that the queue keeps a message. The dead-letter queue always keeps 14. Buffered only.
     *
     * A whole number of days from 1 to 14. Default: `14`.
     */
    retentionDays?: pulumi.Input<number> | undefined;
    /**
     * A KMS key to encrypt the queues with. Its policy must let `events.amazonaws.com` use it. Drain the queues
     * before you name another, or none: what is in them stays encrypted with this one, which the function may not
     * use then.
     *
     * An ARN like arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab (a key, not an
     * alias). Default: SQS's own encryption.
     */
    kmsKeyArn?: pulumi.Input<string> | undefined;
}

/**
 * The bucket that the events are written to, and its table in Athena. With the destination `s3` only.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export interface S3Settings {
    /**
     * Name of the bucket to make. A change makes another bucket.
     *
     * A bucket's name: 3-63 lower-case letters, digits, `.` and `-` that begin and end with a letter or digit,
     * without `..`, not an IP address, and with none of the beginnings xn--, sthree-, amzn-s3-demo- and ends
     * -s3alias, --ol-s3, .mrap, --x-s3, --table-s3, -an, which S3 reserves. Default: made from the component's
     * name.
     */
    bucketName?: pulumi.Input<string> | undefined;
    /**
     * A bucket that exists and is used instead of making one: a log archive's, or your own that a destroy left. It
     * lies in the component's Region (no preview can see another account's bucket: writes to another Region are
     * refused, and events wait until they are dead-lettered), has versioning, owns what is written into it (the
     * Object Ownership `BucketOwnerEnforced`, S3's default for a new one), and is this component's alone (the
     * policy lets nobody else write below `events/`); nothing of it is made or changed: the output
     * `s3BucketPolicyStatements` is what its owner has to add to its policy, before anything can be written. Not
     * together with `bucketName`, `objectLock`, `retentionDays` or `retainOnDelete`, which are its owner's to set.
     */
    existingBucket?: ExistingBucketSettings | undefined;
    /** How long nobody deletes or changes what is written. */
    objectLock?: ObjectLockSettings | undefined;
    /**
     * Days until events expire. More than the lock's.
     *
     * A whole number of days from 1 to 36501. Default: they are kept.
     */
    retentionDays?: pulumi.Input<number> | undefined;
    /**
     * A KMS key of this Region to encrypt objects with. With `existingBucket`, the key that it encrypts with by
     * default: the roles need it. Its policy must let the function's role use `kms:GenerateDataKey`, and readers
     * `kms:Decrypt`. Another key is for new objects: readers need the one before as well, and `athenaReaderPolicy`
     * names the new one alone.
     *
     * An ARN like arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab (a key, not an
     * alias). Default: S3's own encryption.
     */
    kmsKeyArn?: pulumi.Input<string> | undefined;
    /**
     * A destroy, or taking `s3` off the destinations, leaves the bucket in the account, with its events, lock,
     * policy and public access block; what `retentionDays` says ends with the stack, and nothing expires any more.
     * False is an error unless `objectLock.mode` is `NONE`; it **deletes every event** with the bucket. A plain
     * value: it decides what is made.
     *
     * True or false. Default: `true`.
     */
    retainOnDelete?: boolean | undefined;
    /**
     * GiB that one query may read. Athena stops one that reads more.
     *
     * A number of GiB from 0.01 to 1000000. Default: `10`.
     */
    scanLimitGiB?: pulumi.Input<number> | undefined;
    /**
     * How events get from the bus to the function that writes to S3. It always has a queue: an object an event
     * would cost more than the events.
     */
    delivery?: S3DeliverySettings | undefined;
    /**
     * Roles that may create objects besides the function's, for instance to copy history. Each once.
     *
     * A list of 1 to 20 entries, each an ARN like arn:aws:iam::111122223333:role/history. Default: the function's
     * role alone.
     */
    writerArns?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/**
 * A bucket that exists and is used instead of making one: a log archive's, or your own that a destroy left. It
 * lies in the component's Region (no preview can see another account's bucket: writes to another Region are
 * refused, and events wait until they are dead-lettered), has versioning, owns what is written into it (the
 * Object Ownership `BucketOwnerEnforced`, S3's default for a new one), and is this component's alone (the
 * policy lets nobody else write below `events/`); nothing of it is made or changed: the output
 * `s3BucketPolicyStatements` is what its owner has to add to its policy, before anything can be written. Not
 * together with `bucketName`, `objectLock`, `retentionDays` or `retainOnDelete`, which are its owner's to set.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html
 */
export interface ExistingBucketSettings {
    /**
     * Its name.
     *
     * A bucket's name: 3-63 lower-case letters, digits, `.` and `-` that begin and end with a letter or digit,
     * without `..`, not an IP address, and with none of the beginnings xn--, sthree-, amzn-s3-demo- and ends
     * -s3alias, --ol-s3, .mrap, --x-s3, --table-s3, which S3 reserves. Default: a bucket is made.
     */
    name: pulumi.Input<string>;
    /**
     * The account that owns it. S3 refuses what is meant for another account's bucket.
     *
     * An account ID of 12 digits, as a string. Default: a bucket is made.
     */
    accountId: pulumi.Input<string>;
}

/**
 * How long nobody deletes or changes what is written.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export interface ObjectLockSettings {
    /**
     * `GOVERNANCE`: only who has `s3:BypassGovernanceRetention`, and changes the bucket's policy first, can delete.
     * `COMPLIANCE`: nobody can, the account's root and AWS included, until the time is over; **it cannot be
     * undone**, and what is written is paid for so long. `NONE`: no lock. A bucket that had a lock keeps what it
     * locked. A plain value: it decides what is made.
     *
     * `GOVERNANCE` or `COMPLIANCE` or `NONE`. Default: `GOVERNANCE`.
     */
    mode?: "GOVERNANCE" | "COMPLIANCE" | "NONE" | undefined;
    /**
     * Days that an object is locked after it was written. Not with mode `NONE`. A change is for new objects.
     *
     * A whole number of days from 1 to 36500. Default: `366`.
     */
    retentionDays?: pulumi.Input<number> | undefined;
}

/**
 * How events get from the bus to the function that writes to S3. It always has a queue: an object an event
 * would cost more than the events.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export interface S3DeliverySettings {
    /**
     * Events that the function gets at once.
     *
     * A whole number of events from 1 to 10000. Default: `1000`.
     */
    batchSize?: pulumi.Input<number> | undefined;
    /**
     * Seconds to wait for a batch to fill; at least 1 for batches above 10.
     *
     * A whole number of seconds from 0 to 300. Default: `300`.
     */
    batchWindowSeconds?: pulumi.Input<number> | undefined;
    /**
     * Deliveries of a message before it is dead-lettered; 100 take about 18 hours with the default timeout. Times
     * the visibility timeout (6 x function timeout + batch window) it must not exceed half of the retention.
     *
     * A whole number of deliveries from 1 to 1000. Default: `100`.
     */
    maxReceiveCount?: pulumi.Input<number> | undefined;
    /**
     * Functions that run at the same time.
     *
     * A whole number of functions from 2 to 1000. Default: `10`.
     */
    maxConcurrency?: pulumi.Input<number> | undefined;
    /**
     * Days that the queue keeps a message. The dead-letter queue always keeps 14.
     *
     * A whole number of days from 1 to 14. Default: `14`.
     */
    retentionDays?: pulumi.Input<number> | undefined;
    /**
     * A KMS key to encrypt the queues with. Its policy must let `events.amazonaws.com` use it. Drain the queues
     * before you name another, or none: what is in them stays encrypted with this one, which the function may not
     * use then.
     *
     * An ARN like arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab (a key, not an
     * alias). Default: SQS's own encryption.
     */
    kmsKeyArn?: pulumi.Input<string> | undefined;
}

/**
 * The Lambda functions that deliver events, one a destination.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export interface ForwarderSettings {
    /**
     * MB of memory of each function.
     *
     * A whole number of MB from 128 to 10240. Default: 256 for CloudTrail Lake, 512 for S3.
     */
    memorySize?: pulumi.Input<number> | undefined;
    /**
     * Seconds that an invocation may take.
     *
     * A whole number of seconds from 1 to 900. Default: `60`.
     */
    timeoutSeconds?: pulumi.Input<number> | undefined;
    /**
     * Days that the function's log is kept.
     *
     * One of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
     * 3653. Default: `90`.
     */
    logRetentionDays?: pulumi.Input<number> | undefined;
    /**
     * A KMS key to encrypt the function's log with. Its policy must let `logs.<region>.amazonaws.com` use it.
     *
     * An ARN like arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab (a key, not an
     * alias). Default: CloudWatch Logs' own encryption.
     */
    logKmsKeyArn?: pulumi.Input<string> | undefined;
    /**
     * Functions that run at the same time, reserved of the account's. Direct only; buffered delivery has
     * `delivery.maxConcurrency`.
     *
     * A whole number of functions from 1 to 1000. Default: as many as the account has left.
     */
    reservedConcurrency?: pulumi.Input<number> | undefined;
    /**
     * The permissions boundary of the function's role.
     *
     * An ARN like arn:aws:iam::111122223333:policy/boundary. Default: none.
     */
    permissionsBoundaryArn?: pulumi.Input<string> | undefined;
    /**
     * `DEBUG` adds a line for each accepted event, with its id, so that one can tell when it went where. `WARN`
     * leaves out Lambda's own lines about each invocation. The line of each batch, which carries the metrics, is
     * always there; no line holds a value of an event. A plain value: it decides what is made.
     *
     * `INFO` or `DEBUG` or `WARN`. Default: `INFO`.
     */
    logLevel?: "INFO" | "DEBUG" | "WARN" | undefined;
    /**
     * Traces the function with X-Ray. A plain value: it decides what is made.
     *
     * True or false. Default: `false`.
     */
    tracing?: boolean | undefined;
    /**
     * Packs your own installed `@aws-sdk/client-cloudtrail-data` into the function instead of using the Lambda
     * runtime's. A plain value: it decides what is made.
     *
     * True or false. Default: `false`.
     */
    packSdk?: boolean | undefined;
    /**
     * The `eventSource` of every record.
     *
     * 1-1024 printable ASCII characters. Default: `onelogin.com`.
     */
    eventSource?: pulumi.Input<string> | undefined;
}

/**
 * The raw copy of every event in CloudWatch Logs.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-logging.html
 */
export interface EventLogSettings {
    /**
     * Keeps a raw copy of every event. A plain value: it decides what is made.
     *
     * True or false. Default: `true`.
     */
    enabled?: boolean | undefined;
    /**
     * Name of the log group.
     *
     * A log group's name that begins /aws/events/, of at most 512 characters. Default: made from the component's
     * name.
     */
    name?: pulumi.Input<string> | undefined;
    /**
     * Days that the raw events are kept.
     *
     * One of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
     * 3653. Default: `90`.
     */
    retentionDays?: pulumi.Input<number> | undefined;
    /**
     * A KMS key to encrypt the log group with. Its policy must let `logs.<region>.amazonaws.com` use it.
     *
     * An ARN like arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab (a key, not an
     * alias). Default: CloudWatch Logs' own encryption.
     */
    kmsKeyArn?: pulumi.Input<string> | undefined;
    /**
     * CloudWatch Logs refuses to delete the log group while this is true. A destroy or another name then leaves it
     * in the account. A plain value: it decides what is made.
     *
     * True or false. Default: `false`.
     */
    deletionProtection?: boolean | undefined;
    /**
     * Where the permission to write the log is kept: with the account (ten such policies a Region) or with the log
     * group.
     *
     * `account` or `logGroup`. Default: `account`.
     */
    policyScope?: pulumi.Input<"account" | "logGroup"> | undefined;
}

/**
 * Which events are delivered, by their type; all unless given. The function leaves the others out before it
 * looks at them, for every destination: they stay in the raw event log alone, and are counted as `excluded`.
 * The known types are in handler/eventTypes.json. An event whose type is not a number is never left out.
 * `include` leaves out types that OneLogin adds later, `exclude` delivers them.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export interface EventTypeSettings {
    /**
     * The types that are delivered, and no other. Not together with `exclude`. Each once.
     *
     * A list of 1 to 1000 entries, each an event type's id, a whole number from 0 to 999999999. Default: `exclude`
     * says which.
     */
    include?: pulumi.Input<pulumi.Input<number>[]> | undefined;
    /**
     * The types that are left out. Not together with `include`. Each once.
     *
     * A list of 1 to 1000 entries, each an event type's id, a whole number from 0 to 999999999. Default: `include`
     * says which.
     */
    exclude?: pulumi.Input<pulumi.Input<number>[]> | undefined;
}

/**
 * Values that reach no destination; all do unless given. The functions redact an event before anything else is
 * made of it, for every destination: its raw copy, its maps, its identity and its address follow. They are keys
 * of `detail` itself; what is inside of a value goes with it. **The raw event log and dead letters keep the
 * event as it came**; docs/privacy.md says how to shorten them or turn them off, which fields are personal, and
 * what detections lose.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/create_secret.html
 */
export interface RedactionSettings {
    /**
     * Keys that are left out. Each once.
     *
     * A list of 1 to 100 entries, each a key of OneLogin's detail, 1-64 letters, digits and _ that begin with a
     * letter, and none of uuid, account_id, event_timestamp, event_type_id, by which an event is known: leave those
     * as they are. Default: none.
     */
    remove?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * Keys whose value becomes its HMAC-SHA-256, in hexadecimal, behind eight digits that tell the key: equal
     * values stay equal, so that people can join and count. A number hashes as its text, an object or a list as its
     * JSON. Null and an empty text stay as they are. With `hashKeySecretArn`. Each once.
     *
     * A list of 1 to 100 entries, each a key of OneLogin's detail, 1-64 letters, digits and _ that begin with a
     * letter, and none of uuid, account_id, event_timestamp, event_type_id, by which an event is known: leave those
     * as they are. Default: none.
     */
    hash?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * The Secrets Manager secret that holds the key of the hashes: its whole value, of 32 bytes at least. The
     * function reads it when it starts to work and keeps it in memory alone. Without it nothing is delivered:
     * events wait in the queue. A key that is changed makes other hashes, which cannot be joined with those before.
     *
     * An ARN like arn:aws:secretsmanager:us-east-1:111122223333:secret:onelogin-redaction-AbCdEf, with the six
     * letters at its end. Default: required with `hash`.
     */
    hashKeySecretArn?: pulumi.Input<string> | undefined;
    /**
     * The KMS key that the secret is encrypted with, if it is one of your own. Its policy must let the function's
     * role use `kms:Decrypt`.
     *
     * An ARN like arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab (a key, not an
     * alias). Default: Secrets Manager's own, `aws/secretsmanager`.
     */
    hashKeyKmsKeyArn?: pulumi.Input<string> | undefined;
}

/**
 * CloudWatch alarms on everything that keeps events from their destination; none unless given. What to do when
 * one fires is in docs/operations.md, and in each alarm's description.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Alarms.html
 */
export interface AlarmSettings {
    /**
     * What each alarm calls when it fires, required in `alarms`. They lie in the component's Region. The policy of
     * a topic, and of its KMS key, must let `cloudwatch.amazonaws.com` in, that of a function
     * `lambda.alarms.cloudwatch.amazonaws.com`. Each once.
     *
     * A list of 1 to 5 entries, each the ARN of an SNS topic, like arn:aws:sns:us-east-1:111122223333:on-call, a
     * Lambda function, an OpsItem, a response plan or an investigation group. Default: there are no alarms.
     */
    actions: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Calls topics and functions again when an alarm is over. After the first `up` they say once that all is well.
     *
     * True or false. Default: `true`.
     */
    okActions?: pulumi.Input<boolean> | undefined;
    /**
     * Hours without any event after which somebody is called: longer than your company sleeps. CloudWatch looks
     * once an hour, and up to about two hours further back. A new alarm waits for so long, but two days at most,
     * before it judges (with @pulumi/aws 7.46 or later; an earlier one may call once after the first `up`). 0: no
     * such alarm. A plain value: it decides what is made.
     *
     * A whole number of hours from 0 to 168. Default: `24`.
     */
    silenceHours?: number | undefined;
    /**
     * Minutes that an event may wait from its first arrival in the queue. More than one failed try takes: 7 x
     * function timeout and twice the batch window. Buffered only.
     *
     * A whole number of minutes from 1 to 1440. Default: `30`.
     */
    waitMinutes?: pulumi.Input<number> | undefined;
}

/**
 * A CloudWatch dashboard of the flow from the rule to the destinations; none unless given (`{}` is enough; in
 * the stack's configuration, give it a name).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
 */
export interface DashboardSettings {
    /**
     * Name of the dashboard. An account has each name once, in all Regions: another dashboard of that name is
     * overwritten.
     *
     * 1-255 letters, digits, `_` and `-`. Default: made from the component's name, as the rule's is.
     */
    name?: pulumi.Input<string> | undefined;
}
