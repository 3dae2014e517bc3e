import { expect } from "chai";
import { missingGuards } from "../../../cli/doctor/guards";
import { refusalOf } from "../../../cli/doctor/policy";
import { guardStatements } from "../../../components/bucketPolicy";

const sourceArn = "arn:aws:events:us-east-1:123456789012:rule/bus/rule";
const asked = { service: "events.amazonaws.com", action: "sqs:SendMessage", resource: "arn:q", sourceArn };
const lets = {
    ...{ Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sqs:SendMessage" },
    Resource: "arn:q",
};

describe("whether a policy lets a service in", () => {
    for (const [what, statements, refusal] of [
        [
            "as the component writes it",
            [{ ...lets, Condition: { ArnEquals: { "aws:SourceArn": sourceArn } } }],
        ],
        ["wildcards, whatever the case", [{ ...lets, Action: "SQS:Send*", Resource: "*", Principal: "*" }]],
        [
            "its account",
            [{ ...lets, Condition: { StringEquals: { "AWS:SourceAccount": ["123456789012"] } } }],
        ],
        [
            "a denial of what comes without TLS",
            [lets, { ...lets, Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }],
        ],
        ["nothing", [], "does not allow it"],
        ["another service", [{ ...lets, Principal: { Service: "s3.amazonaws.com" } }], "does not allow it"],
        ["another action", [{ ...lets, Action: ["sqs:ReceiveMessage"] }], "does not allow it"],
        ["another queue", [{ ...lets, Resource: "arn:qq" }], "does not allow it"],
        [
            "another rule",
            [{ ...lets, Condition: { ArnEquals: { "aws:SourceArn": "x" } } }],
            "does not allow it",
        ],
        [
            "a condition of which nobody knows here",
            [{ ...lets, Condition: { DateLessThan: { "aws:CurrentTime": "2030" } } }],
            "does not allow it",
        ],
        ["a denial", [lets, { ...lets, Effect: "Deny", Principal: { AWS: "*" } }], "denies it"],
    ] as [string, object[], string?][])
        it(`${refusal ?? "does"}: ${what}`, () => {
            expect(refusalOf([undefined, JSON.stringify({ Statement: statements })], asked)).to.equal(
                refusal,
            );
        });

    it("does not allow it, if it is not JSON", () =>
        expect(refusalOf(["{"], asked)).to.equal("does not allow it"));
});

describe("whether a bucket's policy guards its events", () => {
    const [bucket, role] = ["arn:aws:s3:::events", "arn:aws:iam::1:role/writer"];
    const found = (statements: object[]) =>
        missingGuards(JSON.stringify({ Statement: statements }), bucket, role);
    const written = guardStatements(bucket, [role]);
    const [tls, writers, fresh, keep] = written;

    it("does, as the component writes it, or with a writer and a statement more", () => {
        expect(found(written)).to.deep.equal([]);
        expect(found([...guardStatements(bucket, ["other", role]), { ...lets }])).to.deep.equal([]);
    });

    for (const [what, statements, words] of [
        ["requests without TLS are let in", [writers, fresh, keep], /lets requests in without TLS/],
        ["others may write", [tls, fresh, keep], /lets others than the function write events/],
        ["events may be written over", [tls, writers, keep], /lets events be written over/],
        ["events may be deleted", [tls, writers, fresh], /lets events be hidden, or their lock be bypassed/],
        [
            "requests with TLS are denied instead",
            [{ ...tls, Condition: { Bool: { "aws:SecureTransport": "true" } } }, writers, fresh, keep],
            /without TLS/,
        ],
        [
            "the condition is another",
            [tls, writers, { ...fresh, Condition: { StringEquals: { "s3:if-none-match": "true" } } }, keep],
            /written over/,
        ],
        [
            "a second condition narrows it",
            [tls, writers, { ...fresh, Condition: { ...fresh.Condition, Bool: { a: "b" } } }, keep],
            /written over/,
        ],
        [
            "it is about other objects",
            [tls, writers, fresh, { ...keep, Resource: `${bucket}/other/*` }],
            /hidden/,
        ],
        ["it denies one person", [tls, writers, fresh, { ...keep, Principal: { AWS: role } }], /hidden/],
        ["it lacks an action", [tls, writers, fresh, { ...keep, Action: ["s3:DeleteObject"] }], /hidden/],
        ["it allows", [tls, writers, fresh, { ...keep, Effect: "Allow" }], /hidden/],
        ["the writers are others", guardStatements(bucket, ["other"]), /function's role/],
    ] as [string, object[], RegExp][])
        it(`does not: ${what}`, () => {
            const missing = found(statements);
            expect(missing).to.have.lengthOf(1);
            expect(missing[0]).to.match(words);
        });
});
