import { expect } from "chai";
import { account, makeBench, policyOf, refusalOf, region } from "./support";
import type { Bench } from "./support";
import { types } from "./types";

const { bus, rule, target, logGroup, logPolicy, queue, queuePolicy } = types;
const source = "aws.partner/onelogin.com/US-1/a";
const arnOfLog = (name: string) => `arn:aws:logs:us-east-1:123456789012:log-group:${name}`;

function policy(
    Service: string,
    Action: string,
    Resource: string,
    sourceArn?: string,
    ...more: object[]
): string {
    const Condition = sourceArn === undefined ? undefined : { ArnEquals: { "aws:SourceArn": sourceArn } };
    return policyOf({ Principal: { Service }, Action, Resource, Condition }, ...more);
}

describe("local providers: EventBridge and CloudWatch Logs refuse", () => {
    let bench: Bench;
    beforeEach(async () => {
        bench = await makeBench();
        bench.cloud.addEventSource({ name: source, account, region });
    });
    afterEach(() => bench.stop());

    it("a partner's bus whose name is not its source's, or whose source is not here", async () => {
        const make = (name: string, eventSourceName?: string) =>
            bench.aws.create(bus, { name, ...(eventSourceName && { eventSourceName }) });
        expect(await refusalOf(make("mine", source))).to.include("the name of its event source");
        expect(await refusalOf(make(source))).to.include("the name of its event source");
        const other = "aws.partner/onelogin.com/US-1/b";
        expect(await refusalOf(make(other, other))).to.include(`Event source ${other} does not exist`);
        await make(source, source);
        expect(await refusalOf(make(source, source))).to.include("exists already");
        await make("mine");
    });

    it("to delete a bus with rules, and a rule with targets", async () => {
        const one = await bench.aws.create(bus, { name: "mine" });
        const two = await bench.aws.create(rule, { name: "r", eventBusName: "mine" });
        const arn = "arn:aws:lambda:us-east-1:123456789012:function:f";
        const three = await bench.aws.create(target, { rule: "r", eventBusName: "mine", arn });
        expect(await refusalOf(bench.aws.remove(bus, one))).to.include("has rules");
        expect(await refusalOf(bench.aws.remove(rule, two))).to.include("it has targets");
        await bench.aws.remove(target, three);
        await bench.aws.remove(rule, two);
        await bench.aws.remove(bus, one);
    });

    it("rules and targets of nothing, a second rule of one name, and a sixth target", async () => {
        const make = (name: string, eventBusName?: string) =>
            bench.aws.create(rule, { name, ...(eventBusName && { eventBusName }) });
        expect(await refusalOf(make("r", "none"))).to.include("there is no EventBus none");
        await make("r");
        expect(await refusalOf(make("r"))).to.include("r exists already");
        const aim = (name: string) => bench.aws.create(target, { rule: name, arn: "arn:aws:sns:x" });
        expect(await refusalOf(aim("none"))).to.include("there is no EventRule none");
        for (let index = 0; index < 5; index++) await aim("r");
        expect(await refusalOf(aim("r"))).to.include("has 5 targets already");
    });

    it("a log group that exists, and more than ten policies of the account", async () => {
        const group = { name: "/aws/events/a" };
        await bench.aws.create(logGroup, group);
        expect(await refusalOf(bench.aws.create(logGroup, group))).to.include("ResourceAlreadyExists");
        const make = (policyName: string) =>
            bench.aws.create(logPolicy, { policyName, policyDocument: policyOf() });
        for (let index = 0; index < 10; index++) await make(`policy-${index}`);
        expect(await refusalOf(make("policy-10"))).to.include("LimitExceeded");
        const ofGroup = (name: string) =>
            bench.aws.create(logPolicy, {
                resourceArn: arnOfLog(name),
                policyDocument: policyOf(),
            });
        expect(await refusalOf(ofGroup("/aws/events/none"))).to.include("there is no log group");
        await ofGroup("/aws/events/a");
        expect(bench.cloud.losses).to.deep.equal([]);
        await make("policy-0");
        expect(bench.cloud.losses).to.deep.equal([`${logPolicy} policy-0 was overwritten`]);
    });

    it("a name and its prefix, a policy of both scopes or of none", async () => {
        const both = { name: "/a", namePrefix: "/b" };
        expect((await bench.aws.check(logGroup, both)).faults).to.have.lengthOf(1);
        const policyDocument = "{}";
        expect((await bench.aws.check(logPolicy, { policyDocument })).faults.at(-1)).to.include(
            "exactly one schema",
        );
    });

    it("nothing where permissions are missing, but lose the events, which is written down", async () => {
        const { state: ofRule } = await bench.aws.create(rule, { name: "r" });
        const { state: ofQueue } = await bench.aws.create(queue, { name: "q" });
        const { state: ofGroup } = await bench.aws.create(logGroup, { name: "/aws/events/a" });
        const [queueArn, groupArn] = [ofQueue.arn as string, ofGroup.arn as string];
        const aim = (arn: string, deadLetters?: string) =>
            bench.aws.create(target, {
                rule: "r",
                arn,
                ...(deadLetters && { deadLetterConfig: { arn: deadLetters } }),
            });
        const letRule = (from: string, ...more: object[]) =>
            bench.aws.create(queuePolicy, {
                queueUrl: ofQueue.url,
                policy: policy("events.amazonaws.com", "sqs:SendMessage", queueArn, from, ...more),
            });
        const expected: string[] = [];
        const expectLosses = (...arns: string[]) => {
            expected.push(...arns);
            const arnsOf = bench.cloud.losses.map((loss) => loss.split("do not arrive at ")[1]);
            expect(arnsOf).to.deep.equal(expected);
        };
        await aim(queueArn);
        expectLosses(queueArn);
        await letRule("arn:aws:events:another-rule");
        expectLosses(queueArn);
        const permit = await letRule(ofRule.arn as string);
        await aim(queueArn, queueArn);
        await aim(groupArn);
        expectLosses(groupArn);
        const document = policy("events.amazonaws.com", "logs:*", `${groupArn}:*`);
        await bench.aws.create(logPolicy, { policyName: "p", policyDocument: document });
        await aim(groupArn);
        expectLosses();
        await bench.aws.remove(queuePolicy, permit);
        expectLosses(queueArn, queueArn, queueArn);
        await letRule(ofRule.arn as string, {
            Effect: "Deny",
            Principal: "*",
            Action: "*",
            Resource: queueArn,
        });
        expectLosses(queueArn, queueArn, queueArn);
    });
});
