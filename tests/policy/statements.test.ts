import { allow, anybody, read } from "./resources";
import type { Shown } from "./pack";
import { describeRule, pairs } from "./rule";
import type { Pair } from "./rule";

const account = "111122223333";
const role = `arn:aws:iam::${account}:role/x`;
const github = "token.actions.githubusercontent.com";

const resources: [what: string, named: string, open: string][] = [
    ["the rest of an ARN", read.Resource, "arn:*"],
    ["a name of any first letter", "arn:aws:sqs:us-east-1:1:q", "arn:aws:sqs:us-east-1:1:?*"],
    ["anywhere", "arn:aws:sqs:us-east-1:1:o", "arn:aws:sqs:*:*:o*"],
    ["of any account", "arn:aws:s3:::bucket/events/*", "arn:aws:iam::*:role/reader"],
    ["every one of a kind", read.Resource, "arn:aws:lambda:us-east-1:1:function:*"],
    [
        "the beginning of a log group's name",
        "arn:aws:logs:us-east-1:1:log-group:/aws/x:log-stream:*",
        "arn:aws:logs:us-east-1:1:log-group:/aws/*",
    ],
    ["every log group", "arn:aws:logs:eu-west-1:1:log-group:/aws/x:*", "arn:aws:logs:us-east-1:1:*"],
    [
        "in any Region",
        "arn:aws:s3:us-east-1:1:accesspoint/a/object/*",
        "arn:aws:s3:*:1:accesspoint/a/object/*",
    ],
    ["a variable for a name", read.Resource, `arn:aws:sqs:us-east-1:${account}:\${aws:PrincipalTag/queue}`],
];

