import type { TableSettings, WorkgroupSettings } from "../athena/types";
import type { BucketSettings } from "../s3/types";
import { capitalized } from "../values";
import { find, needed, ofResource, readPolicyOf } from "./policies";
import type { Evaluated, Registered } from "./program";

/** What S3's unit delivers to, and what it is read with. */
export interface ObjectsSettings {
    bucket: BucketSettings;
    table: TableSettings;
    workgroup: WorkgroupSettings;
    queries: Record<string, string>;
}

/** @param name What the names of the resources begin with. */
export function objectsSettings(evaluated: Evaluated, name: string): ObjectsSettings {
    const { resources, outputs } = evaluated;
    const of = (type: string, suffix: string) => find(resources, type, `${name}-${suffix}`);
    const bucket = needed(of("aws:s3/bucket:Bucket", "bucket"), "bucket");
    const table = of("aws:glue/catalogTable:CatalogTable", "table") as Registered;
    const workgroup = of("aws:athena/workgroup:Workgroup", "workgroup") as Registered;
    return {
        bucket: bucketSettings(evaluated, bucket, name),
        table: { ...(table.state as unknown as TableSettings) },
        workgroup: { ...(workgroup.state as unknown as WorkgroupSettings) },
        queries: outputs.athenaQueries as Record<string, string>,
    };
}

interface Rule {
    defaultRetention: { mode: string; days: number };
}
interface EncryptionRule {
    applyServerSideEncryptionByDefault: { kmsMasterKeyId?: string };
}

function bucketSettings({ resources, place }: Evaluated, bucket: Registered, name: string): BucketSettings {
    const inputsOf = (type: string, suffix: string) =>
        find(resources, `aws:s3/${type}`, `${name}-${suffix}`)?.inputs ?? {};
    const policy = ofResource(resources, "aws:s3/bucketPolicy:BucketPolicy", "bucket", bucket.state.bucket);
    const { versioningConfiguration } = inputsOf("bucketVersioning:BucketVersioning", "versioning");
    const { rule } = inputsOf(
        "bucketObjectLockConfiguration:BucketObjectLockConfiguration",
        "object-lock",
    ) as { rule?: Rule };
    const { rules = [] } = inputsOf(
        "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "encryption",
    ) as { rules?: EncryptionRule[] };
    return {
        name: bucket.state.bucket as string,
        arn: bucket.state.arn as string,
        account: place.account,
        region: place.region,
        policy: readPolicyOf(policy),
        writtenPolicy: policy?.inputs.policy as string | undefined,
        publicAccessBlock: capitalized(
            inputsOf("bucketPublicAccessBlock:BucketPublicAccessBlock", "public-access"),
        ) as BucketSettings["publicAccessBlock"],
        versioned: (versioningConfiguration as { status?: string } | undefined)?.status === "Enabled",
        lock: rule?.defaultRetention,
        lifecycle: capitalized(
            inputsOf("bucketLifecycleConfiguration:BucketLifecycleConfiguration", "lifecycle").rules,
        ) as BucketSettings["lifecycle"],
        kmsKeyArn: rules[0]?.applyServerSideEncryptionByDefault.kmsMasterKeyId,
    };
}
