import { callersOf, createCallers, type Caller, type Callers } from "../aws/iam/callers";
import { evaluate, mayAssume, overTls, service, type Denial, type Principal } from "../aws/iam/evaluate";
import { readPolicy, type Policy } from "../aws/iam/policy";
import { eventStream, type Deployment, type Unit } from "./deployment";

/** Who calls, and what the registered policies let each do. */
export interface Permissions {
    callers: Callers;
    /** Who is refused what, in IAM's words; undefined if it is allowed. */
    denial(
        caller: Caller,
        action: string,
        resource: string,
        context?: Readonly<Record<string, string | undefined>>,
    ): Denial | undefined;
    /** The same, of who signed with a key of this run. */
    denialOf(this: void, accessKeyId: string, action: string, resource: string): Denial | undefined;
    /** All that was ever refused, each once. */
    denials(): Denial[];
}

/** Whoever signs is the function, and may do all: for a service without a deployment. */
export const everybody: Permissions = {
    callers: { ...createCallers(), of: () => "function" },
    denial: () => undefined,
    denialOf: () => undefined,
    denials: () => [],
};

interface Identity {
    principal: Principal;
    identity: Policy;
}

/** An administrator's: only a deny keeps one out. */
const everything = readPolicy(
    { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
    "the operator's policy",
);

/**
 * @param operatorsPolicy Asked at every call of the operator's; an administrator's, if not given.
 * @throws Error if the role's trust policy does not let Lambda take it on, in Lambda's words.
 */
export function permissionsOf(
    deployment: Deployment,
    callers = createCallers(),
    operatorsPolicy = () => everything,
): Permissions {
    const { account, ruleArn, eventLog, units, lake, objects } = deployment;
    const policies = new Map<string, Policy | undefined>(
        units.flatMap(({ queue, deadLetters, function: lambda }) =>
            [queue, deadLetters, lambda].flatMap((one) => (one ? [[one.arn, one.policy] as const] : [])),
        ),
    );
    if (eventLog !== undefined) policies.set(eventStream(eventLog), eventLog.policy);
    if (objects !== undefined) policies.set(objects.bucket.arn, objects.bucket.policy);
    const operator = `arn:aws:iam::${account}:role/operator`;
    const identities = new Map<Caller, Identity>([
        ["events", { principal: service("events.amazonaws.com"), identity: [] }],
        ["operator", { principal: { arn: operator, account, name: operator }, identity: [] }],
        ...units.flatMap((unit) => roleOf(unit, account)),
    ]);

    /** An object has its bucket's. */
    const policyOf = (resource: string) => policies.get(resource) ?? policies.get(resource.split("/", 1)[0]);

    /** Nothing changes a policy while the pipeline runs, except the operator's. */
    const known = new Map<string, Denial | undefined>();
    const denial: Permissions["denial"] = (caller, action, resource, more = {}) => {
        const key = `${caller} ${action} ${resource} ${JSON.stringify(more)}`;
        if (caller !== "operator" && known.has(key)) return known.get(key);
        const { principal, identity } = identities.get(caller) as Identity;
        const own = caller === "operator" ? operatorsPolicy() : identity;
        const bringing =
            caller === "events" ? { "aws:SourceArn": ruleArn } : { "aws:PrincipalArn": principal.name };
        const asked = { principal, action, resource, context: { ...overTls, ...bringing, ...more } };
        // The channel's own policy asks for the call's external ID: the channel's endpoint sees to it.
        const owner = resource === lake?.channel.arn ? lake.channel.accountId : account;
        const why = evaluate(asked, own, policyOf(resource), owner);
        const refusal =
            why &&
            `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
        known.set(key, refusal);
        return refusal;
    };

    return {
        callers,
        denial,
        denialOf: (accessKeyId, action, resource) =>
            denial(callers.of(accessKeyId) as Caller, action, resource),
        denials: () => [...known.values()].filter((denial) => denial !== undefined),
    };
}

/** The function; and Lambda, which with the function's role reads the queue, and dead-letters asynchronous events. */
function roleOf({ destination, role, function: lambda }: Unit, account: string): [Caller, Identity][] {
    if (!mayAssume(role.trust, "lambda.amazonaws.com"))
        throw new Error("The role defined for the function cannot be assumed by Lambda.");
    const session = `arn:aws:sts::${account}:assumed-role/${role.name}/${lambda.name}`;
    const identity = { principal: { arn: session, account, name: role.arn }, identity: role.policy };
    const callers = callersOf(destination);
    return [
        [callers.function, identity],
        [callers.mapping, identity],
    ];
}
