import * as pulumi from "@pulumi/pulumi";
import { OneLoginCloudTrailLake, type OneLoginCloudTrailLakeArgs } from "onelogin-cloudtrail-lake";

const config = new pulumi.Config();

const args: OneLoginCloudTrailLakeArgs = {
    eventSourceName: pulumi.output("aws.partner/onelogin.com/US-205033/061112e9cb"),
    eventDataStore: { retentionDays: 400, retainOnDelete: true },
    delivery: { mode: "buffered", batchSize: config.getNumber("batchSize") },
    forwarder: { memorySize: 512, logRetentionDays: 30 },
    eventLog: { retentionDays: 30 },
    tags: { team: "security", stack: pulumi.getStack() },
};

const lake = new OneLoginCloudTrailLake("onelogin", args);

export const channelArn: pulumi.Output<string> | undefined = lake.channelArn;
export const queries: pulumi.Output<Record<string, string>> | undefined = lake.queries;
