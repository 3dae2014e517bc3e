import type * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { placeOf } from "./arns";
import { eventsPrefix } from "../handler/columns";
import { crossAccountStatements, guardStatements } from "./bucketPolicy";
import type { BuildContext } from "./context";
import type { Source } from "./source";

/** The bucket that events are written to. */
export interface Bucket {
    name: pulumi.Output<string>;
    arn: pulumi.Output<string>;
    /** The account that it belongs to. */
    owner: pulumi.Output<string>;
    /** What has to be there before the first object, if the bucket is made here: without a lock that would not be locked. */
    guards(role: iam.Role): pulumi.Resource[];
    /** What its owner has to add to the policy of a bucket that exists. */
    policyStatements?(role: iam.Role): pulumi.Output<string>;
}

/** Of a bucket that is made, and of all that guards it: a kept bucket must not lose its policy or its lock. */
function bucketOptions(context: BuildContext, ...before: pulumi.Resource[]) {
    return { ...context.options(...before), retainOnDelete: context.settings.s3.retainOnDelete };
}

/**
 * Object Lock by a resource of its own: `objectLockEnabled` of the bucket would replace the bucket that lacks it. It needs
 * versioning, and has no effect on what was written before.
 */
function makeLock(
    context: BuildContext,
    bucket: s3.Bucket,
    versioning: s3.BucketVersioning,
): pulumi.Resource[] {
    const { mode, retentionDays: days } = context.settings.s3.objectLock;
    if (mode === "NONE") return [];
    return [
        new s3.BucketObjectLockConfiguration(
            `${context.name}-s3-object-lock`,
            { bucket: bucket.bucket, rule: { defaultRetention: { mode, days } } },
            bucketOptions(context, versioning),
        ),
    ];
}

/** With a key of the customer's, one that S3 derives for the bucket spares a call to KMS for each object. */
function makeEncryption(
    context: BuildContext,
    bucket: s3.Bucket,
): s3.BucketServerSideEncryptionConfiguration {
    const { kmsKeyArn } = context.settings.s3;
    const rule =
        kmsKeyArn === undefined
            ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
            : {
                  applyServerSideEncryptionByDefault: {
                      sseAlgorithm: "aws:kms",
                      kmsMasterKeyId: kmsKeyArn,
                  },
                  bucketKeyEnabled: true,
              };
    return new s3.BucketServerSideEncryptionConfiguration(
        `${context.name}-s3-encryption`,
        { bucket: bucket.bucket, rules: [rule] },
        bucketOptions(context),
    );
}

/**
 * In a bucket with versions, expiration hides; what is hidden goes a day later, and then what hid it. Unlike the bucket it is
 * deleted when it is not asked for any more: retained, it would go on deleting events that are to be kept.
 */
function makeLifecycle(context: BuildContext, bucket: s3.Bucket, versioning: s3.BucketVersioning): void {
    const { retentionDays } = context.settings.s3;
    if (retentionDays === undefined) return;
    const rule = { status: "Enabled", filter: { prefix: eventsPrefix } };
    new s3.BucketLifecycleConfiguration(
        `${context.name}-s3-lifecycle`,
        {
            bucket: bucket.bucket,
            rules: [
                {
                    ...rule,
                    id: "expire-events",
                    expiration: { days: retentionDays },
                    noncurrentVersionExpiration: { noncurrentDays: 1 },
                },
                // S3 takes this together with no number of days.
                { ...rule, id: "remove-markers", expiration: { expiredObjectDeleteMarker: true } },
            ],
        },
        { ...context.options(versioning), retainOnDelete: false },
    );
}

/** The roles that may write: the function's, and those that the customer named. */
function writers({ settings }: BuildContext, role: iam.Role): pulumi.Output<string[]> {
    return pulumi.all([role.arn, settings.s3.writerArns ?? []]).apply(([arn, others]) => [arn, ...others]);
}

function makeBucketHere(context: BuildContext, source: Source): Bucket {
    const { name, settings } = context;
    const bucket = new s3.Bucket(
        `${name}-s3-bucket`,
        {
            bucket: settings.s3.bucketName,
            forceDestroy: settings.s3.retainOnDelete ? undefined : true,
            tags: settings.tags,
        },
        bucketOptions(context),
    );
    const publicAccess = new s3.BucketPublicAccessBlock(
        `${name}-s3-public-access`,
        {
            bucket: bucket.bucket,
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        },
        bucketOptions(context),
    );
    const versioning = new s3.BucketVersioning(
        `${name}-s3-versioning`,
        { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
        bucketOptions(context),
    );
    const lock = makeLock(context, bucket, versioning);
    const encryption = makeEncryption(context, bucket);
    makeLifecycle(context, bucket, versioning);
    return {
        name: bucket.bucket,
        arn: bucket.arn,
        owner: source.rule.arn.apply((arn) => placeOf(arn).account),
        guards(role) {
            const policy = pulumi
                .all([bucket.arn, writers(context, role)])
                .apply(([arn, arns]) =>
                    JSON.stringify({ Version: "2012-10-17", Statement: guardStatements(arn, arns) }),
                );
            const bucketPolicy = new s3.BucketPolicy(
                `${name}-s3-bucket-policy`,
                { bucket: bucket.bucket, policy },
                bucketOptions(context, publicAccess),
            );
            return [bucketPolicy, encryption, ...lock];
        },
    };
}

/** The bucket to write to: one that exists, or one that is made. */
export function makeBucket(context: BuildContext, source: Source): Bucket {
    const { existingBucket } = context.settings.s3;
    if (existingBucket === undefined) return makeBucketHere(context, source);
    const { name, accountId } = existingBucket;
    const place = source.rule.arn.apply(placeOf);
    const arn = pulumi.interpolate`arn:${place.partition}:s3:::${name}`;
    return {
        name: pulumi.output(name),
        arn,
        owner: pulumi.output(accountId),
        guards: () => [],
        policyStatements: (role) =>
            pulumi
                .all([arn, accountId, place, writers(context, role)])
                .apply(([bucketArn, owner, { partition, account }, arns]) => {
                    const reader = `arn:${partition}:iam::${account}:root`;
                    const statements = [
                        ...(owner === account ? [] : crossAccountStatements(bucketArn, arns, reader)),
                        ...guardStatements(bucketArn, arns),
                    ];
                    return JSON.stringify(statements, undefined, 2);
                }),
    };
}
