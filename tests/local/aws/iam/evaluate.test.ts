import { expect } from "chai";
import { evaluate } from "../../../../local/aws/iam/evaluate";
import { readPolicy } from "../../../../local/aws/iam/policy";

const [own, other] = ["111111111111", "222222222222"];
const resource = `arn:aws:sqs:us-east-1:${own}:queue`;
const role = (account: string) => {
    const name = `arn:aws:iam::${account}:role/forwarder`;
    return { arn: `arn:aws:sts::${account}:assumed-role/forwarder/f`, account, name };
};
const events = { arn: "events.amazonaws.com", account: undefined, name: "events.amazonaws.com" };

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
const denying = policy({ Effect: "Deny", Principal: "*" });
const naming = (principal: object | string) => policy({ Principal: principal });
const byArn = naming({ AWS: role(own).name });
const byAccount = (account: string) => naming({ AWS: `arn:aws:iam::${account}:root` });
const byService = naming({ Service: events.name });
const ofRule = policy({
    Principal: { Service: events.name },
    Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:events:r:1:rule/a" } },
});
const nobody = (type: string) => `because no ${type}-based policy allows the sqs:SendMessage action`;
const none = policy();

type Policies = Parameters<typeof evaluate>;
const cases: [why: string, Policies[0]["principal"], Policies[1], Policies[2], string | undefined][] = [
    ["the role's own policy", role(own), identity, undefined, undefined],
    ["the resource's policy that names the role", role(own), none, byArn, undefined],
    ["the resource's policy for everybody", role(own), none, naming("*"), undefined],
    ["no policy", role(own), none, undefined, nobody("identity")],
    ["the own account alone, which only delegates", role(own), none, byAccount(own), nobody("identity")],
    [
        "a deny beside an allow",
        role(own),
        identity,
        denying,
        "with an explicit deny in a resource-based policy",
    ],
    [
        "a deny of its own",
        role(own),
        policy({}, { Effect: "Deny" }),
        byArn,
        "with an explicit deny in an identity-based policy",
    ],
    ["a service that is named", events, none, byService, undefined],
    ["a service that is not named", events, none, byArn, nobody("resource")],
    [
        "a service, denied",
        events,
        none,
        [...byService, ...denying],
        "with an explicit deny in a resource-based policy",
    ],
    ["another account, allowed on both sides", role(other), identity, byAccount(other), undefined],
    ["another account, by its number", role(other), identity, naming({ AWS: other }), undefined],
    ["another account, not allowed there", role(other), none, byAccount(other), nobody("identity")],
    ["another account, not allowed here", role(other), identity, byAccount(own), nobody("resource")],
    ["the rule's condition without its value", events, none, ofRule, nobody("resource")],
];

describe("whether policies allow a request", () => {
    for (const [why, principal, its, resources, denial] of cases) {
        it(`${denial === undefined ? "yes" : "no"}: ${why}`, () => {
            const asked = { principal, action: "sqs:SendMessage", resource, context: {} };
            expect(evaluate(asked, its, resources, own)).to.equal(denial);
        });
    }

    it("only for the rule that the condition names", () => {
        const ask = (rule: string) => {
            const context = { "aws:SourceArn": `arn:aws:events:r:1:rule/${rule}` };
            return evaluate(
                { principal: events, action: "sqs:SendMessage", resource, context },
                none,
                ofRule,
                own,
            );
        };
        expect(ask("a")).to.equal(undefined);
        expect(ask("b")).to.equal(nobody("resource"));
    });

    it("not for another action or resource", () => {
        const ask = (action: string, arn: string) =>
            evaluate({ principal: role(own), action, resource: arn, context: {} }, identity, undefined, own);
        expect(ask("sqs:ReceiveMessage", resource)).to.include("no identity-based policy");
        expect(ask("sqs:SendMessage", `${resource}2`)).to.include("no identity-based policy");
    });
});
