import { expect } from "chai";
import { placeIn } from "../../local/aws/place";
import { Cloud } from "../support/providers";
import { Account } from "../support/providers/account";
import * as operations from "../support/providers/operations";
import type { Properties } from "../support/providers/wire";

const types = {
    bus: "aws:cloudwatch/eventBus:EventBus",
    rule: "aws:cloudwatch/eventRule:EventRule",
    target: "aws:cloudwatch/eventTarget:EventTarget",
    logGroup: "aws:cloudwatch/logGroup:LogGroup",
    logPolicy: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    role: "aws:iam/role:Role",
    rolePolicy: "aws:iam/rolePolicy:RolePolicy",
    function: "aws:lambda/function:Function",
    mapping: "aws:lambda/eventSourceMapping:EventSourceMapping",
    permission: "aws:lambda/permission:Permission",
    queue: "aws:sqs/queue:Queue",
    queuePolicy: "aws:sqs/queuePolicy:QueuePolicy",
    store: "aws-native:cloudtrail:EventDataStore",
    channel: "aws-native:cloudtrail:Channel",
};
type Type = keyof typeof types;

const channelArn = "arn:aws:cloudtrail:us-east-1:123456789012:channel/c";

function policyOf(...statements: object[]): string {
    const Statement = statements.map((statement) => ({ Effect: "Allow", ...statement }));
    return JSON.stringify({ Version: "2012-10-17", Statement });
}

const trust = (Service: string) => policyOf({ Principal: { Service }, Action: "sts:AssumeRole" });

