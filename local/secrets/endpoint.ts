/** Secrets Manager, as far as the functions ask it: the current value of the one secret that the program names. */
import { createHash } from "node:crypto";
import type { RequestListener } from "node:http";
import type { Caller } from "../aws/iam/callers";
import type { SecretSettings } from "../deploy/secret";
import type { Permissions } from "../deploy/permissions";
import { only, Refused, required } from "../http/input";
import { createJsonService } from "../http/jsonService";

export interface Secret extends SecretSettings {
    /** Whoever breaks something takes it away, or puts another there. */
    value: string | undefined;
}

/** Nobody else knows the value here; it is the same in every run, because what a run keeps is joined with the next one's. */
export function createSecret(settings: SecretSettings): Secret {
    return { ...settings, value: createHash("sha256").update(settings.arn).digest("hex") };
}

export function createSecretsEndpoint(secret: Secret, permissions: Permissions): RequestListener {
    const { arn, kmsKeyArn } = secret;
    const viaService = { "kms:ViaService": `secretsmanager.${arn.split(":")[3]}.amazonaws.com` };

    function checkKey(accessKeyId: string): void {
        const caller = permissions.callers.of(accessKeyId) as Caller;
        if (kmsKeyArn !== undefined && permissions.denial(caller, "kms:Decrypt", kmsKeyArn, viaService))
            throw new Refused("AccessDeniedException", "Access to KMS is not allowed");
    }

    return createJsonService({
        name: "Secrets Manager",
        signingName: "secretsmanager",
        target: /^secretsmanager\.(\w+)$/,
        permissions,
        resources: () => [arn],
        operations: {
            GetSecretValue(input, { accessKeyId }) {
                checkKey(accessKeyId);
                only(input, "SecretId");
                const { value: SecretString } = secret;
                if (required(input, "SecretId") !== arn || SecretString === undefined)
                    throw new Refused(
                        "ResourceNotFoundException",
                        "Secrets Manager can't find the specified secret.",
                    );
                const [, Name] = /:secret:(.+)-\w{6}$/.exec(arn) as RegExpExecArray;
                return { ARN: arn, Name, SecretString, VersionStages: ["AWSCURRENT"] };
            },
        },
    });
}
