import {
    GetBucketEncryptionCommand,
    GetBucketLocationCommand,
    GetBucketPolicyCommand,
    GetObjectLockConfigurationCommand,
    GetPublicAccessBlockCommand,
    S3Client,
} from "@aws-sdk/client-s3";
import { KMSClient } from "@aws-sdk/client-kms";
import type { Deployment } from "../deployment";
import { find, ok, once, present, problem, refresh, unless, type Check, unlessDenied } from "./check";
import { keyCheck } from "./keys";
import { missingGuards } from "./guards";

/** What S3 says of a bucket that is elsewhere. */
const elsewhere = /^(PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException)$/;
/** A bucket of another account's is mended there. */
const owner =
    "Add what the output s3BucketPolicyStatements holds to the bucket's policy; if the bucket is the stack's own: pulumi up --refresh";

/** The bucket, and what makes it evidence. */
export function bucketChecks({ region, s3, units }: Deployment): Check[] {
    if (s3 === undefined) return [];
    const { bucketName: Bucket, bucketArn } = s3;
    const roleArn = units.find(({ destination }) => destination === "s3")?.roleArn ?? "";
    const client = new S3Client({ region });
    const on = `on ${bucketArn}`;
    const location = once(async () => {
        const command = new GetBucketLocationCommand({ Bucket });
        const call = client.send(command).catch((error: Error) => {
            if (elsewhere.test(error.name)) return { LocationConstraint: "another Region" };
            throw error;
        });
        const found = await find(`s3:GetBucketLocation ${on}`, call, /^NoSuchBucket$/);
        if (found === undefined) return undefined;
        // Buckets of old in Ireland are in the EU, and those of the first Region are nowhere (GetBucketLocation API reference).
        const place = found.LocationConstraint ?? "us-east-1";
        return place === "EU" ? "eu-west-1" : place;
    });
    /** What is asked of a bucket that is not here is answered by its own check. */
    async function inBucket<T>(
        action: string,
        call: () => Promise<T>,
        absent: RegExp,
    ): Promise<T | undefined> {
        const place = await unlessDenied<string | undefined>(location(), region);
        present(place === region ? place : undefined, "there is no bucket");
        return find(`s3:${action} ${on}`, call(), absent);
    }

    return [
        {
            name: "bucket",
            async look() {
                const place = await location();
                if (place === undefined) return problem(`The bucket ${Bucket} is gone.`, refresh);
                if (place === region) return ok(`in ${region}`);
                return problem(
                    `The bucket ${Bucket} is in ${place}, and has to be in ${region}.`,
                    `Choose a bucket in ${region}, and run: pulumi up`,
                );
            },
        },
        {
            name: "public access",
            async look() {
                const found = await inBucket(
                    "GetBucketPublicAccessBlock",
                    () => client.send(new GetPublicAccessBlockCommand({ Bucket })),
                    /^NoSuchPublicAccessBlockConfiguration$/,
                );
                const settings = found?.PublicAccessBlockConfiguration ?? {};
                const names = [
                    "BlockPublicAcls",
                    "BlockPublicPolicy",
                    "IgnorePublicAcls",
                    "RestrictPublicBuckets",
                ] as const;
                const off = names.filter((name) => settings[name] !== true);
                return unless(
                    [
                        off.length > 0 && {
                            what: `${off.join(", ")} ${off.length > 1 ? "are" : "is"} off.`,
                            mend: refresh,
                        },
                    ],
                    "blocked",
                );
            },
        },
        {
            name: "bucket policy",
            async look() {
                const found = await inBucket(
                    "GetBucketPolicy",
                    () => client.send(new GetBucketPolicyCommand({ Bucket })),
                    /^NoSuchBucketPolicy$/,
                );
                const missing = missingGuards(found?.Policy, bucketArn, roleArn);
                return unless(
                    missing.map((what) => ({ what, mend: owner })),
                    "guards the events",
                );
            },
        },
        {
            name: "object lock",
            async look() {
                const found = await inBucket(
                    "GetBucketObjectLockConfiguration",
                    () => client.send(new GetObjectLockConfigurationCommand({ Bucket })),
                    /^ObjectLockConfigurationNotFoundError$/,
                );
                if (found === undefined) return ok("none, as with s3.objectLock.mode NONE");
                const { Mode, Days, Years } = found.ObjectLockConfiguration?.Rule?.DefaultRetention ?? {};
                if (Mode === undefined)
                    return problem(
                        "Object Lock has no default retention: new events are not locked.",
                        refresh,
                    );
                return ok(`${Mode}, ${Days === undefined ? `${Years} years` : `${Days} days`}`);
            },
        },
        keyCheck(new KMSClient({ region }), region, "bucket key", async () => {
            const found = await inBucket(
                "GetEncryptionConfiguration",
                () => client.send(new GetBucketEncryptionCommand({ Bucket })),
                /^ServerSideEncryptionConfigurationNotFoundError$/,
            );
            const [rule] = found?.ServerSideEncryptionConfiguration?.Rules ?? [];
            return rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID;
        }),
    ];
}
