import { physicalName } from "../../../../local/aws/resources";
import { Refusal, unique } from "../account";
import type { Account, Kind, Kinds } from "../account";
import { logPolicyType, queueType, rolePolicyType, roleType } from "../policies";
import { text } from "../wire";
import type { Properties } from "../wire";

const bucketType = "aws:s3/bucket:Bucket";
const versioningType = "aws:s3/bucketVersioning:BucketVersioning";
const lockType = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const databaseType = "aws:glue/catalogDatabase:CatalogDatabase";
const groupType = "aws:cloudwatch/logGroup:LogGroup";

/** A setting that is a resource of its own: its id is that of what it is a setting of. */
function setting(type: string, input: string, code: string, more: Kind = {}): Kind {
    return {
        id: (inputs) => inputs[input] as string,
        adds: () => ({}),
        needs: (inputs) => [[type, inputs[input], code]],
        ...more,
    };
}

const ofBucket = (more?: Kind) => setting(bucketType, "bucket", "NoSuchBucket", more);
const ofQueue = setting(queueType, "queueUrl", "AWS.SimpleQueueService.NonExistentQueue");

function judgeRedrive({ redrivePolicy }: Properties, account: Account): void {
    if (typeof redrivePolicy !== "string") return;
    const { deadLetterTargetArn } = JSON.parse(redrivePolicy) as { deadLetterTargetArn: string };
    if (!account.list(queueType).some(({ added }) => added.arn === deadLetterTargetArn))
        throw new Refusal("InvalidParameterValue", `RedrivePolicy: ${deadLetterTargetArn} does not exist`);
}

function judgeLogPolicy({ policyName, resourceArn }: Properties, account: Account): void {
    const id = (policyName ?? resourceArn) as string;
    // Put is an upsert: the second of a name takes the place of the first, without a word.
    if (account.find(logPolicyType, id)) account.cloud.losses.push(`${logPolicyType} ${id} was overwritten`);
    if (resourceArn !== undefined && !account.list(groupType).some(({ added }) => added.arn === resourceArn))
        throw new Refusal("ResourceNotFoundException", `there is no log group ${id}`);
}

/** Roles, queues, logs and buckets, Athena, what watches, and what surrounds the component in somebody's program. */
export const others: Kinds = {
    [roleType]: {
        twin: "EntityAlreadyExists",
        adds: (inputs, account) => ({
            ...account.added(roleType, inputs),
            uniqueId: `AROA${unique(17).toUpperCase()}`,
        }),
        remove({ id }, account) {
            if (account.list(rolePolicyType).some(({ inputs }) => inputs.role === id))
                throw new Refusal("DeleteConflict", `Cannot delete role ${id}: must delete policies first`);
        },
    },
    [rolePolicyType]: {
        id: ({ role, name }) => `${text(role)}:${text(name)}`,
        adds: ({ name }) => ({ name }),
        needs: ({ role }) => [[roleType, role, "NoSuchEntity"]],
    },
    [queueType]: { id: (_, { url }) => url as string, twin: "QueueAlreadyExists", judge: judgeRedrive },
    "aws:sqs/queuePolicy:QueuePolicy": ofQueue,
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": ofQueue,
    [groupType]: {
        id: (_, { name }) => name as string,
        twin: "ResourceAlreadyExistsException",
        adds: (inputs, account) => account.added(groupType, inputs, physicalName("", inputs, unique())),
        remove({ id, inputs }) {
            if (inputs.deletionProtectionEnabled === true)
                throw new Refusal("ValidationException", `log group ${id} has deletion protection`);
        },
    },
    [logPolicyType]: {
        id: ({ policyName, resourceArn }) => (policyName ?? resourceArn) as string,
        adds: ({ resourceArn }) => ({
            policyScope: resourceArn === undefined ? "ACCOUNT" : "RESOURCE",
            revisionId: unique(8),
        }),
        judge: judgeLogPolicy,
    },
    [bucketType]: {
        id: ({ bucket }) => bucket as string,
        twin: "BucketAlreadyOwnedByYou",
        adds: (inputs, account) => account.added(bucketType, inputs, inputs.bucket as string),
    },
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ofBucket(),
    [versioningType]: ofBucket({
        remove({ id }, account) {
            if (account.find(lockType, id))
                throw new Refusal("InvalidBucketState", `${id} has Object Lock, and keeps its versioning`);
        },
    }),
    [lockType]: ofBucket({
        judge({ bucket }, account) {
            if (!account.find(versioningType, bucket))
                throw new Refusal(
                    "InvalidBucketState",
                    `${text(bucket)} has no versioning, which Object Lock needs`,
                );
        },
    }),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ofBucket(),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ofBucket(),
    "aws:s3/bucketPolicy:BucketPolicy": ofBucket(),
    [databaseType]: {
        id: (_, { catalogId, name }) => `${text(catalogId)}:${text(name)}`,
        twin: "AlreadyExistsException",
    },
    "aws:glue/catalogTable:CatalogTable": {
        id: ({ databaseName }, { catalogId, name }) => [catalogId, databaseName, name].map(text).join(":"),
        needs: ({ databaseName }, { place }) => [
            [databaseType, `${place.account}:${text(databaseName)}`, "EntityNotFoundException"],
        ],
        twin: "AlreadyExistsException",
    },
    "aws:athena/workgroup:Workgroup": { twin: "InvalidRequestException" },
    "aws:cloudwatch/metricAlarm:MetricAlarm": {},
    "aws:cloudwatch/dashboard:Dashboard": { id: ({ dashboardName }) => dashboardName as string },
    "aws:kms/key:Key": { id: (_, { keyId }) => keyId as string },
};
