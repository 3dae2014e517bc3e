import * as pulumi from "@pulumi/pulumi";
import { inputs } from "../../../components/inputs/table";
import type { LooseArgs } from "../../support/pulumi/component";
import { itSays } from "../../support/pulumi/saying";

const long = (length: number) => "x".repeat(length);
const tag = "must be a string of 1-255 letters, digits, spaces and _.:/=+-@ that does not begin with aws:";

/** [arguments, the line that the engine prints of them] */
const invalid: [LooseArgs, string][] = [
    [{ tags: ["a"] }, "tags: a list of length 1 must be an object with at most 50 keys"],
    [
        { destinations: { s3: true } },
        "destinations: an object with 1 keys must be a list of one or more of cloudtrail-lake, s3",
    ],
    [
        { eventBusName: "a\n", eventSourceName: undefined },
        `eventBusName: "a\\n" must be ${inputs.eventBusName.expected}`,
    ],
    [{ tags: { a: long(256) } }, `tags["a"]: "${long(119)}… ${tag}`],
    [
        { tags: { "AWS:a": "b" } },
        'tags["AWS:a"]: its key must be of 1-127 letters, digits, spaces and _.:/=+-@, and not begin with aws:',
    ],
    // Not an object, or not a plain one.
    [
        { channel: "mine" },
        "channel: must be a plain object with any of name, source, policy (these may be Outputs)",
    ],
    [
        { channel: { policy: null } },
        "channel.policy: must be a plain object with any of accountIds, externalId (these may be Outputs)",
    ],
    [
        { channel: pulumi.output({ name: "mine" }) },
        "channel: must be a plain object with any of name, source, policy (these may be Outputs)",
    ],
    [
        { eventLog: Promise.resolve({}) },
        "eventLog: must be a plain object with any of enabled, name, retentionDays, kmsKeyArn, deletionProtection, policyScope (these may be Outputs)",
    ],
    // Misspelt.
    [
        { eventsourceName: "x" },
        "eventsourceName: there is no such input; the component takes eventSourceName, eventBusName, eventSourceNames, destinations, eventDataStore, eventDataStoreArns, channel, channelArn, externalId, delivery, s3, forwarder, eventLog, eventTypes, redaction, alarms, dashboard, tags",
    ],
    [
        { delivery: { batchsize: 5 } },
        "delivery.batchsize: there is no such input; delivery takes mode, batchSize, batchWindowSeconds, maxReceiveCount, maxConcurrency, retentionDays, kmsKeyArn",
    ],
    [
        { channel: { policy: { accountIds: ["111122223333"], externalID: "s3cr3t" } } },
        "channel.policy.externalID: there is no such input; channel.policy takes accountIds, externalId",
    ],
    [
        { eventLog: { constructor: 1 } },
        "eventLog.constructor: there is no such input; eventLog takes enabled, name, retentionDays, kmsKeyArn, deletionProtection, policyScope",
    ],
];

describe("tags, and values of the wrong shape", () => {
    for (const [args, line] of invalid) itSays(args, line);
});
