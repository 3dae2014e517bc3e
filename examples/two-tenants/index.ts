import * as pulumi from "@pulumi/pulumi";
import { OneLoginCloudTrailLake } from "onelogin-cloudtrail-lake";

const config = new pulumi.Config();

const workforce = new OneLoginCloudTrailLake("workforce", {
    eventSourceName: config.require("workforceEventSource"),
});

const customers = new OneLoginCloudTrailLake("customers", {
    eventSourceName: config.require("customersEventSource"),
    // An account has one channel of the source OneLogin in a Region: both tenants deliver to it.
    channelArn: workforce.channelArn,
});

export const queries = workforce.queries;
export const deadLetterQueueUrls = [workforce.deadLetterQueueUrl, customers.deadLetterQueueUrl];
