/** Whose policies allow what, in the cloud: judged by the stand-in account's IAM. */
import { evaluate, overTls, service } from "../../../local/aws/iam/evaluate";
import { permissionPolicy, readPolicy } from "../../../local/aws/iam/policy";
import type { Policy } from "../../../local/aws/iam/policy";
import { arnOf } from "../../../local/aws/place";
import type { Account } from "./account";
import type { CloudObject } from "./cloud";
import { text } from "./wire";
import type { Value } from "./wire";

export const queueType = "aws:sqs/queue:Queue";
const queuePolicyType = "aws:sqs/queuePolicy:QueuePolicy";
export const roleType = "aws:iam/role:Role";
export const rolePolicyType = "aws:iam/rolePolicy:RolePolicy";
export const logPolicyType = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
export const permissionType = "aws:lambda/permission:Permission";
export const functionType = "aws:lambda/function:Function";
export const targetType = "aws:cloudwatch/eventTarget:EventTarget";

/** All statements of these resources' policies. */
function policyOf(objects: CloudObject[], input = "policy"): Policy {
    return objects.flatMap(({ inputs, id }) => readPolicy(inputs[input], id));
}

/** May the role do this, by its own policies? */
export function roleMay(account: Account, role: string, action: string, resource: string): boolean {
    const owner = account.place.account;
    const arn = arnOf(account.place, "iam", `role/${role}`);
    const asked = { principal: { arn, account: owner, name: arn }, action, resource, context: overTls };
    const own = policyOf(account.list(rolePolicyType).filter(({ inputs }) => inputs.role === role));
    return evaluate(asked, own, undefined, owner) === undefined;
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

/** The resource's policy: who may send to it. */
function policyOfTarget(account: Account, arn: string): Policy {
    switch (arn.split(":")[2]) {
        case "sqs": {
            const queue = account.list(queueType).find(({ added }) => added.arn === arn);
            return policyOf(account.list(queuePolicyType).filter(({ id }) => id === queue?.id));
        }
        case "logs":
            return policyOf(account.list(logPolicyType), "policyDocument");
        case "lambda":
            return account
                .list(permissionType)
                .filter(({ inputs }) => arn.endsWith(`:function:${text(inputs.function)}`))
                .flatMap(({ inputs, id }) => permissionPolicy(inputs, arn, id));
        default:
            return [];
    }
}

const actions: Record<string, string> = {
    sqs: "sqs:SendMessage",
    logs: "logs:PutLogEvents",
    lambda: "lambda:InvokeFunction",
};

/** May EventBridge hand the rule's events to this target? AWS doesn't ask when the target is made: it drops them. */
export function ruleMayReach(account: Account, ruleArn: string, targetArn: string): boolean {
    const kind = targetArn.split(":")[2];
    const asked = {
        principal: service("events.amazonaws.com"),
        action: actions[kind] ?? "",
        resource: kind === "logs" ? `${targetArn}:log-stream` : targetArn,
        context: { ...overTls, "aws:SourceArn": ruleArn },
    };
    const owner = account.place.account;
    if (evaluate(asked, [], policyOfTarget(account, targetArn), owner) !== undefined) return false;
    return kind !== "lambda" || functionMayDeliver(account, targetArn);
}

/** Where a target's events go, and its dead letters. */
function destinationsOf({ inputs }: CloudObject): string[] {
    const deadLetters = inputs.deadLetterConfig as { arn?: string } | undefined;
    return [inputs.arn as string, ...(deadLetters?.arn === undefined ? [] : [deadLetters.arn])];
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
                account.cloud.losses.push(`since ${type} ${id}: events do not arrive at ${arn}`);
        }
    }
}
