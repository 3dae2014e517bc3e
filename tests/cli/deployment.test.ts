import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { readDeployment } from "../../cli/deployment";
import { Misuse } from "../../cli/errors";
import { evaluateStack } from "../../lab/stack";
import { outputsFile } from "./outputs";
import { both } from "./support";

let outputs: Record<string, unknown>;

const without = (...names: string[]) =>
    Object.fromEntries(Object.entries(outputs).filter(([name]) => !names.some((one) => name.match(one))));
const read = (content: unknown, component?: string) =>
    readDeployment({ outputs: outputsFile(content), component });
async function misuse(content: unknown, component?: string): Promise<string> {
    const error = await read(content, component).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Misuse);
    return (error as Error).message;
}

const lastPart = (arn: unknown) => String(arn).split("/").at(-1);

describe("a command reads a deployment", () => {
    before(async () => {
        ({ outputs } = await evaluateStack(both));
    });

    it("by the outputs of a component that delivers to both destinations", async () => {
        const { units, ...deployment } = await read({ ...outputs, mine: 1 });
        expect(deployment).to.deep.equal({
            path: "",
            region: "us-east-1",
            account: "123456789012",
            eventBusName: outputs.eventBusName,
            ruleArn: outputs.ruleArn,
            ruleName: lastPart(outputs.ruleArn),
            metricsNamespace: "OneLoginCloudTrailLake",
            eventLogGroupName: outputs.eventLogGroupName,
            lake: {
                ...{ channelArn: outputs.channelArn, region: "us-east-1", account: "123456789012" },
                eventDataStoreArns: outputs.eventDataStoreArns,
                eventDataStoreId: lastPart(outputs.eventDataStoreArns),
            },
            s3: {
                bucketName: outputs.s3BucketName,
                bucketArn: outputs.s3BucketArn,
                databaseName: outputs.athenaDatabaseName,
                tableName: "events",
                workgroupName: outputs.athenaWorkgroupName,
            },
        });
        const [lake, s3] = units;
        expect(lake).to.include({ title: "CloudTrail Lake", queueName: outputs.queueName });
        expect(s3).to.deep.equal({
            destination: "s3",
            title: "S3",
            functionName: outputs.s3FunctionName,
            functionArn: outputs.s3FunctionArn,
            functionLogGroupName: outputs.s3FunctionLogGroupName,
            roleArn: outputs.s3RoleArn,
            queueUrl: outputs.s3QueueUrl,
            queueArn: outputs.s3QueueArn,
            queueName: outputs.s3QueueName,
            deadLetterQueueUrl: outputs.s3DeadLetterQueueUrl,
            deadLetterQueueArn: outputs.s3DeadLetterQueueArn,
            deadLetterQueueName: outputs.s3DeadLetterQueueName,
        });
    });

    it("with one destination, in direct mode, with a channel whose stores nobody named, without a raw log", async () => {
        const s3 = await read(without("^(channel|eventDataStore|eventLog|function|role|queue|dead)"));
        expect([s3.units.length, s3.lake, s3.eventLogGroupName]).to.deep.equal([1, undefined, undefined]);
        const direct = await read({ ...without("^queue", "[sS]3|athena"), eventDataStoreArns: [] });
        expect(direct.units[0]).to.not.have.any.keys("queueUrl", "queueArn", "queueName");
        expect([direct.s3, direct.lake?.eventDataStoreId]).to.deep.equal([undefined, undefined]);
    });

    it("under a name, or chosen by it", async () => {
        expect(await read({ mine: { a: outputs } })).to.include({ path: "mine.a" });
        expect(await read({ one: outputs, two: outputs }, "two")).to.include({ path: "two" });
    });

    it("under a name, with some of the outputs beside it as well", async () => {
        const { deadLetterQueueUrl, eventDataStoreArns } = outputs;
        const twice = { deadLetterQueueUrl, eventDataStoreArns, onelogin: outputs };
        expect(await read(twice)).to.include({ path: "onelogin" });
        expect(await misuse({ ...twice, deadLetterQueueUrl: "another's" })).to.include(
            "the stack itself, onelogin.",
        );
    });

    it("and says what to do if there is none, more than one, or one that lacks something", async () => {
        expect(await misuse({ url: "x", list: [outputs] })).to.match(
            /nothing of OneLoginCloudTrailLake's[^]*outputs\(\)/,
        );
        expect(await misuse({ one: outputs, two: outputs })).to.include(
            "one, two.\nChoose one by --component",
        );
        expect(await misuse({ one: outputs }, "three")).to.include("No output three");
        expect(await misuse({ ruleArn: outputs.ruleArn })).to.include("channelArn is missing");
        expect(await misuse({ a: without("^s3RoleArn") })).to.include("outputs of a, s3RoleArn is missing");
    });

    for (const [name, value] of [
        ["s3BucketName", "[secret]"],
        ["athenaTableName", 'events"; --'],
        ["eventDataStoreArns", ["arn:aws:cloudtrail:us-east-1:123456789012:eventdatastore/0b2ee1c5 UNION"]],
        ["ruleArn", 5],
        ["queueUrl", "file:///etc/passwd"],
    ] as const) {
        it(`and refuses what ${name} cannot be: ${JSON.stringify(value)}`, async () => {
            expect(await misuse({ ...outputs, [name]: value })).to.match(
                new RegExp(`${name} is .*, and must match \\^`),
            );
        });
    }

    it("and says what is no file of outputs", async () => {
        expect(await misuse("<xml/>")).to.include("is not JSON");
        const nowhere = readDeployment({ outputs: "/nowhere" });
        expect(await nowhere.catch(String)).to.match(/cannot be read: ENOENT[^]*Name a file/);
    });

    it("by the Pulumi CLI, in whose words it says why not", async () => {
        const folder = mkdtempSync(join(tmpdir(), "pulumi-"));
        const path = process.env.PATH;
        const cli = (script: string) =>
            writeFileSync(join(folder, "pulumi"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
        process.env.PATH = [folder, path].join(delimiter);
        try {
            // Of ten components with their queries and detections there is more than a megabyte.
            const all = outputsFile({ ...outputs, others: "x".repeat(2 ** 21) });
            cli(`[ "$*" = "stack output --json" ] && cat ${all}`);
            expect(await readDeployment({})).to.include({ ruleArn: outputs.ruleArn });
            cli("echo 'error: no stack selected' >&2; exit 255");
            expect(await readDeployment({}).catch(String)).to.match(
                /failed: error: no stack selected\n[^]*--outputs FILE/,
            );
        } finally {
            process.env.PATH = path;
            rmSync(folder, { recursive: true });
        }
    });
});
