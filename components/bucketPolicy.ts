import { eventsPrefix } from "../handler/columns";

interface Statement {
    Sid: string;
    Effect: "Allow" | "Deny";
    Principal: "*" | { AWS: string | string[] };
    Action: string | string[];
    Resource: string | string[];
    Condition?: Record<string, Record<string, string | string[]>>;
}

/**
 * What the policy of the bucket denies, to the account's administrators, too. Object Lock keeps versions; it stops neither a
 * delete marker, which hides rows and lets their name be written again, nor another's objects among the events.
 */
export function guardStatements(bucketArn: string, writerArns: string[]): Statement[] {
    const Resource = `${bucketArn}/${eventsPrefix}*`;
    const deny = { Effect: "Deny", Principal: "*" } as const;
    return [
        {
            Sid: "TlsOnly",
            ...deny,
            Action: "s3:*",
            Resource: [bucketArn, `${bucketArn}/*`],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        {
            Sid: "WritersOnly",
            ...deny,
            Action: "s3:PutObject",
            Resource,
            Condition: { ArnNotEquals: { "aws:PrincipalArn": writerArns } },
        },
        {
            // Copies and multipart uploads send no such header, and fail (S3 user guide, "Enforce conditional writes").
            Sid: "NewObjectsOnly",
            ...deny,
            Action: "s3:PutObject",
            Resource,
            Condition: { Null: { "s3:if-none-match": "true" } },
        },
        {
            // A destroy that empties the bucket deletes versions, another action, and the policy first.
            Sid: "KeepEvents",
            ...deny,
            Action: ["s3:DeleteObject", "s3:ReplicateObject", "s3:BypassGovernanceRetention"],
            Resource,
        },
    ];
}

/**
 * What the policy of another account's bucket has to allow besides, because there no role's own policy is enough: its writers
 * write, and the function's account says who reads.
 */
export function crossAccountStatements(
    bucketArn: string,
    writerArns: string[],
    readingAccountArn: string,
): Statement[] {
    const events = `${bucketArn}/${eventsPrefix}*`;
    const allow = (Sid: string, AWS: string | string[], Action: string[], Resource: string): Statement => ({
        Sid,
        Effect: "Allow",
        Principal: { AWS },
        Action,
        Resource,
    });
    return [
        allow("StoreEvents", writerArns, ["s3:PutObject"], events),
        allow("FindEvents", readingAccountArn, ["s3:GetBucketLocation", "s3:ListBucket"], bucketArn),
        allow("ReadEvents", readingAccountArn, ["s3:GetObject"], events),
    ];
}
