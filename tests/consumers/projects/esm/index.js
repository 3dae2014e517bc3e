import { OneLoginCloudTrailLake } from "onelogin-cloudtrail-lake";

const lake = new OneLoginCloudTrailLake("onelogin", {
    eventSourceName: "aws.partner/onelogin.com/US-205033/061112e9cb",
});

export const { channelArn, queries } = lake;
