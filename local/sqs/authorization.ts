import { Refused } from "../http/input";
import type { Permissions } from "../deploy/permissions";
import type { QueueCall } from "./types";

/** A batch is permitted by the permission for one (Service Authorization Reference, "Amazon SQS"). */
function iamAction(action: string): string {
    return `sqs:${action.replace(/Batch$/, "")}`;
}

/** SQS moves messages with the permissions of who starts it. (Developer guide, "Dead-letter queue redrive permissions".) */
const moving = ["StartMessageMoveTask", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];

/** Refuses what the caller's registered policies don't allow, in SQS's words: it writes actions in lower case. */
export function createAuthorization(
    permissions: Permissions,
    arnOf: (queue: string) => string,
): (call: QueueCall) => void {
    return ({ caller, action, queue, request }) => {
        const arn = queue === "" ? "*" : arnOf(queue);
        const isMove = action === "StartMessageMoveTask";
        const asked = (isMove ? moving : [action]).map((one) => [iamAction(one), arn]);
        if (isMove && typeof request.DestinationArn === "string")
            asked.push(["sqs:SendMessage", request.DestinationArn]);
        for (const [permission, resource] of asked) {
            const denial = permissions.denial(caller, permission, resource);
            if (denial === undefined) continue;
            const message = denial.replaceAll(permission, permission.toLowerCase());
            throw new Refused("AccessDenied", message, 403);
        }
    };
}
