import { excessOf } from "../channel/policyLimits";
import type { Channel } from "../channel/types";
import { UserError } from "../userError";
import { permissionPolicy, readPolicy, type Policy } from "../aws/iam/policy";
import type { Registered } from "./program";

/** The function's role: who may take it on, and what it may then do. */
export interface RoleSettings {
    name: string;
    arn: string;
    trust: Policy;
    policy: Policy;
}

/** A resource by its whole name: `a-s3-queue` ends as `a-queue` would, too. */
export function find(resources: Registered[], type: string, name: string): Registered | undefined {
    return resources.find((resource) => resource.type === type && resource.name === name);
}

/** @throws UserError for what the stack adopts instead of making it. */
export function needed(resource: Registered | undefined, what: string): Registered {
    if (resource !== undefined) return resource;
    throw new UserError(
        `The stack adopts its ${what}, which no machine but AWS has.`,
        `For a run on this machine, leave the keys for an existing ${what} out of the stack's configuration.`,
    );
}

/** The channel's policy, as it was registered. */
export function channelPolicy(resources: Registered[], name: string): Channel["policy"] {
    const policy = find(resources, "aws-native:cloudtrail:ResourcePolicy", name);
    if (policy === undefined) return undefined;
    const excess = excessOf(policy.inputs.resourcePolicy);
    if (excess !== undefined)
        throw new UserError(
            `CloudTrail would refuse the channel's policy: ${excess}.`,
            "Name fewer accounts.",
        );
    return readPolicy(policy.inputs.resourcePolicy, policy.name);
}

/** What was registered for another resource: it names it by this input. */
export function ofResource(
    resources: Registered[],
    type: string,
    input: string,
    value: unknown,
): Registered | undefined {
    return resources.find((resource) => resource.type === type && resource.inputs[input] === value);
}

/** A resource's policy, as it was registered. */
export function readPolicyOf(registered: Registered | undefined, input = "policy"): Policy | undefined {
    return registered && readPolicy(registered.inputs[input], registered.name);
}

/** The function's policy, as Lambda makes it of the permissions that were registered. */
export function functionPolicy(resources: Registered[], { state }: Registered): Policy {
    const permissions = resources.filter(
        ({ type, inputs }) => type === "aws:lambda/permission:Permission" && inputs.function === state.name,
    );
    return permissions.flatMap(({ name, inputs }) => permissionPolicy(inputs, state.arn, name));
}

export function roleSettings(resources: Registered[], name: string): RoleSettings {
    const role = find(resources, "aws:iam/role:Role", name) as Registered;
    const policies = resources.filter(
        ({ type, inputs }) => type === "aws:iam/rolePolicy:RolePolicy" && inputs.role === role.state.name,
    );
    return {
        name: role.state.name as string,
        arn: role.state.arn as string,
        trust: readPolicy(role.inputs.assumeRolePolicy, role.name),
        policy: policies.flatMap(({ name, inputs }) => readPolicy(inputs.policy, name)),
    };
}

/** Which queues may move messages here: a resource of its own. */
export function redriveAllowPolicy(resources: Registered[], { state }: Registered): Record<string, string> {
    const allow = ofResource(
        resources,
        "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
        "queueUrl",
        state.url,
    );
    return allow === undefined ? {} : { RedriveAllowPolicy: allow.inputs.redriveAllowPolicy as string };
}
