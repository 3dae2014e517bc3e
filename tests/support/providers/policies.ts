import type { Account } from "./account";
import type { CloudObject } from "./cloud";
import { text } from "./wire";
import type { Value } from "./wire";

/** Policies as far as the local providers judge them: who may do what, to what, on whose behalf. */

interface Statement {
    Effect: string;
    Principal?: string | Record<string, string | string[]>;
    Action: string | string[];
    Resource: string | string[];
    Condition?: Record<string, Record<string, string>>;
}

/** What somebody wants to do. */
interface Wish {
    service?: string;
    action: string;
    resource: string;
    /** On behalf of. */
    source?: string;
}

export const queueType = "aws:sqs/queue:Queue";
const queuePolicyType = "aws:sqs/queuePolicy:QueuePolicy";
export const rolePolicyType = "aws:iam/rolePolicy:RolePolicy";
export const logPolicyType = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
export const permissionType = "aws:lambda/permission:Permission";
export const functionType = "aws:lambda/function:Function";
export const targetType = "aws:cloudwatch/eventTarget:EventTarget";

function list<T>(value: T | T[] | undefined): T[] {
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function matches(pattern: string, name: string): boolean {
    return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

export function statementsOf(policy: unknown): Statement[] {
    const document = (typeof policy === "string" ? JSON.parse(policy) : policy) as {
        Statement: Statement | Statement[];
    };
    return list(document.Statement);
}

function allows(policy: unknown, { service, action, resource, source }: Wish): boolean {
    return statementsOf(policy).some(({ Effect, Principal, Action, Resource, Condition }) => {
        const services = typeof Principal === "object" ? list(Principal.Service) : [];
        const sourceArn = Condition?.ArnEquals?.["aws:SourceArn"];
        return (
            Effect === "Allow" &&
            (service === undefined || services.includes(service)) &&
            list(Action).some((one) => matches(one, action)) &&
            list(Resource).some((one) => matches(one, resource)) &&
            (sourceArn === undefined || sourceArn === source)
        );
    });
}

/** May the role do this? */
export function roleMay(account: Account, role: string, action: string, resource: string): boolean {
    const policies = account.list(rolePolicyType).filter(({ inputs }) => inputs.role === role);
    return policies.some(({ inputs }) => allows(inputs.policy, { action, resource }));
}

export function roleNameOf(arn: Value): string {
    return text(arn).split("/").at(-1) as string;
}

/** May the function send to its channel? One of another kind, or one that is gone, has none. */
function functionMayDeliver(account: Account, functionArn: string): boolean {
    const { inputs } = account.list(functionType).find(({ added }) => added.arn === functionArn) ?? {};
    const { variables = {} } = (inputs?.environment ?? {}) as { variables?: Record<string, string> };
    const channel = variables.CHANNEL_ARN as string | undefined;
    const role = roleNameOf(inputs?.role);
    return channel === undefined || roleMay(account, role, "cloudtrail-data:PutAuditEvents", channel);
}

/** May EventBridge hand the rule's events to this target? AWS doesn't ask when the target is made: it drops them. */
export function ruleMayReach(account: Account, ruleArn: string, targetArn: string): boolean {
    const service = "events.amazonaws.com";
    const wish = (action: string, resource = targetArn) => ({ service, action, resource, source: ruleArn });
    switch (targetArn.split(":")[2]) {
        case "sqs": {
            const queue = account.list(queueType).find(({ added }) => added.arn === targetArn);
            const policies = account.list(queuePolicyType).filter(({ id }) => id === queue?.id);
            return policies.some(({ inputs }) => allows(inputs.policy, wish("sqs:SendMessage")));
        }
        case "logs": {
            const stream = wish("logs:PutLogEvents", `${targetArn}:log-stream`);
            return account.list(logPolicyType).some(({ inputs }) => allows(inputs.policyDocument, stream));
        }
        case "lambda": {
            const mayInvoke = account
                .list(permissionType)
                .some(
                    ({ inputs }) =>
                        inputs.principal === service &&
                        inputs.sourceArn === ruleArn &&
                        targetArn.endsWith(`:function:${text(inputs.function)}`),
                );
            return mayInvoke && functionMayDeliver(account, targetArn);
        }
        default:
            return false;
    }
}

/** Where a target's events go, and its dead letters. */
function destinationsOf({ inputs }: CloudObject): string[] {
    const deadLetters = inputs.deadLetterConfig as { arn?: string } | undefined;
    return [inputs.arn as string, ...list(deadLetters?.arn)];
}

/** What permits a rule's targets. */
const permits = [queuePolicyType, logPolicyType, permissionType, rolePolicyType];

/** Writes down which targets lose events now that one of these was made, or what permitted them removed. */
export function noteLosses(account: Account, type: string, id: string): void {
    const targets = account
        .list(targetType)
        .filter((target) => permits.includes(type) || (type === targetType && target.id === id));
    for (const target of targets) {
        for (const arn of destinationsOf(target)) {
            if (!ruleMayReach(account, target.added.ruleArn as string, arn))
                account.cloud.loses(`since ${type} ${id}: events do not arrive at ${arn}`);
        }
    }
}
