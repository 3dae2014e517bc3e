import { of, allow, read } from "./resources";
import type { Shown } from "./pack";
import { describeRule } from "./rule";
import type { Case } from "./rule";

const actionsOn = (resource: string) => `allows sqs:ReceiveMessage on ${resource}`;
const anybody = "allows anybody, without a condition that names who";
const allows = (what: string) => `The statement S allows ${what}. Name them.`;
const account = "111122223333";
const anyCaller = { ...read, Principal: "*" };
const on = (Resource: string): Shown => allow({ ...read, Resource });
const when = (Condition: object): Shown => allow({ ...anyCaller, Condition });
const keyPolicy = (statement: object): Shown => allow({ Resource: "*", ...statement }, "aws:kms/key:Key");
const trust = (Principal: unknown): Shown =>
    allow({ Principal, Action: "sts:AssumeRole" }, "aws:iam/role:Role", "assumeRolePolicy");
const federated = (Condition: object): Shown =>
    allow(
        { Principal: { Federated: "a provider" }, Action: "sts:AssumeRoleWithWebIdentity", Condition },
        "aws:iam/role:Role",
        "assumeRolePolicy",
    );
const permission = (more: object): Shown =>
    of("aws:lambda/permission:Permission", { action: "lambda:InvokeFunction", principal: "*", ...more });

