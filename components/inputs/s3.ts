import { s3Delivery } from "./delivery";
import { input } from "./input";
import type { Group } from "./input";
import { arn, boolean, distinct, integer, list, number, oneOf, plain, text } from "./rules";
import { accountId, automatic, kmsKey } from "./values";

/** What S3 keeps for itself at the beginning of a general purpose bucket's name (S3 user guide, "Bucket naming rules"). */
export const reservedPrefixes = ["xn--", "sthree-", "amzn-s3-demo-"];

/** And at its end. */
const reservedSuffixes = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

function bucketName(...suffixes: string[]) {
    const reserved = [...reservedSuffixes, ...suffixes];
    const ends = reserved.map((suffix) => suffix.replace(".", "\\.")).join("|");
    return text(
        new RegExp(
            `^(?!${reservedPrefixes.join("|")})(?!.*(${ends})$)(?!.*\\.\\.)(?!(\\d{1,3}\\.){3}\\d{1,3}$)[a-z\\d][a-z\\d.-]{1,61}[a-z\\d]$`,
        ),
        `a bucket's name: 3-63 lower-case letters, digits, \`.\` and \`-\` that begin and end with a letter or digit, without \`..\`, not an IP address, ` +
            `and with none of the beginnings ${reservedPrefixes.join(", ")} and ends ${reserved.join(", ")}, which S3 reserves`,
    );
}

/** What S3 and Athena alone have. */
export const s3 = {
    docs: "The bucket that the events are written to, and its table in Athena. With the destination `s3` only.",
    typeName: "S3Settings",
    see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html",
    members: {
        bucketName: input(
            "Name of the bucket to make. A change makes another bucket.",
            // Only in an account's own namespace a name ends with -an, and this one is made in the global one.
            bucketName("-an"),
            automatic,
        ),
        existingBucket: {
            docs: "A bucket that exists and is used instead of making one: a log archive's, or your own that a destroy left. It lies in the component's Region (no preview can see another account's bucket: writes to another Region are refused, and events wait until they are dead-lettered), has versioning, owns what is written into it (the Object Ownership `BucketOwnerEnforced`, S3's default for a new one), and is this component's alone (the policy lets nobody else write below `events/`); nothing of it is made or changed: the output `s3BucketPolicyStatements` is what its owner has to add to its policy, before anything can be written. Not together with `bucketName`, `objectLock`, `retentionDays` or `retainOnDelete`, which are its owner's to set.",
            typeName: "ExistingBucketSettings",
            see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html",
            optional: true,
            members: {
                name: input("Its name.", bucketName(), { otherwise: "a bucket is made", required: true }),
                accountId: input(
                    "The account that owns it. S3 refuses what is meant for another account's bucket.",
                    accountId,
                    { otherwise: "a bucket is made", required: true },
                ),
            },
        },
        objectLock: {
            docs: "How long nobody deletes or changes what is written.",
            typeName: "ObjectLockSettings",
            see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html",
            members: {
                mode: input(
                    "`GOVERNANCE`: only who has `s3:BypassGovernanceRetention`, and changes the bucket's policy first, can delete. `COMPLIANCE`: nobody can, the account's root and AWS included, until the time is over; **it cannot be undone**, and what is written is paid for so long. `NONE`: no lock. A bucket that had a lock keeps what it locked.",
                    plain(oneOf(["GOVERNANCE", "COMPLIANCE", "NONE"], "GOVERNANCE")),
                ),
                retentionDays: input(
                    "Days that an object is locked after it was written. Not with mode `NONE`. A change is for new objects.",
                    integer(1, 36_500, "days", 366),
                ),
            },
        },
        retentionDays: input("Days until events expire. More than the lock's.", integer(1, 36_501, "days"), {
            otherwise: "they are kept",
        }),
        kmsKeyArn: input(
            "A KMS key of this Region to encrypt objects with. With `existingBucket`, the key that it encrypts with by default: the roles need it. Its policy must let the function's role use `kms:GenerateDataKey`, and readers `kms:Decrypt`. Another key is for new objects: readers need the one before as well, and `athenaReaderPolicy` names the new one alone.",
            kmsKey,
            { otherwise: "S3's own encryption" },
        ),
        retainOnDelete: input(
            "A destroy, or taking `s3` off the destinations, leaves the bucket in the account, with its events, lock, policy and public access block; what `retentionDays` says ends with the stack, and nothing expires any more. False is an error unless `objectLock.mode` is `NONE`; it **deletes every event** with the bucket.",
            plain(boolean(true)),
        ),
        scanLimitGiB: input(
            "GiB that one query may read. Athena stops one that reads more.",
            number(0.01, 1_000_000, "GiB", 10),
        ),
        delivery: s3Delivery,
        writerArns: input(
            "Roles that may create objects besides the function's, for instance to copy history.",
            distinct(list(arn("iam", "role/[\\w+=,.@/-]+", "role/history"), 1, 20)),
            { otherwise: "the function's role alone" },
        ),
    },
} satisfies Group;

/** Settings of a bucket that is made. */
export const ofMadeBucket = ["bucketName", "objectLock", "retentionDays", "retainOnDelete"] as const;
