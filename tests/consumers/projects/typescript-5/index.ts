import { OneLoginCloudTrailLake } from "onelogin-cloudtrail-lake";

const lake = new OneLoginCloudTrailLake("onelogin", {
    eventSourceName: "aws.partner/onelogin.com/US-205033/061112e9cb",
    tags: { team: "security" },
});

export const channelArn = lake.channelArn;
export const queries = lake.queries;
