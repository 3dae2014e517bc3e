import { placeOf } from "../arns";
import { both } from "./conflict";
import type { Conflict, ConflictOfGiven } from "./conflict";

/** A group whose inputs are of no use without one of these. */
function oneOfThem(group: string, ...members: [string, string]): ConflictOfGiven {
    return {
        inputs: [group, ...members.map((member) => `${group}.${member}`)],
        missingIn: group,
        check: (given, ...values) =>
            given !== undefined && values.every((value) => value === undefined)
                ? `is empty; give ${members.join(" or ")}, or leave ${group} out`
                : undefined,
    };
}

/** Judged by what is given. */
export const preparationConflicts: ConflictOfGiven[] = [
    both("eventTypes.include", "eventTypes.exclude", "keep the list that is shorter"),
    oneOfThem("eventTypes", "include", "exclude"),
    oneOfThem("redaction", "remove", "hash"),
    {
        inputs: ["redaction.hashKeySecretArn", "redaction.hash"],
        missingIn: "redaction",
        check: (secret, hash) =>
            hash !== undefined && secret === undefined
                ? "is missing; name the secret that holds the key of redaction.hash (aws secretsmanager create-secret makes one)"
                : secret !== undefined && hash === undefined
                  ? "it goes with redaction.hash; give that, or leave it out"
                  : undefined,
    },
    {
        inputs: ["redaction.hashKeyKmsKeyArn", "redaction.hashKeySecretArn"],
        check: (key, secret) =>
            key !== undefined && secret === undefined
                ? "it goes with redaction.hashKeySecretArn; give that, or leave it out"
                : undefined,
    },
];

/** What a function's variables may have together, in bytes (Lambda quotas, "Environment variables"). */
const mostOfEnvironment = 4096;
/** What the others take, which are made of names and ARNs, and all names: at the most. */
const others = 700;

/** Lists that reach the function in its environment, and what else somebody may make long there. */
const listed = ["eventTypes.include", "eventTypes.exclude", "redaction.remove", "redaction.hash"];
const texts = [
    "redaction.hashKeySecretArn",
    "externalId",
    "channel.policy.externalId",
    "forwarder.eventSource",
];

/** The longest list is the one to shorten. */
function roomConflict(input: string): Conflict {
    const rest = listed.filter((other) => other !== input);
    return {
        inputs: [input, ...rest, ...texts],
        check(list: unknown[] | undefined, ...values: ({ toString(): string } | undefined)[]) {
            if (list === undefined) return undefined;
            const lengths = [list, ...values].map((value) => Buffer.byteLength(String(value ?? "")));
            const bytes = lengths.reduce((sum, length) => sum + length) + others;
            const isLongest = lengths.slice(1, listed.length).every((length) => length <= lengths[0]);
            if (bytes <= mostOfEnvironment || !isLongest) return undefined;
            return `its ${list.length} entries make an environment of up to ${bytes} bytes, and Lambda takes ${mostOfEnvironment}; give fewer`;
        },
    };
}

/** Judged by values. */
export const preparationValues: Conflict[] = [
    {
        inputs: ["redaction.hash", "redaction.remove"],
        check(hash: string[] | undefined, remove: string[] | undefined) {
            const twice = hash?.find((key) => remove?.includes(key));
            return twice && `"${twice}" is in redaction.remove, too; keep it in one of them`;
        },
    },
    {
        inputs: ["redaction.hashKeyKmsKeyArn", "redaction.hashKeySecretArn"],
        check(key: string | undefined, secret: string | undefined) {
            if (key === undefined || secret === undefined) return undefined;
            const [ofKey, ofSecret] = [placeOf(key).region, placeOf(secret).region];
            return ofKey === ofSecret
                ? undefined
                : `it lies in ${ofKey}, and the secret in ${ofSecret}; name the key that the secret is encrypted with`;
        },
    },
    ...listed.map(roomConflict),
];
