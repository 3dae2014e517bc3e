import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Rule } from "../../components/inputs/rules";
import { leaves } from "../../components/inputs/settings";
import { storeRetention } from "../../components/inputs/lake";
import { inputs } from "../../components/inputs/table";

const { members: eventDataStore } = inputs.eventDataStore;
const { members: channel } = inputs.channel;
const { members: delivery } = inputs.delivery;
const { members: s3 } = inputs.s3;
const { members: forwarder } = inputs.forwarder;
const { members: eventLog } = inputs.eventLog;
const { members: alarms } = inputs.alarms;
const long = (length: number) => "x".repeat(length);
const arns = (service: string, resource: string) => [
    `arn:aws:${service}:us-east-1:111122223333:${resource}`,
    `arn:aws-cn:${service}:cn-northwest-1:111122223333:${resource}`,
    `arn:aws-us-gov:${service}:us-gov-west-1:111122223333:${resource}`,
    `arn:aws-iso-b:${service}:us-isob-east-1:111122223333:${resource}`,
    `arn:aws-eusc:${service}:eusc-de-east-1:111122223333:${resource}`,
];
const keys = arns("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab").concat(
    "arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
);
const logDays = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 3653];

/** [input, its rule, values at the edge of what AWS takes]; what lies beyond is tested with its message. */
const taken: [string, Rule, unknown[]][] = [
    [
        "eventSourceName",
        inputs.eventSourceName,
        [
            "aws.partner/onelogin.com/US-205033/061112e9cb",
            "aws.partner/a/b",
            "aws.partner/a.b/_-/Z9/0",
            `aws.partner/a/${long(242)}`,
        ],
    ],
    ["eventBusName", inputs.eventBusName, ["a", "default", "aws.partner/a/b", long(256)]],
    ["eventDataStore.name", eventDataStore.name, ["abc", "A.b_c-9", long(128)]],
    ["eventDataStore.retentionDays", eventDataStore.retentionDays, [7, 3653]],
    ["… extendable", storeRetention.EXTENDABLE_RETENTION_PRICING, [7, 3653]],
    ["… fixed", storeRetention.FIXED_RETENTION_PRICING, [7, 2557]],
    ["eventDataStore.kmsKeyArn", eventDataStore.kmsKeyArn, keys],
    [
        "eventDataStoreArns",
        inputs.eventDataStoreArns,
        [["x"], arns("cloudtrail", "eventdatastore/a-1"), Array(10).fill("x")],
    ],
    ["… each", inputs.eventDataStoreArns.each!, arns("cloudtrail", "eventdatastore/a-1")],
    ["channelArn", inputs.channelArn, arns("cloudtrail", "channel/EXAMPLE8-0558-4f7e-a06a-43969EXAMPLE")],
    ["externalId", inputs.externalId, ["ab", "aZ9_+=,.@:/-", long(1224)]],
    [
        "channel.policy.accountIds, each",
        channel.policy.members.accountIds.each!,
        ["000000000000", "999999999999"],
    ],
    ["delivery.batchSize", delivery.batchSize, [1, 100]],
    ["delivery.batchWindowSeconds", delivery.batchWindowSeconds, [0, 300]],
    ["delivery.maxReceiveCount", delivery.maxReceiveCount, [1, 1000]],
    ["delivery.maxConcurrency", delivery.maxConcurrency, [2, 1000]],
    ["delivery.retentionDays", delivery.retentionDays, [1, 14]],
    [
        "s3.bucketName",
        s3.bucketName,
        ["abc", "9.a-b.0", "a".repeat(63), "my-bucket-s3alias-x", "eventsxmrap", "1.2.3.4.5"],
    ],
    [
        "s3.existingBucket.name",
        s3.existingBucket.members.name,
        ["events-111122223333-us-west-2-an", "192.168.5.x"],
    ],
    ["s3.objectLock.retentionDays", s3.objectLock.members.retentionDays, [1, 36_500]],
    ["s3.retentionDays", s3.retentionDays, [1, 36_501]],
    ["s3.scanLimitGiB", s3.scanLimitGiB, [0.01, 1_000_000]],
    ["s3.kmsKeyArn", s3.kmsKeyArn, keys],
    ["s3.writerArns, each", s3.writerArns.each!, ["arn:aws:iam::111122223333:role/service-role/h+=,.@_-"]],
    ["s3.delivery.batchSize", s3.delivery.members.batchSize, [1, 10_000]],
    ["s3.delivery.batchWindowSeconds", s3.delivery.members.batchWindowSeconds, [0, 300]],
    ["forwarder.memorySize", forwarder.memorySize, [128, 10240]],
    ["forwarder.timeoutSeconds", forwarder.timeoutSeconds, [1, 900]],
    ["forwarder.logRetentionDays", forwarder.logRetentionDays, logDays],
    [
        "forwarder.permissionsBoundaryArn",
        forwarder.permissionsBoundaryArn,
        [
            "arn:aws:iam::111122223333:policy/team/b.o+u=n,d@a_r-y",
            "arn:aws-cn:iam::aws:policy/ReadOnlyAccess",
        ],
    ],
    ["forwarder.eventSource", forwarder.eventSource, ["x", " ~", long(1024)]],
    ["alarms.silenceHours", alarms.silenceHours, [0, 168]],
    ["alarms.waitMinutes", alarms.waitMinutes, [1, 1440]],
    [
        "alarms.actions, each",
        alarms.actions.each!,
        [
            ...arns("sns", `a-Z_9${long(251)}`),
            ...arns("sns", "on-call.fifo"),
            ...arns("lambda", "function:page:$LATEST"),
            ...arns("ssm", "opsitem:4#CATEGORY=Security"),
            "arn:aws-us-gov:ssm-incidents::111122223333:response-plan/on-call",
            "arn:aws:aiops:us-east-1:111122223333:investigation-group:aBc123",
        ],
    ],
    ["dashboard.name", inputs.dashboard.members.name, ["a", `A_9-${long(251)}`]],
    ["eventLog.name", eventLog.name, ["/aws/events/x", `/aws/events/${long(500)}`]],
    ["eventLog.retentionDays", eventLog.retentionDays, logDays],
];

describe("what the inputs take", () => {
    for (const [input, rule, values] of taken) {
        it(input, () => {
            for (const value of values) expect(rule.accepts(value), JSON.stringify(value)).to.equal(true);
        });
    }

    it("the values that there are, as unions, which an editor completes", () => {
        const types = fs
            .readFileSync(path.join(__dirname, "../../components/inputs/args.ts"), "utf8")
            .split("\n");
        const unions = leaves().filter(({ input: { type, values } }) => type === "string" && values);
        expect(unions.map(({ path }) => path.join("."))).to.include.members([
            "eventDataStore.billingMode",
            "channel.source",
            "delivery.mode",
            "eventLog.policyScope",
        ]);
        for (const { path, input } of unions) {
            const [name, union] = [
                path.at(-1),
                input.values?.map((value) => JSON.stringify(value)).join(" | "),
            ];
            const typed = types.filter(
                (line) => line.includes(` ${name}?: `) && line.includes(union as string),
            );
            expect(typed, path.join(".")).to.have.length(1);
        }
    });

    it("their own defaults", () => {
        for (const { path, input } of leaves()) {
            if (input.default !== undefined)
                expect(input.accepts(input.default), path.join(".")).to.equal(true);
        }
        for (const rule of Object.values(storeRetention)) expect(rule.accepts(rule.default)).to.equal(true);
    });
});
