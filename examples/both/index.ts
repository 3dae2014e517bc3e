import * as pulumi from "@pulumi/pulumi";
import { OneLoginCloudTrailLake } from "onelogin-cloudtrail-lake";

const archive = new pulumi.Config().requireObject<{ name: string; accountId: string }>("archive");

const lake = new OneLoginCloudTrailLake("onelogin", {
    eventSourceName: new pulumi.Config().require("eventSourceName"),
    destinations: ["cloudtrail-lake", "s3"],
    // Of the account that keeps all logs.
    s3: { existingBucket: archive },
});

/** The same SQL for both, to paste into either's editor. */
export const queries = lake.queries;
export const athenaQueries = lake.athenaQueries;
/** For the archive's owner, before the first event. */
export const bucketPolicyStatements = lake.s3BucketPolicyStatements;
/** Nothing should be in there. */
export const deadLetterQueueUrls = [lake.deadLetterQueueUrl, lake.s3DeadLetterQueueUrl];