/** What once passed; each with the nearest that may. */
const pairs: [what: string, passes: Shown, fails: Shown, fault: string][] = [
    ["a resource: the rest of an ARN", on(read.Resource), on("arn:*"), actionsOn("arn:*")],
    [
        "a resource: a name of any first letter",
        on("arn:aws:sqs:us-east-1:1:q"),
        on("arn:aws:sqs:us-east-1:1:?*"),
        actionsOn("arn:aws:sqs:us-east-1:1:?*"),
    ],
    [
        "a resource: anywhere",
        on("arn:aws:sqs:us-east-1:1:o"),
        on("arn:aws:sqs:*:*:o*"),
        actionsOn("arn:aws:sqs:*:*:o*"),
    ],
    [
        "a resource: of any account",
        on("arn:aws:s3:::bucket/events/*"),
        on("arn:aws:iam::*:role/reader"),
        actionsOn("arn:aws:iam::*:role/reader"),
    ],
    [
        "a resource: the beginning of a log group's name",
        on("arn:aws:logs:us-east-1:1:log-group:/aws/x:log-stream:*"),
        on("arn:aws:logs:us-east-1:1:log-group:/aws/*"),
        actionsOn("arn:aws:logs:us-east-1:1:log-group:/aws/*"),
    ],
    [
        "a resource: in any Region",
        on("arn:aws:s3:us-east-1:1:accesspoint/a/object/*"),
        on("arn:aws:s3:*:1:accesspoint/a/object/*"),
        actionsOn("arn:aws:s3:*:1:accesspoint/a/object/*"),
    ],
    [
        "everybody but one",
        allow({ ...read, Principal: { AWS: account } }),
        allow({ ...read, NotPrincipal: { AWS: account } }),
        "allows everybody but some (NotPrincipal)",
    ],
    ["an empty condition", when({ StringEquals: { "aws:SourceAccount": account } }), when({}), anybody],
    [
        "a key without a value",
        when({ StringEquals: { "aws:SourceAccount": [account] } }),
        when({ StringEquals: { "aws:SourceAccount": [] } }),
        anybody,
    ],
    [
        "an operator without a key",
        when({ ArnLike: { "aws:SourceArn": `arn:aws:events:*:${account}:rule/*` } }),
        when({ ArnLike: {} }),
        anybody,
    ],
    [
        "a condition that everything fulfils",
        when({ ArnEquals: { "aws:SourceArn": "arn:aws:s3:::bucket" } }),
        when({ ArnLike: { "aws:SourceArn": "arn:aws:*:*:*:*" } }),
        anybody,
    ],
    [
        "one of several values that everything fulfils",
        when({ StringLike: { "aws:PrincipalArn": [`arn:aws:iam::${account}:role/x`] } }),
        when({ StringLike: { "aws:PrincipalArn": [`arn:aws:iam::${account}:role/x`, "*"] } }),
        anybody,
    ],
    [
        "every address",
        when({ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }),
        when({ IpAddress: { "aws:SourceIp": ["0.0.0.0/0", "::/0"] } }),
        anybody,
    ],
    [
        "a condition that a missing key fulfils",
        when({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/*" } }),
        when({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
        anybody,
    ],
    [
        "all but one account",
        when({ StringEquals: { "aws:PrincipalAccount": account } }),
        when({ StringNotEquals: { "aws:PrincipalAccount": account } }),
        anybody,
    ],
    [
        "a condition that says nothing of who asks",
        when({
            Bool: { "aws:SecureTransport": "true" },
            StringEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" },
        }),
        when({ Bool: { "aws:SecureTransport": "true" } }),
        anybody,
    ],
    [
        "a variable for a name",
        on(read.Resource),
        on("arn:aws:sqs:us-east-1:111122223333:${aws:PrincipalTag/queue}"),
        actionsOn("arn:aws:sqs:us-east-1:111122223333:${aws:PrincipalTag/queue}"),
    ],
    [
        "a condition on itself",
        when({ StringEquals: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/x` } }),
        when({ StringEquals: { "aws:PrincipalArn": "${aws:PrincipalArn}" } }),
        anybody,
    ],
    [
        "an account in the name of somebody else's resource",
        when({ StringLike: { "aws:SourceArn": `arn:aws:cloudwatch:us-east-1:${account}:alarm:*` } }),
        when({ StringLike: { "aws:SourceArn": `arn:aws:cloudwatch:*:${account}:*` } }),
        anybody,
    ],
    [
        "any of the callers of an account's name",
        when({ ArnLike: { "aws:SourceArn": `arn:aws:events:*:${account}:rule/x` } }),
        when({ StringLike: { "aws:SourceArn": `*:${account}:*` } }),
        anybody,
    ],
    [
        "the two halves of all addresses",
        when({ IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "2001:db8::/32", "203.0.113.7"] } }),
        when({ IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1"] } }),
        anybody,
    ],
    [
        "GitHub's users",
        federated({ StringLike: { "token.actions.githubusercontent.com:sub": "repo:company/*" } }),
        federated({ StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } }),
        anybody,
    ],
    [
        "every repository",
        federated({
            StringEquals: { "oidc.eks.eu-west-1.amazonaws.com/id/A1:sub": "system:serviceaccount:ns:name" },
        }),
        federated({ StringLike: { "token.actions.githubusercontent.com:sub": "repo:*" } }),
        anybody,
    ],
    [
        "Cognito's guests",
        federated({ StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:1a2b" } }),
        federated({ "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } }),
        anybody,
    ],
    [
        "an element in other letters",
        allow(read),
        allow({ ...read, principal: "*" }),
        "has the element principal, which nobody reads here",
    ],
    ["a trust policy", trust({ Service: "lambda.amazonaws.com" }), trust({ AWS: "*" }), anybody],
    [
        "a key's policy: anybody",
        keyPolicy({ Principal: { Service: "events.amazonaws.com" }, Action: "kms:Decrypt" }),
        keyPolicy({ Principal: { AWS: ["*"] }, Action: "kms:Decrypt" }),
        anybody,
    ],
    [
        "a key's policy: every action",
        keyPolicy({ Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*" }),
        keyPolicy({ Principal: { AWS: `arn:aws:iam::${account}:role/x` }, Action: "kms:*" }),
        "allows the actions kms:*",
    ],
    [
        "an event bus's policy",
        allow({ ...anyCaller, Principal: account }, "aws:cloudwatch/eventBusPolicy:EventBusPolicy"),
        allow(anyCaller, "aws:cloudwatch/eventBusPolicy:EventBusPolicy"),
        anybody,
    ],
];

/** Each type that holds a document, and where. */
const holders: [type: string, input: string][] = [
    ["aws-native:iam:RolePolicy", "policyDocument"],
    ["aws-native:iam:ManagedPolicy", "policyDocument"],
    ["aws-native:iam:Role", "assumeRolePolicyDocument"],
    ["aws-native:sqs:QueuePolicy", "policyDocument"],
    ["aws-native:sqs:QueueInlinePolicy", "policyDocument"],
    ["aws-native:events:EventBus", "policy"],
    ["aws-native:kms:Key", "keyPolicy"],
    ["aws:kms/keyPolicy:KeyPolicy", "policy"],
    ["aws:s3/bucketPolicy:BucketPolicy", "policy"],
    ["aws:s3/bucket:Bucket", "policy"],
    ["aws:s3/accessPoint:AccessPoint", "policy"],
    ["aws:kms/replicaKey:ReplicaKey", "policy"],
    ["aws:kms/externalKey:ExternalKey", "policy"],
    ["aws:kms/replicaExternalKey:ReplicaExternalKey", "policy"],
    ["aws:secretsmanager/secret:Secret", "policy"],
    ["aws:glue/resourcePolicy:ResourcePolicy", "policy"],
    ["aws:kinesis/resourcePolicy:ResourcePolicy", "policy"],
    ["aws:dynamodb/resourcePolicy:ResourcePolicy", "policy"],
    ["aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", "inlinePolicy"],
    ["aws-native:kms:ReplicaKey", "keyPolicy"],
    ["aws-native:s3:AccessPoint", "policy"],
    ["aws-native:secretsmanager:ResourcePolicy", "resourcePolicy"],
];

/** Managed policies, however they are attached. */
const attachments: [type: string, props: (arn: string) => Shown["props"]][] = [
    [
        "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        (arn) => ({ policyArns: [arn] }),
    ],
    ["aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", (arn) => ({ managedPolicyArn: arn })],
    ["aws:iam/userPolicyAttachment:UserPolicyAttachment", (arn) => ({ policyArn: arn })],
];
const broad = ["ReadOnlyAccess", "job-function/SystemAdministrator", "AdministratorAccess-Amplify"];

const statement = (
    what: string,
    [passes, fails]: Shown[],
    fault: string,
    named = "The statement S",
): Case[] => [
    [`once let through, ${what}`, passes],
    [`once let through, ${what}`, fails, `${named} ${fault}. Name them.`],
];

describeRule("no-wildcard-permission", [
    ...pairs.flatMap(([what, passes, fails, fault]) => statement(what, [passes, fails], fault)),
    ...holders.flatMap(([type, input]) =>
        statement(
            type,
            [allow({ ...read, Principal: { AWS: account } }, type, input), allow(anyCaller, type, input)],
            anybody,
        ),
    ),
    ...statement(
        "a function's permission",
        [permission({ sourceAccount: account }), permission({ functionUrlAuthType: "NONE" })],
        anybody,
        "A statement",
    ),
    ...statement(
        "a function for every customer of a service",
        [
            permission({ principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::bucket" }),
            permission({ principal: "s3.amazonaws.com" }),
        ],
        anybody,
        "A statement",
    ),
    ...statement(
        "a function's public URL",
        ["AWS_IAM", "NONE"].map((authorizationType) =>
            of("aws:lambda/functionUrl:FunctionUrl", { authorizationType }),
        ),
        anybody,
        "A statement",
    ),
    ...[
        "aws:lambda/layerVersionPermission:LayerVersionPermission",
        "aws-native:lambda:LayerVersionPermission",
    ].flatMap((type) =>
        statement(
            `a layer for everybody, ${type}`,
            ["o-a1b2c3d4e5", "*"].map((organizationId) =>
                of(type, {
                    action: "lambda:GetLayerVersion",
                    principal: "*",
                    organizationId,
                }),
            ),
            anybody,
            "A statement",
        ),
    ),
    ...statement(
        "the event bus's policy of the other provider, in its inputs",
        [account, "*"].map((principal) =>
            of("aws-native:events:EventBusPolicy", { action: "events:PutEvents", principal }),
        ),
        anybody,
        "A statement",
    ),
    ...attachments.flatMap(([type, props]) => [
        [
            `once let through, ${type}`,
            of(type, props("arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole")),
        ] satisfies Case,
        ...broad.map((name): Case => {
            const arn = `arn:aws:iam::aws:policy/${name}`;
            return [
                `once let through, ${type}`,
                of(type, props(arn)),
                `The managed policy ${arn} allows whole services. Write a policy that names what is used.`,
            ];
        }),
    ]),
    ...statement(
        "a function's permission, every action",
        [permission({ principal: account }), permission({ principal: account, action: "lambda:*" })],
        "allows the actions lambda:*",
        "A statement",
    ),
    ...statement(
        "a function's permission of the other provider",
        [
            { ...permission({ principalOrgId: "o-a1b2c3d4e5" }), type: "aws-native:lambda:Permission" },
            { ...permission({ principalOrgId: "*" }), type: "aws-native:lambda:Permission" },
        ],
        anybody,
        "A statement",
    ),
    ...statement(
        "a permission on the event bus",
        [
            of("aws:cloudwatch/eventPermission:EventPermission", {
                principal: "*",
                condition: { type: "StringEquals", key: "aws:PrincipalOrgID", value: "o-a1b2c3d4e5" },
            }),
            of("aws:cloudwatch/eventPermission:EventPermission", { principal: "*" }),
        ],
        anybody,
        "A statement",
    ),
    ...statement(
        "the event bus's policy of the other provider",
        [
            of("aws-native:events:EventBusPolicy", {
                statement: { Effect: "Allow", ...read, Principal: account },
            }),
            of("aws-native:events:EventBusPolicy", {
                statement: { Effect: "Allow", ...read, Principal: "*" },
            }),
        ],
        anybody,
        "A statement",
    ),
    ...["aws-native:iam:Role", "aws-native:iam:User", "aws-native:iam:Group"].flatMap((type) =>
        statement(
            `an inline policy of ${type}`,
            [read.Resource, "*"].map((Resource) =>
                of(type, { policies: [{ policyDocument: on(Resource).props.policy }] }),
            ),
            actionsOn("*"),
        ),
    ),
    [
        "a managed policy of the other provider's role",
        of("aws-native:iam:Role", { managedPolicyArns: ["arn:aws:iam::aws:policy/IAMFullAccess"] }),
        "The managed policy arn:aws:iam::aws:policy/IAMFullAccess allows whole services. Write a policy that names what is used.",
    ],
    ["named actions on a named resource", allow(read)],
    ["a log group's streams", allow({ ...read, Resource: "arn:aws:logs:eu-west-1:1:log-group:/aws/x:*" })],
    ["X-Ray, which takes no resource", allow({ Action: "xray:PutTraceSegments", Resource: "*" })],
    ["a denial of everything", allow({ Effect: "Deny", Principal: "*", Action: "*", Resource: "*" })],
    [
        "anybody on a condition",
        allow({
            ...read,
            Principal: "*",
            Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
        }),
    ],
    ["every action", allow({ ...read, Action: "*" }), allows("the actions *")],
    ["every action of a service", allow({ ...read, Action: ["sqs:*"] }), allows("the actions sqs:*")],
    ["actions that begin alike", allow({ ...read, Action: "sqs:Get*" }), allows("the actions sqs:Get*")],
    ["every resource", allow({ ...read, Resource: "*" }), allows("sqs:ReceiveMessage on *")],
    [
        "every queue",
        allow({ ...read, Resource: ["arn:aws:sqs:us-east-1:1:*"] }),
        allows("sqs:ReceiveMessage on arn:aws:sqs:us-east-1:1:*"),
    ],
    [
        "every function",
        allow({ Action: "lambda:InvokeFunction", Resource: "arn:aws:lambda:us-east-1:1:function:*" }),
        allows("lambda:InvokeFunction on arn:aws:lambda:us-east-1:1:function:*"),
    ],
    [
        "X-Ray together with more",
        allow({ Action: ["xray:PutTraceSegments", "s3:GetObject"], Resource: "*" }),
        allows("s3:GetObject on *"),
    ],
    [
        "all actions but one",
        allow({ NotAction: "iam:PassRole", Resource: read.Resource }),
        allows("all actions but some (NotAction)"),
    ],
    [
        "all resources but one",
        allow({ Action: read.Action, NotResource: read.Resource }),
        allows("all resources but some (NotResource)"),
    ],
    [
        "anybody",
        allow({ ...read, Principal: { AWS: "*" } }, "aws:sqs/queuePolicy:QueuePolicy"),
        allows("anybody, without a condition that names who"),
    ],
    [
        "a log policy for every group",
        allow(
            { Action: "logs:PutLogEvents", Resource: "arn:aws:logs:us-east-1:1:*" },
            "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
            "policyDocument",
        ),
        allows("logs:PutLogEvents on arn:aws:logs:us-east-1:1:*"),
    ],
    [
        "a channel for anybody",
        of("aws-native:cloudtrail:ResourcePolicy", {
            resourcePolicy: {
                Statement: {
                    Effect: "Allow",
                    Principal: "*",
                    Action: "cloudtrail-data:PutAuditEvents",
                },
            },
        }),
        "A statement allows anybody, without a condition that names who. Name them.",
    ],
    [
        "an inline policy of a role",
        of("aws:iam/role:Role", {
            inlinePolicies: [{ policy: allow({ ...read, Resource: "*" }).props.policy }],
        }),
        allows("sqs:ReceiveMessage on *"),
    ],
    [
        "a managed policy of a whole service",
        of("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
            policyArn: "arn:aws:iam::aws:policy/AmazonS3FullAccess",
        }),
        "The managed policy arn:aws:iam::aws:policy/AmazonS3FullAccess allows whole services. Write a policy that names what is used.",
    ],
    [
        "a managed policy of a role",
        of("aws:iam/role:Role", { managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] }),
        "The managed policy arn:aws:iam::aws:policy/AdministratorAccess allows whole services. Write a policy that names what is used.",
    ],
    [
        "a managed policy that is narrow",
        of("aws:iam/policyAttachment:PolicyAttachment", {
            policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",
        }),
    ],
    [
        "an action that the company allows everywhere",
        allow({ Action: "ec2:DescribeRegions", Resource: "*" }),
        undefined,
        { "no-wildcard-permission": { withoutResource: ["ec2:DescribeRegions"] } },
    ],
]);
