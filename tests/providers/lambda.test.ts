import { expect } from "chai";
import { makeBench, policyOf, refusalOf } from "./support";
import type { Bench, Made } from "./support";
import type { Properties } from "../support/providers/wire";
import { types } from "./types";

const { role, rolePolicy, queue, mapping, permission, retries } = types;

const trust = (Service: string) => policyOf({ Principal: { Service }, Action: "sts:AssumeRole" });

describe("local providers: Lambda, SQS and IAM refuse", () => {
    let bench: Bench;
    let roleArn: string;
    let made: Made;
    const makeFunction = (more: Properties = {}) =>
        bench.aws.create(types.function, { name: "f", role: roleArn, code: {}, timeout: 60, ...more });
    const allow = (Resource: string, ...Action: string[]) =>
        bench.aws.create(rolePolicy, {
            name: "p",
            role: "r",
            policy: policyOf({ Action, Resource }),
        });

    beforeEach(async () => {
        bench = await makeBench();
        const assumeRolePolicy = trust("lambda.amazonaws.com");
        roleArn = (await bench.aws.create(role, { name: "r", assumeRolePolicy })).state.arn as string;
        made = await bench.aws.create(queue, { name: "q", visibilityTimeoutSeconds: 360 });
    });
    afterEach(() => bench.stop());

    it("a second of one name", async () => {
        await makeFunction();
        expect(await refusalOf(makeFunction())).to.include("ResourceConflict");
        expect(await refusalOf(bench.aws.create(queue, { name: "q" }))).to.include("QueueAlreadyExists");
        const again = bench.aws.create(role, { name: "r", assumeRolePolicy: "{}" });
        expect(await refusalOf(again)).to.include("EntityAlreadyExists");
    });

    it("a function without a role that it may assume, without code, or with too much in its environment", async () => {
        await bench.aws.create(role, { name: "other", assumeRolePolicy: trust("ec2.amazonaws.com") });
        const wrong = (more: Properties) => refusalOf(makeFunction(more));
        expect(await wrong({ role: roleArn.replace("/r", "/none") })).to.include("there is no Role none");
        expect(await wrong({ role: roleArn.replace("/r", "/other") })).to.include("cannot be assumed");
        expect(await wrong({ code: undefined })).to.include("needs code");
        const variables = { LONG: "x".repeat(4096) };
        expect(await wrong({ environment: { variables } })).to.include("environment variables");
        const one = await makeFunction();
        const change = bench.aws.update(types.function, one, { ...one.state, environment: { variables } });
        expect(await refusalOf(change)).to.include("environment variables");
    });

    it("dead letters that the role may not send", async () => {
        const targetArn = made.state.arn as string;
        const asked = { deadLetterConfig: { targetArn } };
        expect(await refusalOf(makeFunction(asked))).to.include("permissions to call SendMessage");
        await allow(targetArn, "sqs:SendMessage");
        const one = await makeFunction(asked);
        await bench.aws.create(rolePolicy, {
            name: "never",
            role: "r",
            policy: policyOf({ Effect: "Deny", Action: "sqs:*", Resource: "*" }),
        });
        const change = bench.aws.update(types.function, one, one.state);
        expect(await refusalOf(change)).to.include("permissions to call SendMessage");
    });

    it("a mapping that could not work", async () => {
        const eventSourceArn = made.state.arn as string;
        const map = (more: Properties = {}) =>
            bench.aws.create(mapping, { functionName: "f", eventSourceArn, ...more });
        expect(await refusalOf(map())).to.include("there is no Function f");
        const one = await makeFunction();
        expect(await refusalOf(map({ eventSourceArn: "arn:none" }))).to.include("there is no queue arn:none");
        expect(await refusalOf(map())).to.include("permissions to call ReceiveMessage");
        await allow(eventSourceArn, "sqs:*");
        expect(await refusalOf(map({ batchSize: 11 }))).to.include("Maximum batch window");
        const mapped = await map({ batchSize: 11, maximumBatchingWindowInSeconds: 1 });
        expect(await refusalOf(map())).to.include("ResourceConflict");
        await bench.aws.update(types.function, one, { ...one.state, timeout: 900 });
        const change = bench.aws.update(mapping, mapped, mapped.state);
        expect(await refusalOf(change)).to.include("less than Function timeout: 900");
    });

    it("what is said of a function, a queue or a role that is not there", async () => {
        const functionName = "none";
        const invoke = { action: "lambda:InvokeFunction", principal: "events.amazonaws.com" };
        expect(
            await refusalOf(bench.aws.create(permission, { ...invoke, function: functionName })),
        ).to.include("there is no Function none");
        expect(await refusalOf(bench.aws.create(retries, { functionName }))).to.include("no Function none");
        const queueUrl = "https://none";
        expect(await refusalOf(bench.aws.create(types.queuePolicy, { queueUrl, policy: "{}" }))).to.include(
            "NonExistentQueue",
        );
        const redrivePolicy = JSON.stringify({ deadLetterTargetArn: "arn:none", maxReceiveCount: 1 });
        expect(await refusalOf(bench.aws.create(queue, { name: "n", redrivePolicy }))).to.include(
            "arn:none does not exist",
        );
        expect(await refusalOf(bench.aws.update(queue, made, { ...made.state, redrivePolicy }))).to.include(
            "arn:none does not exist",
        );
        const orphan = bench.aws.create(rolePolicy, { name: "p", role: "none", policy: "{}" });
        expect(await refusalOf(orphan)).to.include("there is no Role none");
    });

    it("to delete a role with policies", async () => {
        const one = await allow("*", "sqs:*");
        expect(await refusalOf(bench.aws.remove(role, { id: "r" }))).to.include("DeleteConflict");
        await bench.aws.remove(rolePolicy, one);
        await bench.aws.remove(role, { id: "r" });
    });

    /** A rule that invokes the function, and may. */
    async function invokeByRule({ state }: Made): Promise<void> {
        const { state: ofRule } = await bench.aws.create(types.rule, { name: "r" });
        await bench.aws.create(permission, {
            action: "lambda:InvokeFunction",
            function: "f",
            principal: "events.amazonaws.com",
            sourceArn: ofRule.arn,
        });
        await bench.aws.create(retries, { functionName: "f" });
        await bench.aws.create(types.target, { rule: "r", arn: state.arn });
    }

    it("nothing of a function that a rule invokes by permission", async () => {
        await invokeByRule(await makeFunction());
        expect(bench.cloud.losses).to.deep.equal([]);
    });

    it("nothing of a function that may not send to its channel, but lose the events, which is written down", async () => {
        const channel = "arn:aws:cloudtrail:us-east-1:123456789012:channel/c";
        const policy = await allow(channel, "cloudtrail-data:PutAuditEvents");
        const one = await makeFunction({ environment: { variables: { CHANNEL_ARN: channel } } });
        await invokeByRule(one);
        expect(bench.cloud.losses).to.deep.equal([]);
        await bench.aws.remove(rolePolicy, policy);
        const loss = `since ${rolePolicy} ${policy.id}: events do not arrive at ${one.state.arn as string}`;
        expect(bench.cloud.losses).to.deep.equal([loss]);
    });
});
