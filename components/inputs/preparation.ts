import { input } from "./input";
import type { Group } from "./input";
import { arn, distinct, integer, list, text } from "./rules";
import { kmsKey } from "./values";

/** Far more than there are: 539 in November 2026. */
const mostTypes = 1000;

const eventTypeId = {
    ...integer(0, 999_999_999, "event types"),
    expected: "an event type's id, a whole number from 0 to 999999999",
};

export const eventTypes = {
    docs: "Which events are delivered, by their type; all unless given. The function leaves the others out before it looks at them, for every destination: they stay in the raw event log alone, and are counted as `excluded`. The known types are in handler/eventTypes.json. An event whose type is not a number is never left out. `include` leaves out types that OneLogin adds later, `exclude` delivers them.",
    typeName: "EventTypeSettings",
    see: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
    optional: true,
    members: {
        include: input(
            "The types that are delivered, and no other. Not together with `exclude`.",
            distinct(list(eventTypeId, 1, mostTypes)),
            { otherwise: "`exclude` says which" },
        ),
        exclude: input(
            "The types that are left out. Not together with `include`.",
            distinct(list(eventTypeId, 1, mostTypes)),
            { otherwise: "`include` says which" },
        ),
    },
} satisfies Group;

/** What tells an event, its time and its type: without it nothing finds, joins or counts an event. */
const untouched = ["uuid", "account_id", "event_timestamp", "event_type_id"];

const detailKey = text(
    new RegExp(`^(?!(${untouched.join("|")})$)[A-Za-z]\\w{0,63}$`),
    `a key of OneLogin's detail, 1-64 letters, digits and _ that begin with a letter, and none of ${untouched.join(", ")}, by which an event is known: leave those as they are`,
);

export const redaction = {
    docs: "Values that reach no destination; all do unless given. The functions redact an event before anything else is made of it, for every destination: its raw copy, its maps, its identity and its address follow. They are keys of `detail` itself; what is inside of a value goes with it. **The raw event log and dead letters keep the event as it came**; docs/privacy.md says how to shorten them or turn them off, which fields are personal, and what detections lose.",
    typeName: "RedactionSettings",
    see: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/create_secret.html",
    optional: true,
    members: {
        remove: input("Keys that are left out.", distinct(list(detailKey, 1, 100)), { otherwise: "none" }),
        hash: input(
            "Keys whose value becomes its HMAC-SHA-256, in hexadecimal, behind eight digits that tell the key: equal values stay equal, so that people can join and count. A number hashes as its text, an object or a list as its JSON. Null and an empty text stay as they are. With `hashKeySecretArn`.",
            distinct(list(detailKey, 1, 100)),
            { otherwise: "none" },
        ),
        hashKeySecretArn: input(
            "The Secrets Manager secret that holds the key of the hashes: its whole value, of 32 bytes at least. The function reads it when it starts to work and keeps it in memory alone. Without it nothing is delivered: events wait in the queue. A key that is changed makes other hashes, which cannot be joined with those before.",
            arn(
                "secretsmanager",
                "secret:[\\w/+=.@-]{1,512}-[A-Za-z0-9]{6}",
                "secret:onelogin-redaction-AbCdEf, with the six letters at its end",
            ),
            { otherwise: "required with `hash`" },
        ),
        hashKeyKmsKeyArn: input(
            "The KMS key that the secret is encrypted with, if it is one of your own. Its policy must let the function's role use `kms:Decrypt`.",
            kmsKey,
            { otherwise: "Secrets Manager's own, `aws/secretsmanager`" },
        ),
    },
} satisfies Group;
