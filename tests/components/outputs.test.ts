import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { expect } from "chai";
import type { OneLoginCloudTrailLake } from "../../components";
import { enough, recordLake } from "../support/pulumi/component";
import type { LooseArgs } from "../support/pulumi/component";
import { valueOf } from "../support/pulumi/recorder";

const account = "us-east-1:123456789012";
const queueUrl = (queue: string) => `https://sqs.us-east-1.amazonaws.com/123456789012/${queue}`;

const values = {
    channelArn: `arn:aws:cloudtrail:${account}:channel/22222222-bbbb`,
    eventDataStoreArns: [`arn:aws:cloudtrail:${account}:eventdatastore/11111111-aaaa`],
    eventDataStoreId: "11111111-aaaa",
    eventBusName: "aws.partner/onelogin.com/US-205033/061112e9cb",
    ruleArn: `arn:aws:events:${account}:rule/aws.partner/onelogin.com/US-205033/061112e9cb/lake-rule-1234567`,
    functionName: "lake-function-1234567",
    functionArn: `arn:aws:lambda:${account}:function:lake-function-1234567`,
    functionLogGroupName: "/aws/lambda/lake-0001",
    roleArn: "arn:aws:iam::123456789012:role/lake-role-1234567",
    queueUrl: queueUrl("lake-queue-1234567"),
    queueArn: `arn:aws:sqs:${account}:lake-queue-1234567`,
    queueName: "lake-queue-1234567",
    deadLetterQueueUrl: queueUrl("lake-dead-letters-1234567"),
    deadLetterQueueArn: `arn:aws:sqs:${account}:lake-dead-letters-1234567`,
    deadLetterQueueName: "lake-dead-letters-1234567",
    eventLogGroupName: "/aws/events/lake-0001",
    metricsNamespace: "OneLoginCloudTrailLake",
};

const ofS3 = {
    s3BucketName: "lake-s3-bucket-1234567",
    s3BucketArn: "arn:aws:s3:::lake-s3-bucket-1234567",
    athenaDatabaseName: "lake_s3_bucket_1234567",
    athenaTableName: "events",
    athenaWorkgroupName: "lake-s3-workgroup-1234567",
    s3FunctionName: "lake-s3-function-1234567",
    s3FunctionArn: `arn:aws:lambda:${account}:function:lake-s3-function-1234567`,
    s3FunctionLogGroupName: "/aws/lambda/lake-s3-0001",
    s3RoleArn: "arn:aws:iam::123456789012:role/lake-s3-role-1234567",
    s3QueueUrl: queueUrl("lake-s3-queue-1234567"),
    s3QueueArn: `arn:aws:sqs:${account}:lake-s3-queue-1234567`,
    s3QueueName: "lake-s3-queue-1234567",
    s3DeadLetterQueueUrl: queueUrl("lake-s3-dead-letters-1234567"),
    s3DeadLetterQueueArn: `arn:aws:sqs:${account}:lake-s3-dead-letters-1234567`,
    s3DeadLetterQueueName: "lake-s3-dead-letters-1234567",
};
const ofAny = ["eventBusName", "ruleArn", "eventLogGroupName", "metricsNamespace"];

async function made(args: LooseArgs = {}): Promise<OneLoginCloudTrailLake> {
    const { result, errors } = await recordLake({ ...enough, ...args });
    if (result === undefined) throw new Error(errors.join());
    return result;
}