/** A sound component meets none of these in the engine suite: there a judge that has gone blind would not be seen. */
describe("local providers: what they hold against a program", () => {
    let cloud: Cloud;
    let account: Account;
    const make = (type: Type, inputs: Properties) => operations.create(types[type], inputs, account);
    const remove = (type: Type, id: string) => operations.remove(types[type], id, account);
    const allow = (Resource: string, ...Action: string[]) =>
        make("rolePolicy", { name: "p", role: "r", policy: policyOf({ Action, Resource }) });
    const arnOf = ({ state }: { state: Properties }) => state.arn as string;
    const expectLosses = (...arns: string[]) => {
        const lost = cloud.losses.splice(0).map((loss) => loss.split("do not arrive at ")[1]);
        expect(lost).to.deep.equal(arns);
    };

    beforeEach(() => {
        cloud = new Cloud();
        account = new Account(cloud, placeIn("us-east-1"));
    });

    describe("Lambda", () => {
        let role: string;
        let queue: string;
        const makeFunction = (more: Properties = {}) =>
            make("function", { name: "f", role, code: {}, timeout: 60, ...more });
        beforeEach(() => {
            role = arnOf(make("role", { name: "r", assumeRolePolicy: trust("lambda.amazonaws.com") }));
            queue = arnOf(make("queue", { name: "q", visibilityTimeoutSeconds: 360 }));
        });

        it("a role that is not there, or that Lambda may not assume", () => {
            const other = make("role", { name: "other", assumeRolePolicy: trust("ec2.amazonaws.com") });
            expect(() => makeFunction({ role: `${role}-none` })).to.throw("there is no Role r-none");
            expect(() => makeFunction({ role: arnOf(other) })).to.throw("cannot be assumed");
        });

        it("dead letters before the role may send them", () => {
            const deadLetters = { deadLetterConfig: { targetArn: queue } };
            expect(() => makeFunction(deadLetters)).to.throw("permissions to call SendMessage");
            allow(queue, "sqs:SendMessage");
            makeFunction(deadLetters);
        });

        it("a mapping that could not work", () => {
            const map = (more: Properties = {}) =>
                make("mapping", { functionName: "f", eventSourceArn: queue, ...more });
            expect(() => map()).to.throw("there is no Function f");
            makeFunction();
            expect(() => map({ eventSourceArn: "arn:none" })).to.throw("there is no queue arn:none");
            expect(() => map()).to.throw("permissions to call ReceiveMessage");
            allow(queue, "sqs:*");
            expect(() => map({ batchSize: 11 })).to.throw("Maximum batch window");
            const { id } = map({ batchSize: 11, maximumBatchingWindowInSeconds: 1 });
            const slow = { name: "f", role, code: {}, timeout: 900 };
            operations.update(types.function, "f", slow, account);
            const update = () =>
                operations.update(types.mapping, id, { functionName: "f", eventSourceArn: queue }, account);
            expect(update).to.throw("less than Function timeout: 900");
        });

        it("a function that a rule invokes without permission, or that may not send to its channel", () => {
            const rule = make("rule", { name: "r" });
            const arn = arnOf(makeFunction({ environment: { variables: { CHANNEL_ARN: channelArn } } }));
            make("target", { rule: "r", arn });
            expectLosses(arn);
            const invoke = { action: "lambda:InvokeFunction", principal: "events.amazonaws.com" };
            make("permission", { ...invoke, function: "f", sourceArn: arnOf(rule) });
            expectLosses(arn);
            const { id } = allow(channelArn, "cloudtrail-data:PutAuditEvents");
            expectLosses();
            remove("rolePolicy", id);
            expectLosses(arn);
        });
    });

    it("a queue or a log group that a rule may not write to, its dead letters included", () => {
        const rule = arnOf(make("rule", { name: "r" }));
        const queue = make("queue", { name: "q" });
        const group = arnOf(make("logGroup", { name: "/aws/events/a" }));
        const letRule = (from: string, ...more: object[]) => {
            const Condition = { ArnEquals: { "aws:SourceArn": from } };
            const Principal = { Service: "events.amazonaws.com" };
            const sends = { Principal, Action: "sqs:SendMessage", Resource: arnOf(queue), Condition };
            return make("queuePolicy", { queueUrl: queue.id, policy: policyOf(sends, ...more) });
        };
        make("target", { rule: "r", arn: group, deadLetterConfig: { arn: arnOf(queue) } });
        expectLosses(group, arnOf(queue));
        letRule("arn:aws:events:another-rule");
        expectLosses(group, arnOf(queue));
        letRule(rule);
        expectLosses(group);
        const written = { Principal: { Service: "events.amazonaws.com" }, Action: "logs:*" };
        const policyDocument = policyOf({ ...written, Resource: `${group}:*` });
        make("logPolicy", { policyName: "p", policyDocument });
        expectLosses();
        letRule(rule, { Effect: "Deny", Principal: "*", Action: "*", Resource: arnOf(queue) });
        expectLosses(arnOf(queue));
        make("logPolicy", { policyName: "p", policyDocument });
        expect(cloud.losses).to.include(`${types.logPolicy} p was overwritten`);
    });

    it("the wrong order of a destroy", () => {
        make("bus", { name: "mine" });
        const rule = make("rule", { name: "r", eventBusName: "mine" });
        make("target", { rule: "r", eventBusName: "mine", arn: "arn:aws:sns:x" });
        expect(() => remove("bus", "mine")).to.throw("has rules");
        expect(() => remove("rule", rule.id)).to.throw("it has targets");
        make("role", { name: "r", assumeRolePolicy: trust("lambda.amazonaws.com") });
        allow("*", "sqs:*");
        expect(() => remove("role", "r")).to.throw("DeleteConflict");
        const store = make("store", { name: "kept", terminationProtectionEnabled: false });
        const destinations = [{ type: "EVENT_DATA_STORE", location: store.id }];
        const channel = make("channel", { name: "c", source: "OneLogin", destinations });
        expect(() => remove("store", store.id)).to.throw("ChannelExistsForEDS");
        remove("channel", channel.id);
        remove("store", store.id);
        expect(() => make("channel", { name: "c", source: "OneLogin", destinations })).to.throw("Inactive");
    });

    it("the end of what is protected", () => {
        const store = make("store", { name: "kept" });
        expect(() => remove("store", store.id)).to.throw("TerminationProtected");
        make("logGroup", { name: "/a", deletionProtectionEnabled: true });
        expect(() => remove("logGroup", "/a")).to.throw("deletion protection");
    });

    it("what AWS does not change, and two of one name", () => {
        const extendable = { name: "e", billingMode: "EXTENDABLE_RETENTION_PRICING", kmsKeyId: "a" };
        const { id } = make("store", extendable);
        const change = (more: Properties) => () =>
            operations.update(types.store, id, { ...extendable, ...more }, account);
        expect(change({ billingMode: "FIXED_RETENTION_PRICING" })).to.throw("can't become fixed");
        expect(change({ kmsKeyId: "b" })).to.throw("key of a store can't be changed");
        expect(() => make("store", extendable)).to.throw("e exists already");
        make("queue", { name: "q" });
        expect(() => make("queue", { name: "q" })).to.throw("QueueAlreadyExists");
        const partner = "aws.partner/onelogin.com/US-1/a";
        const makeBus = (name: string) => () => make("bus", { name, eventSourceName: partner });
        expect(makeBus("mine")).to.throw("the name of its event source");
        expect(makeBus(partner)).to.throw(`Event source ${partner} does not exist`);
    });

    it("inputs that break a limit or are not listed, and replacements that keep a name", () => {
        const faults = (inputs: Properties) =>
            operations.check(types.queue, "q", inputs, {}, Buffer.from("seed")).faults;
        expect(faults({ maxMessageSize: 5 })).to.deep.equal(["maxMessageSize must be >= 1024"]);
        expect(faults({ maxSize: 5 })).to.deep.equal(["must NOT have additional properties (maxSize)"]);
        const named = (more: Properties) => ({ name: "mine", eventBusName: "a", ...more });
        expect(operations.diff(types.rule, named({}), named({ eventBusName: "b" }))).to.deep.equal({
            changed: ["eventBusName"],
            replacing: ["eventBusName"],
            deleteFirst: true,
        });
    });
});
