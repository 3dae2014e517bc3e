type Props = Record<string, unknown>;

export interface Statement {
    Sid?: string;
    Effect: string;
    Action?: string | string[];
    NotAction?: unknown;
    Resource?: string | string[];
    NotResource?: unknown;
    Principal?: string | Record<string, string | string[]>;
    Condition?: unknown;
}

export interface PolicyDocument {
    Statement: Statement | Statement[];
}

/** Each type that holds a policy document, and the input that is it: as text, or as an object. */
const documentInput: Record<string, string> = {
    "aws:iam/policy:Policy": "policy",
    "aws:iam/rolePolicy:RolePolicy": "policy",
    "aws:iam/userPolicy:UserPolicy": "policy",
    "aws:iam/groupPolicy:GroupPolicy": "policy",
    "aws:sqs/queuePolicy:QueuePolicy": "policy",
    "aws:sqs/queue:Queue": "policy",
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": "policyDocument",
    "aws-native:cloudtrail:ResourcePolicy": "resourcePolicy",
};

function parsed(document: unknown): PolicyDocument {
    return (typeof document === "string" ? JSON.parse(document) : document) as PolicyDocument;
}

export function documentsOf(type: string, props: Props): PolicyDocument[] {
    const input = documentInput[type];
    if (input !== undefined) return input in props ? [parsed(props[input])] : [];
    if (type !== "aws:iam/role:Role" || !("inlinePolicies" in props)) return [];
    const inline = props.inlinePolicies as { policy?: unknown }[];
    return inline.filter(({ policy }) => policy !== undefined).map(({ policy }) => parsed(policy));
}

/** ARNs of the managed policies that a role, user or group gets. */
export function attachedPolicies(type: string, props: Props): string[] {
    if (type === "aws:iam/role:Role" && "managedPolicyArns" in props)
        return props.managedPolicyArns as string[];
    const attachment = /^aws:iam\/(?:role|user|group)?[pP]olicyAttachment:/.test(type);
    return attachment ? [props.policyArn as string] : [];
}
