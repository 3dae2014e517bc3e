import { QueryRefusal } from "trino-on-duckdb";
import type { ObjectSource } from "../athena/types";
import type { Bucket } from "./bucket";

/** What Athena reads, straight from the buckets: in the name of who queries, whom a bucket's policy may deny it. */
export function objectsOf(
    buckets: readonly Bucket[],
    denial: (
        action: string,
        resource: string,
        context?: Readonly<Record<string, string>>,
    ) => string | undefined = () => undefined,
): ObjectSource {
    function reach(name: string, action: string, key?: string): Bucket {
        const bucket = buckets.find(({ settings }) => settings.name === name);
        if (bucket === undefined)
            throw new QueryRefusal(
                `The specified bucket does not exist (Bucket: ${name}; Error Code: NoSuchBucket)`,
            );
        const { arn, region, kmsKeyArn } = bucket.settings;
        const throughS3 = { "kms:ViaService": `s3.${region}.amazonaws.com` };
        const refused =
            denial(action, key === undefined ? arn : `${arn}/${key}`) ??
            (key === undefined || kmsKeyArn === undefined
                ? undefined
                : denial("kms:Decrypt", kmsKeyArn, throughS3));
        if (refused !== undefined) throw new QueryRefusal(`PERMISSION_DENIED: Access Denied: ${refused}`);
        return bucket;
    }
    return {
        list: (name, prefix) =>
            Promise.resolve(
                reach(name, "s3:ListBucket")
                    .list(prefix)
                    .map(({ key, id, etag, body }) => ({
                        key,
                        version: `${id} ${etag}`,
                        bytes: body.length,
                    })),
            ),
        get: (name, key) =>
            Promise.resolve(reach(name, "s3:GetObject", key).find(key)?.body ?? Buffer.alloc(0)),
    };
}
