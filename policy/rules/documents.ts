type Props = Record<string, unknown>;
type Values = string | string[];

export interface Statement {
    Sid?: string;
    Effect: string;
    Action?: Values;
    NotAction?: unknown;
    Resource?: Values;
    NotResource?: unknown;
    Principal?: string | Record<string, Values>;
    NotPrincipal?: unknown;
    Condition?: Condition;
}

/** Per operator and key, the values. */
export type Condition = Record<string, Record<string, unknown>>;

/** Each type that holds policy documents, and the inputs that are one, as text or as an object. */
const documentInputs: Record<string, string[]> = {
    "aws:iam/policy:Policy": ["policy"],
    "aws:iam/role:Role": ["assumeRolePolicy"],
    "aws:iam/rolePolicy:RolePolicy": ["policy"],
    "aws:iam/userPolicy:UserPolicy": ["policy"],
    "aws:iam/groupPolicy:GroupPolicy": ["policy"],
    "aws:sqs/queuePolicy:QueuePolicy": ["policy"],
    "aws:sqs/queue:Queue": ["policy"],
    "aws:sns/topic:Topic": ["policy"],
    "aws:sns/topicPolicy:TopicPolicy": ["policy"],
    "aws:s3/bucketPolicy:BucketPolicy": ["policy"],
    "aws:s3/bucket:Bucket": ["policy"],
    "aws:s3/accessPoint:AccessPoint": ["policy"],
    "aws:kms/externalKey:ExternalKey": ["policy"],
    "aws:kms/key:Key": ["policy"],
    "aws:kms/replicaExternalKey:ReplicaExternalKey": ["policy"],
    "aws:kms/replicaKey:ReplicaKey": ["policy"],
    "aws:kms/keyPolicy:KeyPolicy": ["policy"],
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy": ["policy"],
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": ["policyDocument"],
    "aws:dynamodb/resourcePolicy:ResourcePolicy": ["policy"],
    "aws:glue/resourcePolicy:ResourcePolicy": ["policy"],
    "aws:kinesis/resourcePolicy:ResourcePolicy": ["policy"],
    "aws:secretsmanager/secret:Secret": ["policy"],
    "aws:secretsmanager/secretPolicy:SecretPolicy": ["policy"],
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": ["inlinePolicy"],
    "aws-native:cloudtrail:ResourcePolicy": ["resourcePolicy"],
    "aws-native:events:EventBus": ["policy"],
    "aws-native:iam:GroupPolicy": ["policyDocument"],
    "aws-native:iam:ManagedPolicy": ["policyDocument"],
    "aws-native:iam:Role": ["assumeRolePolicyDocument"],
    "aws-native:iam:RolePolicy": ["policyDocument"],
    "aws-native:iam:UserPolicy": ["policyDocument"],
    "aws-native:kms:Key": ["keyPolicy"],
    "aws-native:kms:ReplicaKey": ["keyPolicy"],
    "aws-native:logs:ResourcePolicy": ["policyDocument"],
    "aws-native:s3:AccessPoint": ["policy"],
    "aws-native:s3:BucketPolicy": ["policyDocument"],
    "aws-native:secretsmanager:ResourcePolicy": ["resourcePolicy"],
    "aws-native:sns:TopicInlinePolicy": ["policyDocument"],
    "aws-native:sqs:QueueInlinePolicy": ["policyDocument"],
    "aws-native:sqs:QueuePolicy": ["policyDocument"],
};

/** Each type that holds a list of named documents, the list's input, and the document's in each of its entries. */
const inlineInputs: Record<string, [list: string, document: string]> = {
    "aws:iam/role:Role": ["inlinePolicies", "policy"],
    "aws-native:iam:Group": ["policies", "policyDocument"],
    "aws-native:iam:Role": ["policies", "policyDocument"],
    "aws-native:iam:User": ["policies", "policyDocument"],
};

