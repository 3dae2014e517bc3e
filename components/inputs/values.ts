import { arn, integer, text } from "./rules";

/** What inputs of several groups take. */

export const automatic = { otherwise: "made from the component's name" };

export const kmsKey = arn(
    "kms",
    "key/[-\\w]+",
    "key/1234abcd-12ab-34cd-56ef-1234567890ab (a key, not an alias)",
);

export const accountId = text(/^\d{12}$/, "an account ID of 12 digits, as a string");

/** Of a function: its queue's visibility follows from it. */
export const timeoutSeconds = integer(1, 900, "seconds", 60);