/** Of a statement for anybody. */
const conditions: [what: string, narrow: object, wide: object][] = [
    ["no key", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }, {}],
    [
        "a key without a value",
        { StringEquals: { "aws:SourceAccount": [account] } },
        { StringEquals: { "aws:SourceAccount": [] } },
    ],
    [
        "an operator without a key",
        { ArnLike: { "aws:SourceArn": `arn:aws:events:*:${account}:rule/*` } },
        { ArnLike: {} },
    ],
    [
        "what everything fulfils",
        { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::bucket" } },
        { ArnLike: { "aws:SourceArn": "arn:aws:*:*:*:*" } },
    ],
    [
        "one of several values that everything fulfils",
        { StringLike: { "aws:PrincipalArn": [role] } },
        { StringLike: { "aws:PrincipalArn": [role, "*"] } },
    ],
    [
        "every address",
        { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
        { IpAddress: { "aws:SourceIp": ["0.0.0.0/0", "::/0"] } },
    ],
    [
        "the two halves of all addresses",
        { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "2001:db8::/32", "203.0.113.7"] } },
        { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1"] } },
    ],
    [
        "what a missing key fulfils",
        { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/*" } },
        { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    ],
    [
        "all but one account",
        { StringEquals: { "aws:PrincipalAccount": account } },
        { StringNotEquals: { "aws:PrincipalAccount": account } },
    ],
    [
        "what says nothing of who asks",
        { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } },
        { Bool: { "aws:SecureTransport": "true" } },
    ],
    [
        "itself",
        { StringEquals: { "aws:PrincipalArn": role } },
        { StringEquals: { "aws:PrincipalArn": "${aws:PrincipalArn}" } },
    ],
    [
        "an account in the name of somebody else's resource",
        { StringLike: { "aws:SourceArn": `arn:aws:cloudwatch:us-east-1:${account}:alarm:*` } },
        { StringLike: { "aws:SourceArn": `arn:aws:cloudwatch:*:${account}:*` } },
    ],
    [
        "any of the callers of an account's name",
        { ArnLike: { "aws:SourceArn": `arn:aws:events:*:${account}:rule/x` } },
        { StringLike: { "aws:SourceArn": `*:${account}:*` } },
    ],
];

/** Of a trust policy for the users of a provider of identities. */
const federated: typeof conditions = [
    [
        "GitHub's users",
        { StringLike: { [`${github}:sub`]: "repo:company/*" } },
        { StringEquals: { [`${github}:aud`]: "sts.amazonaws.com" } },
    ],
    [
        "every repository",
        { StringEquals: { "oidc.eks.eu-west-1.amazonaws.com/id/A1:sub": "system:serviceaccount:ns:name" } },
        { StringLike: { [`${github}:sub`]: "repo:*" } },
    ],
    [
        "Cognito's guests",
        { StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:1a2b" } },
        { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } },
    ],
];

const pairOf = (what: string, passes: object, fails: object, fault: string): Pair => [
    what,
    allow({ ...read, ...passes }),
    allow({ ...read, ...fails }),
    fault,
];
const ofKey = (statement: object): Shown => allow({ ...statement, Resource: "*" }, "aws:kms/key:Key");

const statements: Pair[] = [
    ...resources.map(([what, named, open]) =>
        pairOf(
            `a resource: ${what}`,
            { Resource: named },
            { Resource: [open] },
            `allows sqs:ReceiveMessage on ${open}`,
        ),
    ),
    ...conditions.map(([what, narrow, wide]) =>
        pairOf(
            `anybody on a condition: ${what}`,
            { Principal: "*", Condition: narrow },
            { Principal: "*", Condition: wide },
            anybody,
        ),
    ),
    ...federated.map(([what, narrow, wide]): Pair => {
        const [passes, fails] = [narrow, wide].map((Condition) =>
            allow(
                {
                    Principal: { Federated: "a provider" },
                    Action: "sts:AssumeRoleWithWebIdentity",
                    Condition,
                },
                "aws:iam/role:Role",
                "assumeRolePolicy",
            ),
        );
        return [`anybody by a provider of identities: ${what}`, passes, fails, anybody];
    }),
    pairOf(
        "everybody but one",
        { Principal: { AWS: account } },
        { NotPrincipal: { AWS: account } },
        "allows everybody but some (NotPrincipal)",
    ),
    pairOf("every action", { Effect: "Deny", Action: "*" }, { Action: "*" }, "allows the actions *"),
    pairOf("actions that begin alike", {}, { Action: "sqs:Get*" }, "allows the actions sqs:Get*"),
    pairOf(
        "all actions but one",
        {},
        { Action: undefined, NotAction: "iam:PassRole" },
        "allows all actions but some (NotAction)",
    ),
    pairOf(
        "all resources but one",
        {},
        { Resource: undefined, NotResource: read.Resource },
        "allows all resources but some (NotResource)",
    ),
    pairOf(
        "X-Ray, which takes no resource, together with more",
        { Action: "xray:PutTraceSegments", Resource: "*" },
        { Action: ["xray:PutTraceSegments", "s3:GetObject"], Resource: "*" },
        "allows s3:GetObject on *",
    ),
    pairOf(
        "an element in other letters",
        {},
        { principal: "*" },
        "has the element principal, which nobody reads here",
    ),
    [
        "a key's policy, in which * is the key: anybody",
        ofKey({ Principal: { Service: "events.amazonaws.com" }, Action: "kms:Decrypt" }),
        ofKey({ Principal: { AWS: ["*"] }, Action: "kms:Decrypt" }),
        anybody,
    ],
    [
        "a key's policy: every action",
        ofKey({ Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*" }),
        ofKey({ Principal: { AWS: role }, Action: "kms:*" }),
        "allows the actions kms:*",
    ],
];

describeRule("no-wildcard-permission", [
    ...pairs(statements, "The statement S"),
    [
        "an action that the company allows everywhere",
        allow({ Action: "ec2:DescribeRegions", Resource: "*" }),
        undefined,
        { "no-wildcard-permission": { withoutResource: ["ec2:DescribeRegions"] } },
    ],
]);
