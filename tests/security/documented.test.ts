import { expect } from "chai";
import { evaluate } from "../../local/aws/iam/evaluate";
import { readPolicy } from "../../local/aws/iam/policy";
import { enough, policyOf, recordLake } from "../support/pulumi/component";
import documented from "./documentedPermissions.json";

describe("what nothing local can enforce", () => {
    for (const { statement, why, source } of documented) {
        it(`${statement} has its reason and its source`, () => {
            expect(why).to.match(/\.$/);
            expect(new URL(source).hostname).to.equal("docs.aws.amazon.com");
        });
    }
});

describe("the raw event log's policy", () => {
    const account = "123456789012";
    const ruleArn = `arn:aws:events:us-east-1:${account}:rule/${enough.eventSourceName}/lake-rule-1234567`;
    const stream = `arn:aws:logs:us-east-1:${account}:log-group:/aws/events/lake-0001:log-stream:s`;

    for (const policyScope of ["account", "logGroup"]) {
        it(`lets this stack's rule write, and no other, ${policyScope}`, async () => {
            const recording = await recordLake({ ...enough, eventLog: { policyScope } });
            const policy = readPolicy(
                policyOf(recording, "lake-event-log-policy", "policyDocument"),
                "the raw event log's policy",
            );
            const mayWrite = (name: string, sourceArn?: string) => {
                const principal = { arn: name, account: undefined, name };
                const context = { "aws:SourceArn": sourceArn };
                const asked = { principal, action: "logs:PutLogEvents", resource: stream, context };
                return evaluate(asked, [], policy, account) === undefined;
            };
            expect(mayWrite("events.amazonaws.com", ruleArn)).to.equal(true);
            expect(mayWrite("delivery.logs.amazonaws.com", ruleArn)).to.equal(true);
            expect(mayWrite("events.amazonaws.com", `${ruleArn}-2`)).to.equal(false);
            expect(mayWrite("events.amazonaws.com")).to.equal(false);
            expect(mayWrite("lambda.amazonaws.com", ruleArn)).to.equal(false);
        });
    }
});
