/** Services that describe what was registered: whoever asks whether a deployment is well. */
import type { RequestListener } from "node:http";
import type { Permissions } from "../deploy/permissions";
import type { Guard } from "../http/guard";
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
    guard: Guard,
): Record<string, RequestListener> {
    const denial = (accessKeyId: string, action: string) => permissions.denialOf(accessKeyId, action, "*");
    return {
        kms: createJsonService({
            name: "KMS",
            signingName: "kms",
            target: /^TrentService\.(\w+)$/,
            operations: kmsOperations(account),
            guard,
        }),
        logs: createJsonService({
            name: "CloudWatch Logs",
            signingName: "logs",
            target: /^Logs_20140328\.(\w+)$/,
            operations: logsOperations(account),
            guard,
        }),
        iam: createQueryService("iam", iamOperations(account), guard, denial),
        // GetCallerIdentity needs no permission, and nobody can be denied it (STS API reference).
        sts: createQueryService("sts", stsOperations(account), guard, () => undefined),
    };
}
