import * as pulumi from "@pulumi/pulumi";
import { OneLoginCloudTrailLake } from "onelogin-cloudtrail-lake";
import { makeKey } from "./key";

const config = new pulumi.Config();
const tags = { team: "security", "data-classification": "confidential" };
const key = makeKey("onelogin", tags);

const lake = new OneLoginCloudTrailLake(
    "onelogin",
    {
        eventSourceName: config.require("eventSourceName"),
        // Made by an earlier stack, with the years of events that are in it.
        eventDataStoreArns: [config.require("eventDataStoreArn")],
        delivery: { kmsKeyArn: key.arn },
        forwarder: {
            permissionsBoundaryArn: config.require("permissionsBoundaryArn"),
            logRetentionDays: 365,
        },
        eventLog: { kmsKeyArn: key.arn, retentionDays: 30 },
        alarms: { actions: [config.require("alarmTopicArn")] },
        dashboard: {},
        tags,
    },
    // Nothing of it is deleted or replaced before somebody runs `pulumi state unprotect`.
    { protect: true },
);

export const queries = lake.queries;
export const queueUrl = lake.queueUrl;
export const deadLetterQueueUrl = lake.deadLetterQueueUrl;
export const eventLogGroupName = lake.eventLogGroupName;