/** In a key's policy `*` is the key itself. */
export const isKey = (type: string): boolean => /^aws(?:-native)?:kms[:/]/.test(type);

function statementsIn(document: unknown): Statement[] {
    if (document === undefined) return [];
    const { Statement } = (typeof document === "string" ? JSON.parse(document) : document) as {
        Statement: Statement | Statement[];
    };
    return [Statement].flat();
}

/** The condition that AWS makes of inputs that confine a permission. */
function conditionOf(props: Props, keys: Record<string, string>): Condition {
    const given = Object.entries(keys).filter(([input]) => input in props);
    return { StringLike: Object.fromEntries(given.map(([input, key]) => [key, props[input]])) };
}

/** Permissions that are no document, as the statement that AWS makes of them. */
const asStatement: Record<string, (props: Props) => Statement> = {
    "aws:lambda/permission:Permission": (props) => ({
        Effect: "Allow",
        // Of a service, every customer's: the function answers to whoever has a bucket or a topic.
        Principal: String(props.principal).endsWith(".amazonaws.com") ? "*" : (props.principal as string),
        Action: props.action as string,
        Condition: conditionOf(props, {
            sourceArn: "aws:SourceArn",
            sourceAccount: "aws:SourceAccount",
            principalOrgId: "aws:PrincipalOrgID",
        }),
    }),
    "aws:cloudwatch/eventPermission:EventPermission": (props) => {
        const { type, key, value } = ("condition" in props ? props.condition : {}) as Record<string, string>;
        return {
            Effect: "Allow",
            Principal: props.principal as string,
            Action: "action" in props ? (props.action as string) : "events:PutEvents",
            Condition: type === undefined ? {} : { [type]: { [key]: value } },
        };
    },
    "aws-native:events:EventBusPolicy": (props) =>
        "statement" in props
            ? (props.statement as Statement)
            : asStatement["aws:cloudwatch/eventPermission:EventPermission"](props),
    // The provider permits everybody to call it.
    "aws:lambda/functionUrl:FunctionUrl": (props) => ({
        Effect: "Allow",
        Principal: props.authorizationType === "NONE" ? "*" : "",
        Action: "lambda:InvokeFunctionUrl",
    }),
    "aws:lambda/layerVersionPermission:LayerVersionPermission": (props) => ({
        Effect: "Allow",
        Principal: props.principal as string,
        Action: props.action as string,
        Condition: conditionOf(props, { organizationId: "aws:PrincipalOrgID" }),
    }),
};
asStatement["aws-native:lambda:Permission"] = asStatement["aws:lambda/permission:Permission"];
asStatement["aws-native:lambda:LayerVersionPermission"] =
    asStatement["aws:lambda/layerVersionPermission:LayerVersionPermission"];

export function statementsOf(type: string, props: Props): Statement[] {
    const documents = (documentInputs[type] ?? [])
        .filter((input) => input in props)
        .map((input) => props[input]);
    const [list, document] = inlineInputs[type] ?? [];
    const inline = list !== undefined && list in props ? (props[list] as Props[]) : [];
    const named = inline.filter((entry) => document in entry).map((entry) => entry[document]);
    const own = type in asStatement ? [asStatement[type](props)] : [];
    return [...[...documents, ...named].flatMap(statementsIn), ...own];
}

/** ARNs of the managed policies that a role, user or group gets. */
export function attachedPolicies(type: string, props: Props): string[] {
    if (/^aws(?:-native)?:iam[:/]/.test(type) && "managedPolicyArns" in props)
        return props.managedPolicyArns as string[];
    if (/^aws:iam\/\w*PolicyAttachmentsExclusive:/.test(type)) return props.policyArns as string[];
    if (type === "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment")
        return [props.managedPolicyArn as string];
    const attachment = /^aws:iam\/(?:role|user|group)?[pP]olicyAttachment:/.test(type);
    return attachment ? [props.policyArn as string] : [];
}
