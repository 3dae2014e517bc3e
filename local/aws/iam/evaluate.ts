/**
 * Whether a request is allowed: an explicit deny wins; without an allow it is denied. Within an account the caller's own
 * policy or the resource's is enough, between accounts both are needed. (IAM user guide, "Policy evaluation logic".)
 */
import type { Policy, PrincipalPattern, Statement } from "./policy";

/** Who asks: a role (or user) of an account, or an AWS service, which has no policy of its own. */
export interface Principal {
    /** As refusals name it. */
    arn: string;
    /** Undefined for a service. */
    account: string | undefined;
    /** What a policy names: the role's ARN, or the service. */
    name: string;
}

export interface Asked {
    principal: Principal;
    action: string;
    resource: string;
    /** Values of condition keys. */
    context: Readonly<Record<string, string | undefined>>;
}

/** Why not, in the words of IAM's documentation ("Troubleshoot access denied error messages"). */
export type Denial = string;

export function evaluate(
    asked: Asked,
    identity: Policy,
    resource: Policy | undefined,
    resourceAccount: string,
): Denial | undefined {
    const { principal, action } = asked;
    const byIdentity = (effect: Statement["effect"]) =>
        identity.some((statement) => statement.effect === effect && concerns(statement, asked));
    const byResource = (effect: Statement["effect"], means: (statement: Statement) => boolean) =>
        (resource ?? []).some(
            (statement) => statement.effect === effect && means(statement) && concerns(statement, asked),
        );
    const admitted = (statement: Statement) => admits(statement, principal);
    if (byIdentity("Deny")) return "with an explicit deny in an identity-based policy";
    if (byResource("Deny", admitted)) return "with an explicit deny in a resource-based policy";
    const nobody = (type: string) => `because no ${type} policy allows the ${action} action`;
    const named = byResource("Allow", ({ principals = [] }) =>
        principals.some((pattern) => isNamed(pattern, principal)),
    );
    if (principal.account === undefined) return named ? undefined : nobody("resource-based");
    if (principal.account === resourceAccount)
        return named || byIdentity("Allow") ? undefined : nobody("identity-based");
    if (!byIdentity("Allow")) return nobody("identity-based");
    return byResource("Allow", admitted) ? undefined : nobody("resource-based");
}

/** An AWS service as who asks. */
export function service(name: string): Principal {
    return { arn: name, account: undefined, name };
}

/** What each request here is said to bring: no connection leaves the machine, so local HTTP stands for TLS. */
export const overTls = { "aws:SecureTransport": "true" };

/** Whether a role's trust policy lets the service take it on. It names no resource: it is the role's own. */
export function mayAssume(trust: Policy, name: string): boolean {
    const own = trust.map((statement) => ({ ...statement, resource: () => true }));
    const asked = { principal: service(name), action: "sts:AssumeRole", resource: "", context: overTls };
    return evaluate(asked, [], own, "") === undefined;
}

/** Whether a statement means this principal: by its name, or by its account. */
export function admits({ principals = [] }: Statement, principal: Principal): boolean {
    return principals.some((pattern) => isNamed(pattern, principal) || isInAccount(pattern, principal));
}

/** Whether a statement is about this action, resource and context, whoever asks. */
export function concerns({ action, resource, conditions }: Statement, asked: Asked): boolean {
    return (
        action(asked.action) &&
        resource(asked.resource) &&
        conditions.every(({ key, holds }) => holds(asked.context[key]))
    );
}

/** Everybody, or the very role or service. */
function isNamed({ type, value }: PrincipalPattern, { name }: Principal): boolean {
    return type === "*" || value === name;
}

/** The account as a whole, which leaves it to the account's own policies whom of it to allow. */
function isInAccount({ type, value }: PrincipalPattern, { account }: Principal): boolean {
    return (
        type === "AWS" &&
        account !== undefined &&
        (value === account || (/^arn:[^:]+:iam::(\d{12}):root$/.exec(value) ?? [])[1] === account)
    );
}
