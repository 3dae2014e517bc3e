/** What a role may do, by the policies that were registered for it; and who calls. */
import { evaluate, overTls } from "../aws/iam/evaluate";
import { readPolicy } from "../aws/iam/policy";
import { Refused } from "../http/input";
import type { Xml } from "../s3/answers";
import { statesOf, type Account } from "./account";

const [roleType, policyType] = ["aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy"];

type Operations = Record<string, (form: URLSearchParams) => Xml>;

export function iamOperations(account: Account): Operations {
    return {
        SimulatePrincipalPolicy(form) {
            const arn = form.get("PolicySourceArn") as string;
            const [role] = statesOf(account, roleType, { arn });
            if (role === undefined)
                throw new Refused("NoSuchEntity", `The role ${arn} cannot be found.`, 404);
            const policies = statesOf(account, policyType, { role: role.name });
            const identity = policies.flatMap(({ policy }) => readPolicy(policy, "the role's policy"));
            const principal = { arn, account: account.account, name: arn };
            const context = { ...overTls, ...contextOf(form) };
            const results = listOf(form, "ActionNames").flatMap((action) =>
                listOf(form, "ResourceArns").map((resource) => {
                    const denial = evaluate(
                        { principal, action, resource, context },
                        identity,
                        undefined,
                        account.account,
                    );
                    const denied = denial?.includes("explicit") ? "explicitDeny" : "implicitDeny";
                    return {
                        EvalActionName: action,
                        EvalResourceName: resource,
                        EvalDecision: denial === undefined ? "allowed" : denied,
                    };
                }),
            );
            return { EvaluationResults: { member: results }, IsTruncated: false };
        },
    };
}

export function stsOperations({ account }: Account): Operations {
    return {
        GetCallerIdentity: () => ({
            Account: account,
            Arn: `arn:aws:iam::${account}:role/operator`,
            UserId: "operator",
        }),
    };
}

/** A list is written as `Name.member.1`, `Name.member.2`, … */
function listOf(form: URLSearchParams, name: string): string[] {
    return [...form].filter(([key]) => key.startsWith(`${name}.member.`)).map(([, value]) => value);
}

function contextOf(form: URLSearchParams): Record<string, string> {
    const entries = [...form.keys()].flatMap((key) => {
        const at = /^(ContextEntries\.member\.\d+)\.ContextKeyName$/.exec(key)?.[1];
        const value = form.get(`${at}.ContextKeyValues.member.1`);
        return at === undefined || value === null ? [] : [[form.get(key) as string, value] as const];
    });
    return Object.fromEntries(entries);
}
