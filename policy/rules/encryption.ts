import type { ResourceValidationPolicy } from "@pulumi/policy";

const defaults = { required: false, except: [] as string[] };

/** Each type that keeps data, and its input that names a KMS key. */
const keys: Record<string, string> = {
    "aws:cloudwatch/logGroup:LogGroup": "kmsKeyId",
    "aws:sqs/queue:Queue": "kmsMasterKeyId",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
        "kmsMasterKeyId",
    "aws-native:cloudtrail:EventDataStore": "kmsKeyId",
    "aws:cloudtrail/eventDataStore:EventDataStore": "kmsKeyId",
};

/** A bucket's encryption is a resource of its own, with a list of one rule. */
const bucketEncryption =
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

interface EncryptionRule {
    applyServerSideEncryptionByDefault: object;
}

function namesKey(type: string, input: string, props: Record<string, unknown>): boolean {
    if (type !== bucketEncryption) return input in props;
    return (props.rules as EncryptionRule[]).every(
        (rule) => input in rule.applyServerSideEncryptionByDefault,
    );
}

/** AWS encrypts all of these with keys of its own; a key of the company's is for those who ask for it. */
export const encryptedWithOwnKey: ResourceValidationPolicy = {
    name: "encrypted-with-own-key",
    description: "Where it is required, what keeps data names a KMS key of the company's.",
    severity: "medium",
    configSchema: {
        properties: {
            required: {
                type: "boolean",
                default: defaults.required,
                description: "Whether stores, buckets, queues and log groups must name a KMS key.",
            },
            except: {
                type: "array",
                items: { type: "string" },
                default: defaults.except,
                description:
                    "Names of resources that need none, such as the log of a function that holds no personal data.",
            },
        },
    },
    validateResource: ({ type, name, props, ...args }, report) => {
        const { required, except } = { ...defaults, ...args.getConfig<typeof defaults>() };
        const input = keys[type];
        if (!required || input === undefined || except.includes(name) || namesKey(type, input, props)) return;
        report(`Set ${input} to a KMS key, or add the resource's name to this policy's "except".`);
    },
};
