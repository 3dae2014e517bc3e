import { mayAssume } from "../../../../local/aws/iam/evaluate";
import { readPolicy } from "../../../../local/aws/iam/policy";
import { Refusal, unique } from "../account";
import type { Account, Kinds, Need } from "../account";
import type { CloudObject } from "../cloud";
import { functionType, permissionType, queueType, roleMay, roleNameOf, roleType } from "../policies";
import { text } from "../wire";
import type { Properties, Value } from "../wire";

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

/** The function that this is for. */
const ofFunction = (name: Value): Need[] => [[functionType, nameOf(name), "ResourceNotFoundException"]];

function judgeMapping(inputs: Properties, account: Account, old?: CloudObject): void {
    const { functionName, eventSourceArn } = inputs;
    const { inputs: settings } = account.need(...ofFunction(functionName)[0]);
    const queueArn = eventSourceArn as string;
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
    const isTwin = (one: CloudObject) =>
        one.inputs.functionName === functionName && one.inputs.eventSourceArn === eventSourceArn;
    const twin = old === undefined ? account.list(mappingType).find(isTwin) : undefined;
    if (twin) throw new Refusal("ResourceConflictException", `${twin.id} maps this queue to this function`);
}

export const lambda: Kinds = {
    [functionType]: { twin: "ResourceConflictException", judge: judgeFunction },
    [mappingType]: {
        id: (_, { uuid }) => uuid as string,
        needs: ({ functionName }) => ofFunction(functionName),
        judge: judgeMapping,
    },
    [permissionType]: {
        id: (_, { statementId }) => statementId as string,
        adds: () => ({ statementId: `terraform-${unique()}` }),
        needs: ({ function: name }) => ofFunction(name),
    },
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
        id: ({ functionName }) => functionName as string,
        adds: () => ({}),
        needs: ({ functionName }) => ofFunction(functionName),
    },
};
