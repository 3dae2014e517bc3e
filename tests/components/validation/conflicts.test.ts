import { expect } from "chai";
import { enough, recordLake } from "../../support/pulumi/component";
import { itSays } from "../../support/pulumi/saying";

const channelArn = "arn:aws:cloudtrail:us-east-1:111122223333:channel/abc";
const storeArn = "arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/abc";

const required =
    "eventSourceName or eventBusName: one of them is required; give the partner event source that OneLogin made, or a bus that gets its events";
describe("inputs that exclude or need each other", () => {
    itSays({ eventSourceName: undefined }, required);
    itSays(
        { eventBusName: "mine" },
        "eventSourceName and eventBusName: both are given; keep eventSourceName to make the bus, or eventBusName to use one that exists",
    );
    itSays(
        { eventDataStore: {}, eventDataStoreArns: [storeArn] },
        "eventDataStore and eventDataStoreArns: both are given; keep eventDataStore to make a store, or eventDataStoreArns to use what exists",
    );
    itSays(
        { channel: {}, channelArn },
        "channel and channelArn: both are given; keep channel to make one, or channelArn to use one that exists",
    );
    itSays(
        { eventDataStore: {}, channelArn },
        "eventDataStore and channelArn: both are given; an existing channel has its stores already; leave eventDataStore out",
    );
    itSays(
        { externalId: "s3cr3t" },
        "externalId: it goes with channelArn; for a channel that is made here, set channel.policy.externalId",
    );
    itSays(
        { channel: { policy: {} } },
        "channel.policy.accountIds: is missing; name the accounts that may deliver to the channel",
    );
    itSays(
        { eventSourceNames: ["aws.partner/onelogin.com/US-1/a"] },
        "eventSourceNames: it goes with eventBusName; a bus that is made for eventSourceName carries that source only",
    );
    itSays(
        { forwarder: { reservedConcurrency: 5 } },
        "forwarder.reservedConcurrency: has no meaning with mode buffered, where it would throttle the queue's pollers; set delivery.maxConcurrency",
    );
    for (const input of [
        "batchSize",
        "batchWindowSeconds",
        "maxReceiveCount",
        "maxConcurrency",
        "retentionDays",
    ])
        itSays(
            { delivery: { mode: "direct", [input]: 5 } },
            `delivery.${input}: has no meaning with mode direct, which has no queue; leave it out, or set delivery.mode to buffered`,
        );
});

describe("limits that depend on another input", () => {
    itSays(
        { eventDataStore: { billingMode: "FIXED_RETENTION_PRICING", retentionDays: 2558 } },
        "eventDataStore.retentionDays: 2558 must be a whole number of days from 7 to 2557 with FIXED_RETENTION_PRICING",
    );
    itSays(
        { eventDataStore: { retainOnDelete: false } },
        "eventDataStore.retainOnDelete: false would make the destroy fail while eventDataStore.terminationProtection is true; set that to false first",
    );
    itSays(
        { delivery: { batchWindowSeconds: 0, batchSize: 11 } },
        "delivery.batchWindowSeconds: 0 must be at least 1 if delivery.batchSize is 11; Lambda takes 0 only for batches of up to 10",
    );
    itSays(
        { delivery: { retentionDays: 1, maxReceiveCount: 119 } },
        "delivery.maxReceiveCount: 119 deliveries of 365 s (6 x forwarder.timeoutSeconds + delivery.batchWindowSeconds) exceed half of the day that " +
            "messages are kept: they would expire before they are dead-lettered; lower it to 118 or less",
    );
    itSays(
        { delivery: { maxReceiveCount: 112 }, forwarder: { timeoutSeconds: 900 } },
        "delivery.maxReceiveCount: 112 deliveries of 5405 s (6 x forwarder.timeoutSeconds + delivery.batchWindowSeconds) exceed half of the 14 days that " +
            "messages are kept: they would expire before they are dead-lettered; lower it to 111 or less",
    );
});

describe("several faults", () => {
    itSays(
        { channelArn: "x", delivery: { batchSize: 0, retentionDays: 99 }, tags: { a: 1 } },
        'channelArn: "x" must be an ARN like arn:aws:cloudtrail:us-east-1:111122223333:channel/EXAMPLE8-0558-4f7e-a06a-43969EXAMPLE',
        "delivery.batchSize: 0 must be a whole number of events from 1 to 100",
        "delivery.retentionDays: 99 must be a whole number of days from 1 to 14",
        'tags["a"]: 1 must be a string of 1-255 letters, digits, spaces and _.:/=+-@ that does not begin with aws:',
    );
    it("of values and of what is given at all, in one message", async () => {
        const { errors } = await recordLake({ ...enough, channelArn: "x", channel: {} });
        expect(errors.join()).to.match(
            /- channelArn: "x" must be .*\n.*- channel and channelArn: both are given/,
        );
    });
    // A misspelt name may be the one that is missing: it is not asked for as well.
    itSays(
        { eventSourceName: undefined, eventSource: "aws.partner/onelogin.com/US-1/a" },
        "eventSource: there is no such input; the component takes eventSourceName, eventBusName, eventSourceNames, destinations, eventDataStore, eventDataStoreArns, channel, channelArn, externalId, delivery, s3, forwarder, eventLog, eventTypes, redaction, alarms, dashboard, tags",
    );
});
