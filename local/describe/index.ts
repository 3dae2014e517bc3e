/** Services that describe what was registered: whoever asks whether a deployment is well. */
import type { RequestListener } from "node:http";
import type { Permissions } from "../deploy/permissions";
import { createJsonService } from "../http/jsonService";
import type { Account } from "./account";
import { iamOperations, stsOperations } from "./iam";
import { kmsOperations } from "./kms";
import { logsOperations } from "./logs";
import { createQueryService } from "./queryService";

export { createAccount, statesOf, writeLog, type Account } from "./account";

/** A listener for each service, by the name that requests are signed for. */
export function describingServices(
    account: Account,
    permissions: Permissions,
): Record<string, RequestListener> {
    return {
        kms: createJsonService({
            name: "KMS",
            signingName: "kms",
            target: /^TrentService\.(\w+)$/,
            operations: kmsOperations(account),
            permissions,
        }),
        logs: createJsonService({
            name: "CloudWatch Logs",
            signingName: "logs",
            target: /^Logs_20140328\.(\w+)$/,
            operations: logsOperations(account),
            permissions,
        }),
        iam: createQueryService("iam", iamOperations(account), permissions),
        // GetCallerIdentity needs no permission, and nobody can be denied it (STS API reference).
        sts: createQueryService("sts", stsOperations(account), { ...permissions, denialOf: () => undefined }),
    };
}
