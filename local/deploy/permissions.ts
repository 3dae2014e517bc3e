import { createCallers } from "../aws/iam/callers";
import type { Caller, Callers } from "../aws/iam/callers";
import { evaluate, mayAssume, overTls, service } from "../aws/iam/evaluate";
import type { Denial, Principal } from "../aws/iam/evaluate";
import { readPolicy } from "../aws/iam/policy";
import type { Policy } from "../aws/iam/policy";
import type { Deployment } from "./deployment";

/** Who calls, and what the registered policies let each do. */
interface Permissions {
    callers: Callers;
    /** Who is refused what, in IAM's words; undefined if it is allowed. */
    denial(
        caller: Caller,
        action: string,
        resource: string,
        context?: Readonly<Record<string, string | undefined>>,
    ): Denial | undefined;
    /** All that was ever refused, each once. */
    denials(): Denial[];
}

/** The operator is an administrator: only a deny keeps one out. */
const everything = readPolicy(
    { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
    "the operator's policy",
);

/** @throws Error if the role's trust policy does not let Lambda take it on, in Lambda's words. */
function permissionsOf(deployment: Deployment, callers = createCallers()): Permissions {
    const { account, role, ruleArn, queue, deadLetters, function: lambda, channel } = deployment;
    const policies = new Map<string, Policy | undefined>([
        [deadLetters.arn, deadLetters.policy],
        [lambda.arn, lambda.policy],
    ]);
    if (queue !== undefined) policies.set(queue.arn, queue.policy);
    const session = `arn:aws:sts::${account}:assumed-role/${role.name}/${lambda.name}`;
    const asRole: Principal = { arn: session, account, name: role.arn };
    const operator = `arn:aws:iam::${account}:user/operator`;
    const identities: Record<Caller, { principal: Principal; identity: Policy }> = {
        function: { principal: asRole, identity: role.policy },
        // Lambda reads the queue, and dead-letters asynchronous events, with the function's role.
        mapping: { principal: asRole, identity: role.policy },
        events: { principal: service("events.amazonaws.com"), identity: [] },
        operator: { principal: { arn: operator, account, name: operator }, identity: everything },
    };
    if (!mayAssume(role.trust, "lambda.amazonaws.com"))
        throw new Error("The role defined for the function cannot be assumed by Lambda.");

    /** An object has its bucket's. */
    const policyOf = (resource: string) => policies.get(resource) ?? policies.get(resource.split("/", 1)[0]);

    /** Nothing changes a policy while the pipeline runs. */
    const known = new Map<string, Denial | undefined>();
    return {
        callers,
        denial(caller, action, resource, more = {}) {
            const key = `${caller} ${action} ${resource} ${JSON.stringify(more)}`;
            if (known.has(key)) return known.get(key);
            const { principal, identity } = identities[caller];
            const own =
                caller === "events" ? { "aws:SourceArn": ruleArn } : { "aws:PrincipalArn": principal.name };
            const asked = { principal, action, resource, context: { ...overTls, ...own, ...more } };
            // The channel's own policy asks for the call's external ID: the channel's endpoint sees to it.
            const owner = resource === channel.arn ? channel.accountId : account;
            const why = evaluate(asked, identity, policyOf(resource), owner);
            const denial =
                why &&
                `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
            known.set(key, denial);
            return denial;
        },
        denials: () => [...known.values()].filter((denial) => denial !== undefined),
    };
}

export { permissionsOf, type Permissions };
