"use strict";
const { OneLoginCloudTrailLake } = require("onelogin-cloudtrail-lake");

const lake = new OneLoginCloudTrailLake("onelogin", {
    eventSourceName: "aws.partner/onelogin.com/US-205033/061112e9cb",
    forwarder: { packSdk: true },
});

exports.channelArn = lake.channelArn;
exports.queries = lake.queries;
