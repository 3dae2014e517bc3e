import * as pulumi from "@pulumi/pulumi";
import knownKeys from "../handler/detailKeys.json";
import type { Report } from "./errors";
import { nearestOf } from "./inputs/nearest";
import type { Settings } from "./inputs/settings";
import { allow, throughService } from "./permissions";
import type { Statement } from "./permissions";

/** What the functions do to events before they map them. */
type Preparation = Pick<Settings, "eventTypes" | "redaction">;

/** Whether they do anything: then they hold the code for it. */
export function prepares({ eventTypes, redaction }: Preparation): boolean {
    return eventTypes !== undefined || redaction !== undefined;
}

function selection({ include, exclude }: NonNullable<Preparation["eventTypes"]>): pulumi.Output<string> {
    return pulumi
        .all([include, exclude])
        .apply(([only, but]) => (only === undefined ? `exclude ${but!.join()}` : `include ${only.join()}`));
}

function redacted({ remove, hash }: NonNullable<Preparation["redaction"]>): pulumi.Output<string> {
    return pulumi.all([remove, hash]).apply(([removed, hashed]) =>
        Object.entries({ remove: removed, hash: hashed })
            .flatMap(([how, keys]) => (keys === undefined ? [] : `${how} ${keys.join()}`))
            .join(" "),
    );
}

/** What the functions know of it. It is not in their text, which is the same for everybody, and so is its hash. */
export function preparationVariables(settings: Preparation): Record<string, pulumi.Input<string>> {
    if (!prepares(settings)) return {};
    const { eventTypes, redaction } = settings;
    const secretArn = redaction?.hashKeySecretArn;
    return {
        // Each is there: without one the function does not start, rather than let something pass.
        EVENT_TYPES: eventTypes === undefined ? "all" : selection(eventTypes),
        REDACTION: redaction === undefined ? "none" : redacted(redaction),
        ...(secretArn === undefined ? {} : { HASH_KEY_ARN: secretArn }),
    };
}

/** What the functions' roles need for it: to read the one secret, and to decrypt it if its key is the customer's. */
export function preparationStatements({ redaction }: Preparation): Statement[] {
    const { hashKeySecretArn: secretArn, hashKeyKmsKeyArn: keyArn } = redaction ?? {};
    if (secretArn === undefined) return [];
    const readKey = allow("ReadHashKey", secretArn, "secretsmanager:GetSecretValue");
    if (keyArn === undefined) return [readKey];
    const Condition = throughService("secretsmanager", secretArn);
    return [readKey, { ...allow("DecryptHashKey", keyArn, "kms:Decrypt"), Condition }];
}

/**
 * A key that is misspelt redacts nothing, and nobody would notice. It is no error: OneLogin may add a key at any time, also
 * one that looks like another.
 */
export function warnOfMisspeltKeys({ redaction }: Preparation, { warn }: Report): void {
    for (const how of ["remove", "hash"] as const) {
        if (redaction?.[how] === undefined) continue;
        const keys = pulumi.output(redaction[how]);
        keys.apply(async (given) => {
            if (await pulumi.isSecret(keys)) return;
            for (const [index, key] of given.entries()) {
                const meant = knownKeys.includes(key) ? undefined : nearestOf(key, knownKeys);
                if (meant === undefined) continue;
                const text = `"${key}" is not a key that OneLogin is known to send, and redacts nothing; did you mean ${meant}?`;
                await warn({ input: `redaction.${how}[${index}]`, text });
            }
        });
    }
}
