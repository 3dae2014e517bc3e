import { allow, read } from "./resources";
import { describeRule } from "./rule";

describeRule("no-wildcard-permission", [
    { what: "named actions on a named resource", resources: [allow(read)] },
    {
        what: "a log group's streams",
        resources: [allow({ ...read, Resource: "arn:aws:logs:eu-west-1:1:log-group:/aws/x:*" })],
    },
    {
        what: "X-Ray, which takes no resource",
        resources: [allow({ Action: "xray:PutTraceSegments", Resource: "*" })],
    },
    {
        what: "a denial of everything",
        resources: [allow({ Effect: "Deny", Principal: "*", Action: "*", Resource: "*" })],
    },
    {
        what: "anybody on a condition",
        resources: [allow({ ...read, Principal: "*", Condition: { ArnEquals: {} } })],
    },
    {
        what: "every action",
        resources: [allow({ ...read, Action: "*" })],
        said: "The statement S allows the actions *. Name them.",
    },
    {
        what: "every action of a service",
        resources: [allow({ ...read, Action: ["sqs:*"] })],
        said: "The statement S allows the actions sqs:*. Name them.",
    },
    {
        what: "actions that begin alike",
        resources: [allow({ ...read, Action: "sqs:Get*" })],
        said: "The statement S allows the actions sqs:Get*. Name them.",
    },
    {
        what: "every resource",
        resources: [allow({ ...read, Resource: "*" })],
        said: "The statement S allows sqs:ReceiveMessage on *. Name them.",
    },
    {
        what: "every queue",
        resources: [allow({ ...read, Resource: ["arn:aws:sqs:us-east-1:1:*"] })],
        said: "The statement S allows sqs:ReceiveMessage on arn:aws:sqs:us-east-1:1:*. Name them.",
    },
    {
        what: "every function",
        resources: [
            allow({ Action: "lambda:InvokeFunction", Resource: "arn:aws:lambda:us-east-1:1:function:*" }),
        ],
        said: "The statement S allows lambda:InvokeFunction on arn:aws:lambda:us-east-1:1:function:*. Name them.",
    },
    {
        what: "X-Ray together with more",
        resources: [allow({ Action: ["xray:PutTraceSegments", "s3:GetObject"], Resource: "*" })],
        said: "The statement S allows s3:GetObject on *. Name them.",
    },
    {
        what: "all actions but one",
        resources: [allow({ NotAction: "iam:PassRole", Resource: read.Resource })],
        said: "The statement S allows all actions but some (NotAction). Name them.",
    },
    {
        what: "all resources but one",
        resources: [allow({ Action: read.Action, NotResource: read.Resource })],
        said: "The statement S allows all resources but some (NotResource). Name them.",
    },
    {
        what: "anybody",
        resources: [allow({ ...read, Principal: { AWS: "*" } }, "aws:sqs/queuePolicy:QueuePolicy")],
        said: "The statement S allows anybody, without a condition. Name them.",
    },
    {
        what: "a log policy for every group",
        resources: [
            allow(
                { Action: "logs:PutLogEvents", Resource: "arn:aws:logs:us-east-1:1:*" },
                "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
                "policyDocument",
            ),
        ],
        said: "The statement S allows logs:PutLogEvents on arn:aws:logs:us-east-1:1:*. Name them.",
    },
    {
        what: "a channel for anybody",
        resources: [
            {
                type: "aws-native:cloudtrail:ResourcePolicy",
                name: "it",
                props: {
                    resourcePolicy: {
                        Statement: {
                            Effect: "Allow",
                            Principal: "*",
                            Action: "cloudtrail-data:PutAuditEvents",
                        },
                    },
                },
            },
        ],
        said: "A statement allows anybody, without a condition. Name them.",
    },
    {
        what: "an inline policy of a role",
        resources: [
            {
                type: "aws:iam/role:Role",
                name: "it",
                props: { inlinePolicies: [{ policy: allow({ ...read, Resource: "*" }).props.policy }] },
            },
        ],
        said: "The statement S allows sqs:ReceiveMessage on *. Name them.",
    },
    {
        what: "a managed policy of a whole service",
        resources: [
            {
                type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                name: "it",
                props: { policyArn: "arn:aws:iam::aws:policy/AmazonS3FullAccess" },
            },
        ],
        said: "The managed policy arn:aws:iam::aws:policy/AmazonS3FullAccess allows whole services. Write a policy that names what is used.",
    },
    {
        what: "a managed policy of a role",
        resources: [
            {
                type: "aws:iam/role:Role",
                name: "it",
                props: { managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] },
            },
        ],
        said: "The managed policy arn:aws:iam::aws:policy/AdministratorAccess allows whole services. Write a policy that names what is used.",
    },
    {
        what: "a managed policy that is narrow",
        resources: [
            {
                type: "aws:iam/policyAttachment:PolicyAttachment",
                name: "it",
                props: {
                    policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",
                },
            },
        ],
    },
    {
        what: "an action that the company allows everywhere",
        resources: [allow({ Action: "ec2:DescribeRegions", Resource: "*" })],
        config: { "no-wildcard-permission": { withoutResource: ["ec2:DescribeRegions"] } },
    },
]);
