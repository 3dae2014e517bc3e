import * as pulumi from "@pulumi/pulumi";
import { OneLoginCloudTrailLake } from "onelogin-cloudtrail-lake";

const lake = new OneLoginCloudTrailLake("onelogin", {
    eventSourceName: new pulumi.Config().require("eventSourceName"),
});

/** SQL to paste into CloudTrail Lake's editor. */
export const queries = lake.queries;
/** Nothing should be in there. */
export const deadLetterQueueUrl = lake.deadLetterQueueUrl;
