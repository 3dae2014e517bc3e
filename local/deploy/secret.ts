import { find } from "./policies";
import type { Registered } from "./program";

/** The secret whose value is the key of redaction's hashes: the program names it, and somebody else makes it. */
export interface SecretSettings {
    arn: string;
    /** The customer's key that it is encrypted with, as the role's policy says. */
    kmsKeyArn: string | undefined;
}

interface Document {
    Statement: { Sid: string; Resource: string }[];
}

/** @param name What the names of a unit's resources begin with. */
export function secretSettings(
    resources: Registered[],
    name: string,
    arn: string | undefined,
): SecretSettings | undefined {
    if (arn === undefined) return undefined;
    const policy = find(resources, "aws:iam/rolePolicy:RolePolicy", `${name}-role-policy`) as Registered;
    const { Statement } = JSON.parse(policy.inputs.policy as string) as Document;
    return { arn, kmsKeyArn: Statement.find(({ Sid }) => Sid === "DecryptHashKey")?.Resource };
}
