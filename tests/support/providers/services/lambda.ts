import { mayAssume } from "../../../../local/aws/iam/evaluate";
import { readPolicy } from "../../../../local/aws/iam/policy";
import { Refusal, unique } from "../account";
import type { Account, Kinds } from "../account";
import { functionType, permissionType, queueType, roleMay, roleNameOf } from "../policies";
import { text } from "../wire";
import type { Properties, Value } from "../wire";
import { roleType } from "./iam";

const mappingType = "aws:lambda/eventSourceMapping:EventSourceMapping";

function invalid(reason: string): Refusal {
    return new Refusal("InvalidParameterValueException", reason);
}

function nameOf(functionName: Value): string {
    return text(functionName).split(":").at(-1) as string;
}

function roleOf(arn: Value, account: Account): string {
    const name = roleNameOf(arn);
    const role = account.need(roleType, name, "InvalidParameterValueException");
    if (!mayAssume(readPolicy(role.inputs.assumeRolePolicy, name), "lambda.amazonaws.com"))
        throw invalid("The role defined for the function cannot be assumed by Lambda.");
    return name;
}

function needPermission(account: Account, role: string, action: string, resource: string): void {
    if (roleMay(account, role, action, resource)) return;
    throw invalid(
        `The provided execution role does not have permissions to call ${action.split(":")[1]} on ${resource}`,
    );
}

function judgeFunction(inputs: Properties, account: Account): void {
    const role = roleOf(inputs.role, account);
    const { targetArn } = (inputs.deadLetterConfig ?? {}) as { targetArn?: string };
    if (targetArn !== undefined) needPermission(account, role, "sqs:SendMessage", targetArn);
}

function judgeMapping(inputs: Properties, account: Account): void {
    const { inputs: settings } = account.need(
        functionType,
        nameOf(inputs.functionName),
        "ResourceNotFoundException",
    );
    const queueArn = inputs.eventSourceArn as string;
    const queue = account.list(queueType).find(({ added }) => added.arn === queueArn);
    if (!queue) throw invalid(`there is no queue ${queueArn}`);
    const role = roleOf(settings.role, account);
    for (const action of ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"])
        needPermission(account, role, action, queueArn);
    const visibility = Number(queue.inputs.visibilityTimeoutSeconds ?? 30);
    const timeout = Number(settings.timeout ?? 3);
    if (visibility < timeout)
        throw invalid(
            `Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${timeout} seconds`,
        );
    if (Number(inputs.batchSize ?? 10) > 10 && Number(inputs.maximumBatchingWindowInSeconds ?? 0) < 1)
        throw invalid(
            "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
        );
}

export const lambda: Kinds = {
    [functionType]: {
        make(inputs, account) {
            const name = inputs.name as string;
            account.refuseSecond(functionType, name, "ResourceConflictException");
            judgeFunction(inputs, account);
            return { id: name, added: account.added(functionType, inputs) };
        },
        change: (inputs, _old, account) => judgeFunction(inputs, account),
    },
    [mappingType]: {
        make(inputs, account) {
            judgeMapping(inputs, account);
            const { functionName, eventSourceArn } = inputs;
            const twin = account
                .list(mappingType)
                .find(
                    (one) =>
                        one.inputs.functionName === functionName &&
                        one.inputs.eventSourceArn === eventSourceArn,
                );
            if (twin)
                throw new Refusal("ResourceConflictException", `${twin.id} maps this queue to this function`);
            const added = account.added(mappingType, inputs);
            return { id: added.uuid, added };
        },
        change: (inputs, _old, account) => judgeMapping(inputs, account),
    },
    [permissionType]: {
        make(inputs, account) {
            account.need(functionType, nameOf(inputs.function), "ResourceNotFoundException");
            const statementId = `terraform-${unique()}`;
            return { id: statementId, added: { statementId } };
        },
    },
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
        make({ functionName }, account) {
            account.need(functionType, nameOf(functionName), "ResourceNotFoundException");
            return { id: functionName as string, added: {} };
        },
    },
};
