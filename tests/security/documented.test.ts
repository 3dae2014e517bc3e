import { expect } from "chai";
import { evaluate } from "../../local/aws/iam/evaluate";
import { readPolicy } from "../../local/aws/iam/policy";
import { enough, policyOf, recordLake } from "../support/pulumi/component";
import documented from "./documentedPermissions.json";

interface Statement {
    Sid: string;
    Effect: string;
    Action: string | string[];
}

const key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";

describe("what nothing local can enforce", () => {
    it("logs, KMS and X-Ray permissions are those of the documented list", async () => {
        const recording = await recordLake({
            ...enough,
            delivery: { kmsKeyArn: key },
            forwarder: { tracing: true },
        });
        const { registrations } = recording;
        // What the local judge can't read, a local run of that stack would refuse.
        const read = readPolicy(policyOf(recording, "lake-role-policy"), "the role's policy");
        expect(read).to.have.length.above(3);
        const statements = registrations.flatMap(({ inputs: { policy, policyDocument } }) => {
            const text = (policy ?? policyDocument) as string | undefined;
            return text === undefined
                ? []
                : [(JSON.parse(text) as { Statement: Statement | Statement[] }).Statement].flat();
        });
        const registered = statements
            .filter(({ Effect }) => Effect === "Allow")
            .flatMap(({ Sid, Action }) => [Action].flat().map((action) => `${Sid} ${action}`))
            .filter((permission) => / (logs|kms|xray):/.test(permission));
        const listed = documented.flatMap(({ statement, actions }) =>
            actions.map((action) => `${statement} ${action}`),
        );
        expect(registered.sort()).to.deep.equal(listed.sort());
    });

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
