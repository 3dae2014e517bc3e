import * as pulumi from "@pulumi/pulumi";
import { OneLoginCloudTrailLake } from "onelogin-cloudtrail-lake";

const config = new pulumi.Config();

const lake = new OneLoginCloudTrailLake("onelogin", {
    eventSourceName: config.require("eventSourceName"),
    channel: {
        policy: {
            accountIds: config.requireObject<string[]>("memberAccountIds"),
            externalId: config.requireSecret("externalId"),
        },
    },
});

/** For the member accounts, with the external ID. */
export const channelArn = lake.channelArn;
export const queries = lake.queries;