describe("the component's outputs", () => {
    it("are the contract's, each with its value", async () => {
        const lake = await made();
        const { queries, detections, ...others } = lake.outputs();
        for (const [name, output] of Object.entries(others)) {
            expect(await valueOf(output), name).to.deep.equal(values[name as keyof typeof values]);
        }
        expect(Object.keys(others).sort()).to.deep.equal(Object.keys(values).sort());
        expect([queries, detections]).not.to.include(undefined);
    });

    const texts = [
        ["queries", "queries", {}, "FROM 11111111-aaaa\n"],
        ["detections", "detections", {}, "FROM 11111111-aaaa\n"],
        ["athenaQueries", "queries", { destinations: ["s3"] }, '."events"\n'],
        ["athenaDetections", "detections", { destinations: ["s3"] }, '."events"\n'],
    ] as const;
    for (const [output, folder, args, from] of texts) {
        it(`hold the files of ${folder}/ with the table filled in: ${output}`, async () => {
            const found = (await valueOf((await made(args))[output])) as Record<string, string>;
            const files = readdirSync(folder).filter((file) => file.endsWith(".sql"));
            expect(Object.keys(found)).to.have.members(files.map((file) => basename(file, ".sql")));
            for (const [name, sql] of Object.entries(found)) {
                expect(sql, name)
                    .to.include(from)
                    .and.not.match(/\$[A-Z]/);
                if (from.endsWith('"events"\n')) expect(sql, name).to.match(/\bday\b/);
            }
        });
    }

    it("are S3's with the destination s3, and CloudTrail Lake's are left out where there is none", async () => {
        const s3 = await made({ destinations: ["s3"] });
        const { athenaQueries, athenaDetections, athenaReaderPolicy, ...others } = s3.outputs();
        const expected: Record<string, unknown> = { ...values, ...ofS3 };
        expect(Object.keys(others)).to.have.members([...ofAny, ...Object.keys(ofS3)]);
        for (const [name, output] of Object.entries(others))
            expect(await valueOf(output), name).to.deep.equal(expected[name]);
        expect([athenaQueries, athenaDetections, athenaReaderPolicy]).not.to.include(undefined);
        expect(s3.channelArn).to.equal(undefined);
        const both = await made({ destinations: ["cloudtrail-lake", "s3"] });
        expect(Object.keys(both.outputs())).to.have.members([
            ...Object.keys(values),
            ...Object.keys(ofS3),
            ...["queries", "detections", "athenaQueries", "athenaDetections", "athenaReaderPolicy"],
        ]);
    });

    it("are properties of the component, each by its name", async () => {
        const existingBucket = { name: "log-archive", accountId: "999988887777" };
        const lake = await made({ destinations: ["cloudtrail-lake", "s3"], s3: { existingBucket } });
        expect(lake.outputs()).to.include.keys("s3BucketPolicyStatements");
        for (const [name, output] of Object.entries(lake.outputs()))
            expect(lake, name).to.have.property(name, output);
    });

    it("leave out what there is not: the queue in direct mode, the raw log when it is off", async () => {
        const lake = await made({ delivery: { mode: "direct" }, eventLog: { enabled: false } });
        const missing = Object.keys(values).filter((name) => !(name in lake.outputs()));
        expect(missing).to.deep.equal(["queueUrl", "queueArn", "queueName", "eventLogGroupName"]);
        expect(lake.queueUrl).to.equal(undefined);
        expect(lake.eventLogGroupName).to.equal(undefined);
    });

    it("are of what exists, if that is used instead of made", async () => {
        const arn = (resource: string) => `arn:aws:cloudtrail:us-east-1:123456789012:${resource}`;
        const channelArn = arn("channel/abc");
        const channel = await made({ eventSourceName: undefined, eventBusName: "mine", channelArn });
        expect(await valueOf(channel.eventBusName)).to.equal("mine");
        expect(await valueOf(channel.channelArn)).to.equal(channelArn);
        expect(await valueOf(channel.eventDataStoreArns)).to.deep.equal([]);
        expect(await valueOf(channel.queries)).to.deep.equal({});
        expect(channel.outputs()).not.to.have.any.keys("eventDataStoreId");
        // Together with the channel they are for the queries alone.
        const eventDataStoreArns = [arn("eventdatastore/def"), arn("eventdatastore/ghi")];
        for (const more of [{ channelArn }, {}]) {
            const stores = await made({ ...more, eventDataStoreArns });
            expect(await valueOf(stores.eventDataStoreArns)).to.deep.equal(eventDataStoreArns);
            expect(await valueOf(stores.eventDataStoreId)).to.equal("def");
            expect(JSON.stringify(await valueOf(stores.queries))).to.contain("FROM def");
        }
    });
});
