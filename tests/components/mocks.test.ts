import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { OneLoginCloudTrailLake } from "../../components";
import type { OneLoginCloudTrailLakeArgs } from "../../components";
import { leaves } from "../../components/inputs/settings";

const key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** What goes together. */
const args: OneLoginCloudTrailLakeArgs = {
    eventSourceName: "aws.partner/onelogin.com/US-205033/061112e9cb",
    eventDataStore: {
        name: "my-store",
        billingMode: "FIXED_RETENTION_PRICING",
        retentionDays: 365,
        kmsKeyArn: key,
        terminationProtection: false,
        retainOnDelete: false,
    },
    channel: {
        name: "my-channel",
        source: "Custom",
        policy: { accountIds: ["111122223333"], externalId: "lake/1" },
    },
    delivery: {
        mode: "buffered",
        batchSize: 10,
        batchWindowSeconds: 0,
        maxReceiveCount: 10,
        maxConcurrency: 5,
        retentionDays: 10,
        kmsKeyArn: key,
    },
    forwarder: {
        memorySize: 512,
        timeoutSeconds: 30,
        logRetentionDays: 30,
        logKmsKeyArn: key,
        permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/boundary",
        tracing: true,
        logLevel: "DEBUG",
        packSdk: false,
        eventSource: "id.example.com",
    },
    eventLog: {
        enabled: true,
        name: "/aws/events/mine",
        retentionDays: 30,
        kmsKeyArn: key,
        policyScope: "logGroup",
        deletionProtection: true,
    },
    alarms: {
        actions: ["arn:aws:sns:us-east-1:111122223333:on-call"],
        okActions: true,
        silenceHours: 24,
        waitMinutes: 30,
    },
    eventTypes: { exclude: [8] },
    redaction: {
        remove: ["notes"],
        hash: ["user_name"],
        hashKeySecretArn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:redaction-AbCdEf",
        hashKeyKmsKeyArn: key,
    },
    dashboard: { name: "my-dashboard" },
    tags: { team: "security" },
};

describe("a consumer's unit test with Pulumi's own mocks, which answer inputs only", () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown) => rejections.push(reason);
    before(() => process.on("unhandledRejection", note));
    after(() => process.off("unhandledRejection", note));

    const programs: Record<string, Partial<OneLoginCloudTrailLakeArgs>> = {
        buffered: {},
        direct: {
            delivery: { mode: "direct", kmsKeyArn: key },
            eventTypes: { include: [5, 6] },
            forwarder: { reservedConcurrency: 5 },
            alarms: { actions: ["arn:aws:sns:us-east-1:111122223333:on-call"] },
        },
        "both destinations": {
            destinations: ["cloudtrail-lake", "s3"],
            s3: {
                bucketName: "my-events",
                objectLock: { mode: "COMPLIANCE", retentionDays: 30 },
                retentionDays: 400,
                kmsKeyArn: key,
                retainOnDelete: true,
                scanLimitGiB: 0.5,
                delivery: {
                    batchSize: 10_000,
                    batchWindowSeconds: 300,
                    maxReceiveCount: 100,
                    maxConcurrency: 5,
                    retentionDays: 14,
                    kmsKeyArn: key,
                },
                writerArns: ["arn:aws:iam::111122223333:role/history"],
            },
        },
        "what exists": {
            eventSourceName: undefined,
            eventBusName: "hub",
            eventSourceNames: ["aws.partner/onelogin.com/US-205033/061112e9cb"],
            eventDataStore: undefined,
            eventDataStoreArns: ["arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/abc"],
            channel: undefined,
            channelArn: "arn:aws:cloudtrail:us-east-1:111122223333:channel/abc",
            externalId: "lake/1",
            eventTypes: { include: [5, 8] },
        },
        "S3 with a bucket that exists": {
            ...Object.fromEntries(
                ["eventDataStore", "channel", "delivery"].map((input) => [input, undefined]),
            ),
            destinations: ["s3"],
            s3: { existingBucket: { name: "log-archive", accountId: "111122223333" } },
        },
        "S3 with the defaults": {
            ...Object.fromEntries(
                ["eventDataStore", "channel", "delivery"].map((input) => [input, undefined]),
            ),
            destinations: ["s3"],
        },
    };

    it("is tried with every argument that there is", () => {
        const given = Object.values(programs).map((more) => ({ ...args, ...more }));
        const valueAt = (values: object, path: string[]) =>
            path.reduce<unknown>(
                (value, key) => (value as Record<string, unknown> | undefined)?.[key],
                values,
            );
        const missing = leaves().filter(({ path }) => given.every((one) => valueAt(one, path) === undefined));
        expect(missing.map(({ path }) => path.join("."))).to.deep.equal([]);
    });

    for (const [title, more] of Object.entries(programs)) {
        it(`makes a component with every argument, ${title}, and nothing is rejected behind its back`, async () => {
            await pulumi.runtime.setMocks({
                newResource: ({ name, inputs }) => ({
                    id: `${name}-id`,
                    state: inputs as Record<string, unknown>,
                }),
                call: ({ inputs }) => inputs as Record<string, unknown>,
            });
            const lake = new OneLoginCloudTrailLake("lake", { ...args, ...more });
            const outputs = await new Promise<Record<string, unknown>>((resolve) =>
                pulumi.output(lake.outputs()).apply(resolve),
            );
            await pulumi.runtime.disconnect();
            await new Promise((resolve) => setImmediate(resolve));
            expect(rejections).to.deep.equal([]);
            expect(outputs.metricsNamespace).to.equal("OneLoginCloudTrailLake");
        });
    }
});
