/** Secrets Manager, as far as the functions ask it: the current value of the one secret that the program names. */
import { createHash } from "node:crypto";
import type { RequestListener } from "node:http";
import type { Caller } from "../aws/iam/callers";
import type { SecretSettings } from "../deploy/secret";
import type { Permissions } from "../deploy/permissions";
import { createGuard } from "../http/guard";
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

export function createSecretsEndpoint(
    secret: Secret,
    { callers, denial }: Pick<Permissions, "callers" | "denial">,
): RequestListener {
    const { arn, kmsKeyArn } = secret;
    const viaService = { "kms:ViaService": `secretsmanager.${arn.split(":")[3]}.amazonaws.com` };
    const guard = createGuard({
        knows: (accessKeyId) => callers.of(accessKeyId) !== undefined,
        denial(accessKeyId, action) {
            const caller = callers.of(accessKeyId) as Caller;
            const denied = denial(caller, action, arn);
            if (denied !== undefined || kmsKeyArn === undefined) return denied;
            return denial(caller, "kms:Decrypt", kmsKeyArn, viaService) && "Access to KMS is not allowed";
        },
    });
    return createJsonService({
        name: "Secrets Manager",
        signingName: "secretsmanager",
        target: /^secretsmanager\.(\w+)$/,
        guard,
        operations: {
            GetSecretValue(input) {
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
