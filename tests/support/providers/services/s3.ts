import { Refusal } from "../account";
import type { Account, Kind, Kinds } from "../account";

const bucketType = "aws:s3/bucket:Bucket";
const versioningType = "aws:s3/bucketVersioning:BucketVersioning";
const lockType = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";

/** A setting of a bucket that is a resource of its own: its id is the bucket's name. */
function sideResource(judge: (bucket: string, account: Account) => void = () => undefined): Kind {
    return {
        make({ bucket }, account) {
            account.need(bucketType, bucket, "NoSuchBucket");
            judge(bucket as string, account);
            return { id: bucket as string, added: {} };
        },
    };
}

export const s3: Kinds = {
    [bucketType]: {
        make(inputs, account) {
            const id = inputs.bucket as string;
            account.refuseSecond(bucketType, id, "BucketAlreadyOwnedByYou");
            return { id, added: account.added(bucketType, inputs, id) };
        },
    },
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": sideResource(),
    [versioningType]: {
        ...sideResource(),
        remove({ id }, account) {
            if (account.find(lockType, id))
                throw new Refusal("InvalidBucketState", `${id} has Object Lock, and keeps its versioning`);
        },
    },
    [lockType]: sideResource((bucket, account) => {
        if (!account.find(versioningType, bucket))
            throw new Refusal("InvalidBucketState", `${bucket} has no versioning, which Object Lock needs`);
    }),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": sideResource(),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": sideResource(),
    "aws:s3/bucketPolicy:BucketPolicy": sideResource(),
};
