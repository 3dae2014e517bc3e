import * as pulumi from "@pulumi/pulumi";
import { OneLoginCloudTrailLake } from "onelogin-cloudtrail-lake";

const config = new pulumi.Config();

const lake = new OneLoginCloudTrailLake("onelogin", {
    eventSourceName: config.require("eventSourceName"),
    channelArn: config.require("channelArn"),
    externalId: config.requireSecret("externalId"),
});

/** The central account's administrator sees it call PutAuditEvents. */
export const roleArn = lake.roleArn;
export const deadLetterQueueUrl = lake.deadLetterQueueUrl;
