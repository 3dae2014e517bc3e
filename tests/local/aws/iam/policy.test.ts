import { expect } from "chai";
import { readPolicy } from "../../../../local/aws/iam/policy";

const statement = { Sid: "One", Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:aws:sqs:r:1:q" };
const document = (change: object = {}) => ({
    Version: "2012-10-17",
    Statement: [{ ...statement, ...change }],
});
const condition = (operator: string, key: string, value: unknown) => ({
    Condition: { [operator]: { [key]: value } },
});

describe("a policy, read", () => {
    const matching: [what: string, pattern: string, text: string, matches: boolean][] = [
        ["action", "sqs:SendMessage", "sqs:SendMessage", true],
        ["action", "SQS:sendmessage", "sqs:SendMessage", true],
        ["action", "sqs:*", "sqs:SendMessage", true],
        ["action", "sqs:?endMessage", "sqs:SendMessage", true],
        ["action", "sqs:Send", "sqs:SendMessage", false],
        ["resource", "arn:aws:sqs:r:1:q", "arn:aws:sqs:r:1:q", true],
        ["resource", "arn:aws:sqs:r:1:Q", "arn:aws:sqs:r:1:q", false],
        ["resource", "arn:aws:sqs:r:1:q", "arn:aws:sqs:r:1:q2", false],
        ["resource", "arn:aws:logs:r:1:log-group:/aws/a.b:*", "arn:aws:logs:r:1:log-group:/aws/a.b:x", true],
        ["resource", "arn:aws:logs:r:1:log-group:/aws/a.b:*", "arn:aws:logs:r:1:log-group:/aws/aXb:x", false],
    ];
    for (const [what, pattern, text, matches] of matching) {
        it(`${what} ${pattern} ${matches ? "means" : "does not mean"} ${text}`, () => {
            const change = what === "action" ? { Action: pattern } : { Resource: pattern };
            const [{ action, resource }] = readPolicy(document(change), "it");
            expect(what === "action" ? action(text) : resource(text)).to.equal(matches);
        });
    }

    const conditions: [
        operator: string,
        key: string,
        written: unknown,
        given: string | undefined,
        holds: boolean,
    ][] = [
        ["StringEquals", "cloudtrail:ExternalId", "a", "a", true],
        ["StringEquals", "cloudtrail:ExternalId", ["a", "b"], "b", true],
        ["StringEquals", "cloudtrail:ExternalId", "a*", "ab", false],
        ["StringEquals", "cloudtrail:ExternalId", "a", "A", false],
        ["Bool", "aws:SecureTransport", "false", "False", true],
        ["Bool", "aws:SecureTransport", "false", "true", false],
        ["ArnEquals", "aws:sourcearn", "arn:aws:events:r:1:rule/b/*", "arn:aws:events:r:1:rule/b/c:d", true],
        ["ArnEquals", "aws:SourceArn", "arn:aws:events:*:rule/b", "arn:aws:events:r:1:rule/b", false],
        ["ArnEquals", "aws:SourceArn", "arn:aws:events:r:1:rule/b", "arn:aws:events:r:1:rule/c", false],
        ["ArnEquals", "aws:SourceArn", "arn:aws:events:r:1:rule/b", undefined, false],
        [
            "ArnNotEquals",
            "aws:PrincipalArn",
            ["arn:aws:iam::1:role/a", "arn:aws:iam::1:role/b"],
            "arn:aws:iam::1:role/b",
            false,
        ],
        [
            "ArnNotEquals",
            "aws:PrincipalArn",
            ["arn:aws:iam::1:role/a", "arn:aws:iam::1:role/b"],
            "arn:aws:iam::1:role/c",
            true,
        ],
        ["ArnNotEquals", "aws:PrincipalArn", "arn:aws:iam::1:role/a", undefined, true],
        ["Null", "s3:if-none-match", "true", undefined, true],
        ["Null", "s3:if-none-match", "true", "*", false],
        ["Null", "s3:if-none-match", "false", "*", true],
    ];
    for (const [operator, key, written, given, holds] of conditions) {
        it(`${operator} ${JSON.stringify(written)} ${holds ? "holds" : "does not hold"} for ${given}`, () => {
            const [{ conditions }] = readPolicy(document(condition(operator, key, written)), "it");
            expect(conditions[0].holds(given)).to.equal(holds);
            expect(conditions[0].key.toLowerCase()).to.equal(key.toLowerCase());
        });
    }

    it("takes one statement without a list, and a document that is text", () => {
        const text = JSON.stringify({ Version: "2012-10-17", Statement: statement });
        expect(readPolicy(text, "it")).to.have.length(1);
    });

    const unknown: [what: string, document: object][] = [
        ["the version 2008-10-17", { ...document(), Version: "2008-10-17" }],
        ["the element Extra", { ...document(), Extra: 1 }],
        ["the element NotAction", document({ NotAction: "a" })],
        ["the effect Maybe", document({ Effect: "Maybe" })],
        ["the principal type Federated", document({ Principal: { Federated: "a" } })],
        ["the condition operator IpAddress", document(condition("IpAddress", "aws:SourceIp", "1.2.3.4"))],
        ["the condition key aws:SourceIp", document(condition("StringEquals", "aws:SourceIp", "1.2.3.4"))],
        ["variables: ${aws:username}", document({ Resource: "${aws:username}" })],
    ];
    for (const [what, written] of unknown) {
        it(`refuses ${what}`, () => {
            expect(() => readPolicy(written, "lake-policy")).to.throw(
                `lake-policy: this stand-in for IAM does not know ${what}`,
            );
        });
    }
});
