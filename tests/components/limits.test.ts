import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { storeRetention } from "../../components/inputs/lake";
import type { Rule } from "../../components/inputs/rules";
import { leaves } from "../../components/inputs/settings";
import { recordLake } from "../support/pulumi/component";

const long = (length: number) => "x".repeat(length);
const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:111122223333:${resource}`;
const partitions = (service: string, resource: string) => [
    arn(service, resource),
    `arn:aws-cn:${service}:cn-northwest-1:111122223333:${resource}`,
    `arn:aws-us-gov:${service}:us-gov-west-1:111122223333:${resource}`,
    `arn:aws-iso-b:${service}:us-isob-east-1:111122223333:${resource}`,
    `arn:aws-eusc:${service}:eusc-de-east-1:111122223333:${resource}`,
];
const list = (length: number) => Array<string>(length).fill("x");
const map = (length: number) => Object.fromEntries(Array.from({ length }, (_, index) => [`k${index}`, "v"]));
const logDays = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Whole numbers, from the least to the most that AWS takes. */
const integers: Record<string, [least: number, most: number]> = {
    "eventDataStore.retentionDays": [7, 3653],
    EXTENDABLE_RETENTION_PRICING: [7, 3653],
    FIXED_RETENTION_PRICING: [7, 2557],
    "delivery.batchSize": [1, 100],
    "delivery.batchWindowSeconds": [0, 300],
    "delivery.maxReceiveCount": [1, 1000],
    "delivery.maxConcurrency": [2, 1000],
    "delivery.retentionDays": [1, 14],
    "s3.objectLock.retentionDays": [1, 36_500],
    "s3.retentionDays": [1, 36_501],
    "s3.delivery.batchSize": [1, 10_000],
    "s3.delivery.batchWindowSeconds": [0, 300],
    "s3.delivery.maxReceiveCount": [1, 1000],
    "s3.delivery.maxConcurrency": [2, 1000],
    "s3.delivery.retentionDays": [1, 14],
    "forwarder.memorySize": [128, 10_240],
    "forwarder.timeoutSeconds": [1, 900],
    "forwarder.reservedConcurrency": [1, 1000],
    "alarms.silenceHours": [0, 168],
    "alarms.waitMinutes": [1, 1440],
    "eventTypes.include[]": [0, 999_999_999],
    "eventTypes.exclude[]": [0, 999_999_999],
};

interface Edges {
    taken: unknown[];
    refused: unknown[];
}

const source: Edges = {
    taken: [
        "aws.partner/onelogin.com/US-205033/061112e9cb",
        "aws.partner/a/b",
        "aws.partner/a.b/_-/Z9/0",
        `aws.partner/a/${long(242)}`,
    ],
    refused: [
        "onelogin",
        "aws.partner/onelogin.com",
        "aws.partner/a/b c",
        "aws.partner/a/b/",
        "aws.partner/a/b\n",
        `aws.partner/a/${long(243)}`,
    ],
};
const lakeName: Edges = {
    taken: ["abc", "A.b_c-9", long(128)],
    refused: ["ab", "a b c", "a/b", long(129)],
};
const kmsKey: Edges = {
    taken: [
        ...partitions("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab"),
        arn("kms", "key/mrk-1234abcd12ab34cd56ef1234567890ab"),
    ],
    refused: [arn("kms", "alias/mine"), "alias/mine", "key"],
};
const externalId: Edges = {
    taken: ["ab", "aZ9_+=,.@:/-", long(1224)],
    refused: ["x", "s3cr3t!", long(1225)],
};
const accountId: Edges = { taken: ["000000000000", "999999999999"], refused: ["1", 111122223333] };
const entries = (least: number, most: number): Edges => ({
    taken: [list(least), list(most)],
    refused: [list(least - 1), list(most + 1), "x"],
});
const detailKey: Edges = {
    taken: ["notes", `k9_${long(61)}`],
    refused: [
        ...["uuid", "account_id", "event_timestamp", "event_type_id"],
        ...["", "__proto__", "create._id", "user name", "9", long(65)],
    ],
};
const usualBucket = ["abc", "9.a-b.0", "a".repeat(63), "my-bucket-s3alias-x", "eventsxmrap", "1.2.3.4.5"];
const noBucket = [
    ...[
        "ab",
        long(64),
        "My-Events",
        "my_events",
        "-events",
        "events-",
        ".events",
        "my..events",
        "192.168.5.4",
    ],
    ...[
        "xn--events",
        "sthree-events",
        "amzn-s3-demo-events",
        "events-s3alias",
        "events--ol-s3",
        "events.mrap",
    ],
    ...["events--x-s3", "events--table-s3", "events\n"],
];
const ownNamespace = "events-111122223333-us-west-2-an";

/** Everything else that is not a flag: what AWS just takes, and what it just refuses. */
const others: Record<string, Edges> = {
    eventSourceName: source,
    eventBusName: {
        taken: ["a", "default", "aws.partner/a/b", long(256)],
        refused: [arn("events", "event-bus/a"), "", long(257)],
    },
    eventSourceNames: entries(1, 10),
    "eventSourceNames[]": source,
    destinations: {
        taken: [["s3"], ["s3", "s3"]],
        refused: [[], "s3", null, ["s3", "cloudtrail-lake", "s3"]],
    },
    "destinations[]": { taken: ["cloudtrail-lake", "s3"], refused: ["S3"] },
    "eventDataStore.name": lakeName,
    "eventDataStore.billingMode": {
        taken: ["EXTENDABLE_RETENTION_PRICING", "FIXED_RETENTION_PRICING"],
        refused: ["CHEAP"],
    },
    "eventDataStore.kmsKeyArn": kmsKey,
    eventDataStoreArns: entries(1, 10),
    "eventDataStoreArns[]": {
        taken: partitions("cloudtrail", "eventdatastore/a-1"),
        refused: ["abc", arn("cloudtrail", "channel/abc")],
    },
    "channel.name": lakeName,
    "channel.source": { taken: ["OneLogin", "Custom"], refused: ["Okta"] },
    "channel.policy.accountIds": entries(1, 181),
    "channel.policy.accountIds[]": accountId,
    "channel.policy.externalId": externalId,
    channelArn: {
        taken: partitions("cloudtrail", "channel/EXAMPLE8-0558-4f7e-a06a-43969EXAMPLE"),
        refused: [
            "channel/abc",
            arn("cloudtrail", "eventdatastore/abc"),
            "arn:aws:cloudtrail:us-east-1:11112222333:channel/abc",
        ],
    },
    externalId,
    "delivery.mode": { taken: ["buffered", "direct"], refused: ["fast"] },
    "delivery.kmsKeyArn": kmsKey,
    "s3.bucketName": { taken: usualBucket, refused: [...noBucket, ownNamespace] },
    "s3.existingBucket.name": { taken: [...usualBucket, ownNamespace, "192.168.5.x"], refused: noBucket },
    "s3.existingBucket.accountId": accountId,
    "s3.objectLock.mode": { taken: ["GOVERNANCE", "COMPLIANCE", "NONE"], refused: ["governance"] },
    "s3.kmsKeyArn": kmsKey,
    "s3.scanLimitGiB": { taken: [0.01, 1_000_000], refused: [0.009, 1_000_001, NaN, "10"] },
    "s3.delivery.kmsKeyArn": kmsKey,
    "s3.writerArns": entries(1, 20),
    "s3.writerArns[]": {
        taken: ["arn:aws:iam::111122223333:role/service-role/h+=,.@_-"],
        refused: ["arn:aws:iam::111122223333:user/me"],
    },
    "forwarder.logRetentionDays": { taken: logDays, refused: [2, 91] },
    "forwarder.logKmsKeyArn": kmsKey,
    "forwarder.permissionsBoundaryArn": {
        taken: [
            "arn:aws:iam::111122223333:policy/team/b.o+u=n,d@a_r-y",
            "arn:aws-cn:iam::aws:policy/ReadOnlyAccess",
        ],
        refused: ["boundary"],
    },
    "forwarder.logLevel": { taken: ["INFO", "DEBUG", "WARN"], refused: ["ERROR"] },
    // CloudTrail Lake counts bytes: of the last, 1026.
    "forwarder.eventSource": {
        taken: ["x", " ~", long(1024)],
        refused: ["", "onelogin.com\n", long(1025), "ü".repeat(513)],
    },
    "eventLog.name": {
        taken: ["/aws/events/x", `/aws/events/${long(500)}`],
        refused: ["/aws/lambda/x", `/aws/events/${long(501)}`],
    },
    "eventLog.retentionDays": { taken: logDays, refused: [2, 91] },
    "eventLog.kmsKeyArn": kmsKey,
    "eventLog.policyScope": { taken: ["account", "logGroup"], refused: ["group"] },
    "eventTypes.include": entries(1, 1000),
    "eventTypes.exclude": entries(1, 1000),
    "redaction.remove": entries(1, 100),
    "redaction.remove[]": detailKey,
    "redaction.hash": entries(1, 100),
    "redaction.hash[]": detailKey,
    "redaction.hashKeySecretArn": {
        taken: partitions("secretsmanager", "secret:team/redaction-AbCdEf"),
        refused: [
            arn("secretsmanager", "secret:redaction"),
            "redaction",
            arn("ssm", "secret:redaction-AbCdEf"),
        ],
    },
    "redaction.hashKeyKmsKeyArn": kmsKey,
    "alarms.actions": entries(1, 5),
    "alarms.actions[]": {
        taken: [
            ...partitions("sns", `a-Z_9${long(251)}`),
            ...partitions("sns", "on-call.fifo"),
            ...partitions("lambda", "function:page:$LATEST"),
            ...partitions("ssm", "opsitem:4#CATEGORY=Security"),
            "arn:aws-us-gov:ssm-incidents::111122223333:response-plan/on-call",
            arn("aiops", "investigation-group:aBc123"),
        ],
        refused: [
            arn("sns", "on-call.first"),
            arn("sqs", "on-call"),
            "arn:aws:automate:us-east-1:ec2:stop",
            arn("ssm", "opsitem:5"),
            arn("sns", "on-call:subscription"),
        ],
    },
    "dashboard.name": { taken: ["a", `A_9-${long(251)}`], refused: ["my board", "", long(256)] },
    tags: { taken: [{}, map(50)], refused: [map(51), ["a"]] },
    "tags[]": {
        taken: ["a", "7 Zürich/@x", long(255)],
        refused: [5, "", "AWS:b", "50 %", long(256)],
    },
    "tags, keys": { taken: ["a", "cost:centre", long(127)], refused: ["AWS:a", "50 %", "", long(128)] },
};

/** Every rule by its input's path; `[]` stands for each element. */
const rules = new Map<string, Rule>(Object.entries(storeRetention));
for (const { path, input } of leaves()) {
    const name = path.join(".");
    rules.set(name, input);
    if (input.each) rules.set(`${name}[]`, input.each);
    if (input.keys) rules.set(`${name}, keys`, input.keys);
}

function edgesOf(name: string): Edges {
    if (rules.get(name)?.type === "boolean") return { taken: [true, false], refused: ["yes", 1, null] };
    const [least, most] = integers[name] ?? [];
    if (least === undefined) return others[name];
    const odd = [least - 1, most + 1, least + 0.5, String(least), NaN];
    return { taken: [least, most], refused: odd };
}

/** Arguments in which each of these inputs has this value. */
function argumentsOf(paths: string[][], value: () => unknown): object {
    const args = {};
    for (const path of paths) {
        let group: Record<string, unknown> = args;
        for (const key of path.slice(0, -1)) group = (group[key] ??= {}) as Record<string, unknown>;
        group[path.at(-1)!] = value();
    }
    return args;
}

describe("what the inputs take", () => {
    for (const [name, rule] of rules) {
        it(`${name}, up to what AWS takes, and nothing beyond`, () => {
            const { taken, refused } = edgesOf(name);
            for (const value of taken) expect(rule.accepts(value), JSON.stringify(value)).to.equal(true);
            for (const value of refused) expect(rule.accepts(value), JSON.stringify(value)).to.equal(false);
        });
    }

    it("is listed here of no input that there is not", () => {
        expect([...rules.keys()]).to.include.members([...Object.keys(integers), ...Object.keys(others)]);
    });

    it("is said of each, with its name and its value, and nothing is made", async () => {
        const wrong = leaves().map(({ path, input }) => {
            const shown = input.secret ? "the value given (not shown)" : "-1.5";
            return `  - ${path.join(".")}: ${shown} must be ${input.expected}`;
        });
        const args = argumentsOf(
            leaves().map(({ path }) => path),
            () => -1.5,
        );
        const { errors, registrations } = await recordLake(args);
        expect(errors.join().split("\n")).to.include.members(wrong);
        expect(registrations.map(({ name }) => name)).to.deep.equal(["lake"]);
    });

    it("may come later, but what decides what is made", async () => {
        const plain = leaves().filter(({ input }) => input.plain);
        const wrong = plain.map(
            ({ path, input }) =>
                `  - ${path.join(".")}: must be a plain value, because it decides what is made; give ${input.expected}`,
        );
        const paths = plain.map(({ path }) => path);
        const { errors } = await recordLake(argumentsOf(paths, () => Promise.resolve(true)));
        expect(errors.join().split("\n")).to.include.members(wrong);
    });

    it("is a union if the values can be listed, which an editor completes", () => {
        const file = path.join(__dirname, "../../components/inputs/args.ts");
        const types = fs.readFileSync(file, "utf8").split("\n");
        const listed = leaves().filter(({ input: { type, values } }) => type === "string" && values);
        expect(listed).to.have.length(6);
        for (const { path, input } of listed) {
            const union = input.values!.map((value) => JSON.stringify(value)).join(" | ");
            const typed = types.filter((line) => line.includes(` ${path.at(-1)}?: `) && line.includes(union));
            expect(typed, path.join(".")).to.have.length(1);
        }
    });

    it("is each entry once, where one more would do nothing", () => {
        const once = leaves().filter(({ input }) => input.distinct);
        expect(once.map(({ path }) => path.join("."))).to.deep.equal([
            ...["eventSourceNames", "destinations", "eventDataStoreArns", "s3.writerArns"],
            ...["eventTypes.include", "eventTypes.exclude", "redaction.remove", "redaction.hash"],
            "alarms.actions",
        ]);
    });

    it("is what they are by default, too", () => {
        for (const [name, rule] of rules)
            if (rule.default !== undefined) expect(rule.accepts(rule.default), name).to.equal(true);
    });
});
