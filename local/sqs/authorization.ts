import type { Refusal } from "../http/messages";
import type { Permissions } from "../deploy/permissions";
import type { QueueCall } from "./types";

/** A batch is permitted by the permission for one (Service Authorization Reference, "Amazon SQS"). */
function iamAction(action: string): string {
    return `sqs:${action.replace(/Batch$/, "")}`;
}

/** Refuses what the caller's registered policies don't allow, in SQS's words: it writes actions in lower case. */
function createAuthorization(
    permissions: Permissions,
    arnOf: (queue: string) => string,
): (call: QueueCall) => Refusal | undefined {
    return ({ caller, action, queue }) => {
        const permission = iamAction(action);
        const denial = permissions.denial(caller, permission, queue === "" ? "*" : arnOf(queue));
        if (denial === undefined) return undefined;
        const message = denial.replaceAll(permission, permission.toLowerCase());
        return { status: 403, name: "AccessDenied", message };
    };
}

export { createAuthorization };
