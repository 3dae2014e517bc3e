import { expect } from "chai";
import { evaluate } from "../../../../local/aws/iam/evaluate";
import { readPolicy } from "../../../../local/aws/iam/policy";

const [own, other] = ["111111111111", "222222222222"];
const resource = `arn:aws:sqs:us-east-1:${own}:queue`;
const role = (account: string) => {
    const name = `arn:aws:iam::${account}:role/forwarder`;
    return { arn: `arn:aws:sts::${account}:assumed-role/forwarder/f`, account, name };
};

const policy = (...statements: object[]) =>
    readPolicy(
        {
            Version: "2012-10-17",
            Statement: statements.map((more) => ({
                Effect: "Allow",
                Action: "sqs:SendMessage",
                Resource: resource,
                ...more,
            })),
        },
        "it",
    );
const identity = policy({});
const naming = (principal: object | string) => policy({ Principal: principal });
const byArn = naming({ AWS: role(own).name });
const byAccount = (account: string) => naming({ AWS: `arn:aws:iam::${account}:root` });
const nobody = (type: string) => `because no ${type}-based policy allows the sqs:SendMessage action`;
const none = policy();

type Policies = Parameters<typeof evaluate>;
const cases: [why: string, account: string, Policies[1], Policies[2], string | undefined][] = [
    ["the role's own policy", own, identity, undefined, undefined],
    ["the resource's policy that names the role", own, none, byArn, undefined],
    ["no policy", own, none, undefined, nobody("identity")],
    ["the own account alone, which only delegates", own, none, byAccount(own), nobody("identity")],
    [
        "a deny of its own",
        own,
        policy({}, { Effect: "Deny" }),
        byArn,
        "with an explicit deny in an identity-based policy",
    ],
    ["another account, allowed on both sides", other, identity, byAccount(other), undefined],
    ["another account, by its number", other, identity, naming({ AWS: other }), undefined],
    ["another account, not allowed there", other, none, byAccount(other), nobody("identity")],
    ["another account, not allowed here", other, identity, byAccount(own), nobody("resource")],
];

/** Denies of a resource's policy, conditions and services: tests/components/bucketPolicy.test.ts and the pipeline. */
describe("whether policies allow a request", () => {
    for (const [why, account, its, resources, denial] of cases)
        it(`${denial === undefined ? "yes" : "no"}: ${why}`, () => {
            const asked = { principal: role(account), action: "sqs:SendMessage", resource, context: {} };
            expect(evaluate(asked, its, resources, own)).to.equal(denial);
        });
});
