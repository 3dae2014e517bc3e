import { allow, anybody, of, read } from "./resources";
import type { Shown } from "./pack";
import { describeRule, pairs } from "./rule";
import type { Case, Pair } from "./rule";

const account = "111122223333";

/** Types that hold a document, and where. */
const holders: [type: string, input: string][] = [
    ["aws:iam/role:Role", "assumeRolePolicy"],
    ["aws:sqs/queuePolicy:QueuePolicy", "policy"],
    ["aws:cloudwatch/eventBusPolicy:EventBusPolicy", "policy"],
    ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "policyDocument"],
    ["aws-native:cloudtrail:ResourcePolicy", "resourcePolicy"],
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
/** Types that hold several, and what each of these is in. */
const inline: [type: string, input: string, document: string][] = [
    ["aws:iam/role:Role", "inlinePolicies", "policy"],
    ["aws-native:iam:Role", "policies", "policyDocument"],
    ["aws-native:iam:User", "policies", "policyDocument"],
    ["aws-native:iam:Group", "policies", "policyDocument"],
];

const documents: Pair[] = [
    ...holders.map(([type, input]): Pair => {
        const [passes, fails] = [account, "*"].map((Principal) => allow({ ...read, Principal }, type, input));
        return [type, passes, fails, anybody];
    }),
    ...inline.map(([type, input, document]): Pair => {
        const [passes, fails] = [read.Resource, "*"].map((Resource) =>
            of(type, { [input]: [{ [document]: allow({ ...read, Resource }).props.policy }] }),
        );
        return [`an inline policy of ${type}`, passes, fails, "allows sqs:ReceiveMessage on *"];
    }),
];

/** Permissions that are no document: inputs of a type that pass, and that do not. */
const grants: [what: string, type: string, passes: Shown["props"], fails: Shown["props"], fault?: string][] =
    [
        ...["aws:lambda/permission:Permission", "aws-native:lambda:Permission"].flatMap((type) => {
            const call = { action: "lambda:InvokeFunction", principal: "*" };
            const ofService = { ...call, principal: "s3.amazonaws.com" };
            return [
                ["for everybody's account", type, { ...call, sourceAccount: account }, call],
                [
                    "for any company",
                    type,
                    { ...call, principalOrgId: "o-1" },
                    { ...call, principalOrgId: "*" },
                ],
                [
                    "for every customer of a service",
                    type,
                    { ...ofService, sourceArn: "arn:aws:s3:::bucket" },
                    ofService,
                ],
                [
                    "of every action",
                    type,
                    { ...call, principal: account },
                    { action: "lambda:*", principal: account },
                    "allows the actions lambda:*",
                ],
            ] satisfies typeof grants;
        }),
        [
            "for everybody",
            "aws:lambda/functionUrl:FunctionUrl",
            { authorizationType: "AWS_IAM" },
            { authorizationType: "NONE" },
        ],
        ...[
            "aws:lambda/layerVersionPermission:LayerVersionPermission",
            "aws-native:lambda:LayerVersionPermission",
        ].map((type): (typeof grants)[number] => {
            const get = { action: "lambda:GetLayerVersion", principal: "*" };
            return [
                "for everybody",
                type,
                { ...get, organizationId: "o-1" },
                { ...get, organizationId: "*" },
            ];
        }),
        [
            "for everybody",
            "aws:cloudwatch/eventPermission:EventPermission",
            { principal: "*", condition: { type: "StringEquals", key: "aws:PrincipalOrgID", value: "o-1" } },
            { principal: "*" },
        ],
        [
            "for everybody, in its inputs",
            "aws-native:events:EventBusPolicy",
            { action: "events:PutEvents", principal: account },
            { action: "events:PutEvents", principal: "*" },
        ],
        [
            "for everybody, in its statement",
            "aws-native:events:EventBusPolicy",
            { statement: { Effect: "Allow", ...read, Principal: account } },
            { statement: { Effect: "Allow", ...read, Principal: "*" } },
        ],
    ];

/** Managed policies, however they are attached. */
const attachments: [type: string, props: (arn: string) => Shown["props"]][] = [
    [
        "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        (arn) => ({ policyArns: [arn] }),
    ],
    ["aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", (arn) => ({ managedPolicyArn: arn })],
    ["aws:iam/userPolicyAttachment:UserPolicyAttachment", (arn) => ({ policyArn: arn })],
    ["aws:iam/policyAttachment:PolicyAttachment", (arn) => ({ policyArn: arn })],
    ["aws:iam/role:Role", (arn) => ({ managedPolicyArns: [arn] })],
    ["aws-native:iam:Role", (arn) => ({ managedPolicyArns: [arn] })],
];
const narrow = "service-role/AWSLambdaSQSQueueExecutionRole";
const broad = [
    ...["AdministratorAccess", "AdministratorAccess-Amplify", "AmazonS3FullAccess", "PowerUserAccess"],
    ...["ReadOnlyAccess", "job-function/SystemAdministrator"],
];

describeRule("no-wildcard-permission", [
    ...pairs(documents, "The statement S"),
    ...pairs(
        grants.map(([what, type, passes, fails, fault = anybody]): Pair => [
            `${type} ${what}`,
            of(type, passes),
            of(type, fails),
            fault,
        ]),
        "A statement",
    ),
    ...attachments.flatMap(([type, props]) =>
        [narrow, ...broad].map((name): Case => {
            const arn = `arn:aws:iam::aws:policy/${name}`;
            const fault = `The managed policy ${arn} allows whole services. Write a policy that names what is used.`;
            return [`${name} by ${type}`, of(type, props(arn)), name === narrow ? undefined : fault];
        }),
    ),
]);
