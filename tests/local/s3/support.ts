import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { createCallers, type Caller } from "../../../local/aws/iam/callers";
import { evaluate, overTls } from "../../../local/aws/iam/evaluate";
import { readPolicy, type Policy } from "../../../local/aws/iam/policy";
import type { Permissions } from "../../../local/deploy/permissions";
import { startServer } from "../../../local/run/server";
import { createBucket, type Bucket } from "../../../local/s3/bucket";
import { createObjectsEndpoint, type ObjectsEndpointOptions } from "../../../local/s3/endpoint";
import type { BucketSettings } from "../../../local/s3/types";

export const account = "123456789012";
export const role = `arn:aws:iam::${account}:role/writer`;
export const operator = `arn:aws:iam::${account}:user/operator`;

export const settings: BucketSettings = {
    name: "onelogin-bucket",
    arn: "arn:aws:s3:::onelogin-bucket",
    account,
    region: "us-east-1",
    policy: undefined,
    versioned: true,
    lock: { mode: "GOVERNANCE", days: 366 },
};

export const policy = (...Statement: object[]): Policy =>
    readPolicy({ Version: "2012-10-17", Statement }, "it");
const everything = policy({ Effect: "Allow", Action: "*", Resource: "*" });

/** Who may do what: the function by `identity`, everybody else all; and the bucket's policy for everybody. */
export function permissionsOf(bucketPolicy: Policy | undefined, identity = everything): Permissions {
    const callers = createCallers();
    return {
        callers,
        denials: () => [],
        denialOf: () => undefined,
        denial(caller, action, resource, context = {}) {
            const name = caller === "function" ? role : operator;
            return evaluate(
                {
                    principal: { arn: name, name, account },
                    action,
                    resource,
                    context: { ...overTls, "aws:PrincipalArn": name, ...context },
                },
                caller === "function" ? identity : everything,
                resource.startsWith("arn:aws:s3:") ? bucketPolicy : undefined,
                account,
            );
        },
    };
}

export interface Running {
    readonly url: string;
    readonly bucket: Bucket;
    readonly permissions: Permissions;
    clientOf(caller: Caller, config?: S3ClientConfig): S3Client;
    close(this: void): Promise<void>;
}

/** The endpoint on a free port, and real clients of it; `now` is the bucket's clock. */
export async function serve(
    change: Partial<BucketSettings> = {},
    options: Partial<ObjectsEndpointOptions> = {},
    now = () => new Date(),
): Promise<Running> {
    const bucket = createBucket({ ...settings, ...change }, now);
    const permissions = options.permissions ?? permissionsOf(change.policy);
    const server = await startServer(createObjectsEndpoint({ buckets: [bucket], ...options, permissions }));
    const url = server.endpoint;
    return {
        url,
        bucket,
        permissions,
        clientOf: (caller, config) =>
            new S3Client({
                endpoint: url,
                region: settings.region,
                credentials: permissions.callers.credentials(caller),
                maxAttempts: 1,
                ...config,
            }),
        close: server.stop,
    };
}
