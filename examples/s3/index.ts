import * as pulumi from "@pulumi/pulumi";
import { OneLoginCloudTrailLake } from "onelogin-cloudtrail-lake";

const lake = new OneLoginCloudTrailLake("onelogin", {
    eventSourceName: new pulumi.Config().require("eventSourceName"),
    destinations: ["s3"],
});

/** SQL to paste into Athena's editor, in this workgroup. */
export const queries = lake.athenaQueries;
export const workgroup = lake.athenaWorkgroupName;
/** The permissions of whoever queries: attach them to their role. */
export const readerPolicy = lake.athenaReaderPolicy;
/** Nothing should be in there. */
export const { s3DeadLetterQueueUrl } = lake;
