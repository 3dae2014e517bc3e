import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { database, table, workgroup } from "../local/athena/support";
import { channelArn, storeArn } from "../local/lake/support";
import { account, settings } from "../local/s3/support";

type QueueOutputs<Output extends string> = Record<`${Output}${"Url" | "Arn" | "Name"}`, string>;

function queueOutputs<Output extends string>(output: Output, name: string): QueueOutputs<Output> {
    return {
        [`${output}Url`]: `https://sqs.us-east-1.amazonaws.com/${account}/${name}`,
        [`${output}Arn`]: `arn:aws:sqs:us-east-1:${account}:${name}`,
        [`${output}Name`]: name,
    } as QueueOutputs<Output>;
}

/** What a component that delivers to both destinations has as outputs. */
export const outputs = {
    eventBusName: "aws.partner/onelogin.com/US-1/abc",
    ruleArn: `arn:aws:events:us-east-1:${account}:rule/aws.partner/onelogin.com/US-1/abc/onelogin-rule`,
    metricsNamespace: "OneLoginCloudTrailLake",
    eventLogGroupName: "/aws/events/onelogin",
    channelArn,
    eventDataStoreArns: [storeArn],
    functionName: "onelogin-function",
    functionArn: `arn:aws:lambda:us-east-1:${account}:function:onelogin-function`,
    functionLogGroupName: "/aws/lambda/onelogin",
    roleArn: `arn:aws:iam::${account}:role/onelogin-role`,
    ...queueOutputs("queue", "onelogin-queue"),
    ...queueOutputs("deadLetterQueue", "onelogin-dead-letters"),
    s3BucketName: settings.name,
    s3BucketArn: settings.arn,
    athenaDatabaseName: database,
    athenaTableName: table.name,
    athenaWorkgroupName: workgroup.name,
    s3FunctionName: "onelogin-s3-function",
    s3FunctionArn: `arn:aws:lambda:us-east-1:${account}:function:onelogin-s3-function`,
    s3FunctionLogGroupName: "/aws/lambda/onelogin-s3",
    s3RoleArn: `arn:aws:iam::${account}:role/onelogin-s3-role`,
    ...queueOutputs("s3Queue", "onelogin-s3-queue"),
    ...queueOutputs("s3DeadLetterQueue", "onelogin-s3-dead-letters"),
};

/** Gone with the process. */
const folder = mkdtempSync(join(tmpdir(), "outputs-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

/** A file of outputs, or of whatever stands in their place. */
export function outputsFile(content: unknown): string {
    const file = join(mkdtempSync(join(folder, "file-")), "outputs.json");
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
}
