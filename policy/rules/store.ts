import type { PolicyResource, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";

const stores = ["aws-native:cloudtrail:EventDataStore", "aws:cloudtrail/eventDataStore:EventDataStore"];
const lock = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const publicAccess = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

/** AWS refuses to delete a store that is protected; its default, where nothing is said, is that it is. */
export const storeIsProtected: ResourceValidationPolicy = {
    name: "store-is-protected",
    description: "An event data store has AWS's termination protection.",
    severity: "high",
    validateResource: ({ type, props }, report) => {
        if (stores.includes(type) && props.terminationProtectionEnabled === false)
            report(
                "terminationProtectionEnabled is false: the evidence could be deleted. Leave it out, or set it to true.",
            );
    },
};

function isEventBucket({ type, urn }: PolicyResource): boolean {
    return (
        type === "aws:s3/bucket:Bucket" &&
        urn.includes("onelogin-cloudtrail-lake:index:OneLoginCloudTrailLake$")
    );
}

/** A bucket's lock is a resource of its own, which a preview knows by what it was made from. */
export const bucketIsLocked: StackValidationPolicy = {
    name: "bucket-is-locked",
    description:
        "The bucket of the events has Object Lock, blocks public access, and stays when its stack goes.",
    severity: "high",
    validateStack: ({ resources }, report) => {
        for (const bucket of resources.filter(isEventBucket)) {
            const has = (type: string) =>
                resources.some(
                    (other) =>
                        other.type === type &&
                        (other.propertyDependencies.bucket ?? []).some(({ urn }) => urn === bucket.urn),
                );
            if (!has(lock))
                report(
                    "It has no Object Lock: the evidence could be deleted. Leave s3.objectLock.mode out, or set another than NONE.",
                    bucket.urn,
                );
            if (!has(publicAccess)) report("It does not block public access. Give it the block.", bucket.urn);
            if (bucket.props.forceDestroy === true)
                report(
                    "forceDestroy is true: a destroy deletes every event. Leave s3.retainOnDelete out, or set it to true.",
                    bucket.urn,
                );
        }
    },
};
