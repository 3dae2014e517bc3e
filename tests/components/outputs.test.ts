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
        expect({ queries, detections }).to.deep.equal({ queries: lake.queries, detections: lake.detections });
        expect(lake.outputs()).to.include({ queueUrl: lake.queueUrl, ruleArn: lake.ruleArn });
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
            }
        });
    }

    it("leave out what there is not: the queue in direct mode, the raw log when it is off", async () => {
        const lake = await made({ delivery: { mode: "direct" }, eventLog: { enabled: false } });
        const missing = Object.keys(values).filter((name) => !(name in lake.outputs()));
        expect(missing).to.deep.equal(["queueUrl", "queueArn", "queueName", "eventLogGroupName"]);
        expect(lake.queueUrl).to.equal(undefined);
        expect(lake.eventLogGroupName).to.equal(undefined);
    });
});
