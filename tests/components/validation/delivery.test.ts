import type { LooseArgs } from "../../support/pulumi/component";
import { itSays } from "../../support/pulumi/saying";

const integer = (unit: string, min: number, max: number) =>
    `must be a whole number of ${unit} from ${min} to ${max}`;
const days =
    "must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653";
const key =
    "must be an ARN like arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab (a key, not an alias)";
const boundary = "must be an ARN like arn:aws:iam::111122223333:policy/boundary";
const logName = "must be a log group's name that begins /aws/events/, of at most 512 characters";
const flag = "must be true or false";
const alias = "arn:aws:kms:us-east-1:111122223333:alias/mine";
const long = (length: number) => "x".repeat(length);

/** [arguments, the line that the engine prints of them] */
const invalid: [LooseArgs, string][] = [
    [{ delivery: { mode: "fast" } }, 'delivery.mode: "fast" must be one of buffered, direct'],
    [{ delivery: { batchSize: 0 } }, `delivery.batchSize: 0 ${integer("events", 1, 100)}`],
    [{ delivery: { batchSize: 101 } }, `delivery.batchSize: 101 ${integer("events", 1, 100)}`],
    [{ delivery: { batchSize: 1.5 } }, `delivery.batchSize: 1.5 ${integer("events", 1, 100)}`],
    [{ delivery: { batchSize: "10" } }, `delivery.batchSize: "10" ${integer("events", 1, 100)}`],
    [{ delivery: { batchSize: NaN } }, `delivery.batchSize: NaN ${integer("events", 1, 100)}`],
    [
        { delivery: { batchWindowSeconds: -1 } },
        `delivery.batchWindowSeconds: -1 ${integer("seconds", 0, 300)}`,
    ],
    [
        { delivery: { batchWindowSeconds: 301 } },
        `delivery.batchWindowSeconds: 301 ${integer("seconds", 0, 300)}`,
    ],
    [{ delivery: { maxReceiveCount: 0 } }, `delivery.maxReceiveCount: 0 ${integer("deliveries", 1, 1000)}`],
    [
        { delivery: { maxReceiveCount: 1001 } },
        `delivery.maxReceiveCount: 1001 ${integer("deliveries", 1, 1000)}`,
    ],
    [{ delivery: { maxConcurrency: 1 } }, `delivery.maxConcurrency: 1 ${integer("functions", 2, 1000)}`],
    [
        { delivery: { maxConcurrency: 1001 } },
        `delivery.maxConcurrency: 1001 ${integer("functions", 2, 1000)}`,
    ],
    [{ delivery: { retentionDays: 0 } }, `delivery.retentionDays: 0 ${integer("days", 1, 14)}`],
    [{ delivery: { retentionDays: 15 } }, `delivery.retentionDays: 15 ${integer("days", 1, 14)}`],
    [{ delivery: { kmsKeyArn: alias } }, `delivery.kmsKeyArn: "${alias}" ${key}`],
    [{ forwarder: { memorySize: 127 } }, `forwarder.memorySize: 127 ${integer("MB", 128, 10240)}`],
    [{ forwarder: { memorySize: 10241 } }, `forwarder.memorySize: 10241 ${integer("MB", 128, 10240)}`],
    [{ forwarder: { timeoutSeconds: 0 } }, `forwarder.timeoutSeconds: 0 ${integer("seconds", 1, 900)}`],
    [{ forwarder: { timeoutSeconds: 901 } }, `forwarder.timeoutSeconds: 901 ${integer("seconds", 1, 900)}`],
    [{ forwarder: { logRetentionDays: 2 } }, `forwarder.logRetentionDays: 2 ${days}`],
    [
        { forwarder: { permissionsBoundaryArn: "boundary" } },
        `forwarder.permissionsBoundaryArn: "boundary" ${boundary}`,
    ],
    [{ forwarder: { tracing: "yes" } }, `forwarder.tracing: "yes" ${flag}`],
    [{ forwarder: { packSdk: 1 } }, `forwarder.packSdk: 1 ${flag}`],
    [
        { forwarder: { eventSource: "" } },
        'forwarder.eventSource: "" must be 1-1024 printable ASCII characters',
    ],
    [
        { forwarder: { eventSource: "onelogin.com\n" } },
        'forwarder.eventSource: "onelogin.com\\n" must be 1-1024 printable ASCII characters',
    ],
    // CloudTrail Lake counts bytes: these are 1026.
    [
        { forwarder: { eventSource: "ü".repeat(513) } },
        `forwarder.eventSource: "${"ü".repeat(119)}… must be 1-1024 printable ASCII characters`,
    ],
    [
        { forwarder: { eventSource: long(1025) } },
        `forwarder.eventSource: "${long(119)}… must be 1-1024 printable ASCII characters`,
    ],
    [{ eventLog: { enabled: null } }, `eventLog.enabled: null ${flag}`],
    [{ eventLog: { name: "/aws/lambda/x" } }, `eventLog.name: "/aws/lambda/x" ${logName}`],
    [
        { eventLog: { name: `/aws/events/${long(501)}` } },
        `eventLog.name: "/aws/events/${long(107)}… ${logName}`,
    ],
    [{ eventLog: { retentionDays: 91 } }, `eventLog.retentionDays: 91 ${days}`],
    [{ eventLog: { kmsKeyArn: "key" } }, `eventLog.kmsKeyArn: "key" ${key}`],
    [
        { eventLog: { policyScope: "group" } },
        'eventLog.policyScope: "group" must be one of account, logGroup',
    ],
];

describe("an invalid setting of delivery, forwarder or raw log", () => {
    for (const [args, line] of invalid) itSays(args, line);
});
