/** What the calls do, once they are allowed. */
import { Refused } from "../http/input";
import { xml, type Answer, type Xml } from "./answers";
import type { Bucket } from "./bucket";
import type { Request } from "./request";
import type { Version } from "./types";
import type { Upload } from "./upload";

interface Operands {
    request: Request;
    bucket: Bucket;
    upload: Upload;
    /** @throws Refused if the caller may not do this, too, to what the call is about. */
    authorize(this: void, action: string): void;
}

export const operations: Readonly<Record<string, (operands: Operands) => Answer>> = {
    PutObject({ request: { headers, key }, bucket, upload }) {
        const { "if-none-match": ifNoneMatch, "content-type": type = "binary/octet-stream" } = headers;
        if ((ifNoneMatch ?? "*") !== "*" || headers["if-match"] !== undefined)
            throw new Refused(
                "NotImplemented",
                "A header you provided implies functionality that is not implemented",
                501,
            );
        if (bucket.settings.lock !== undefined && !upload.isChecked)
            throw new Refused(
                "InvalidRequest",
                "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters",
            );
        const metadata = Object.entries(headers).filter(([name]) => name.startsWith("x-amz-meta-"));
        const encoding = headers["content-encoding"];
        const kept = {
            "content-type": type,
            ...(encoding ? { "content-encoding": encoding } : {}),
            ...Object.fromEntries(metadata.map(([name, value]) => [name, String(value)])),
            ...(upload.checksum === undefined ? {} : { [upload.checksum[0]]: upload.checksum[1] }),
        };
        const version = bucket.put(key, upload.body, kept, ifNoneMatch === "*");
        return {
            headers: { etag: version.etag, ...versionOf(version, bucket) },
        };
    },
    GetObject({ request: { key, query }, bucket, authorize }) {
        const version = bucket.find(key, query.get("versionId") ?? undefined);
        if (version === undefined || version.isMarker) {
            // A caller that may not list does not learn what is there.
            authorize("s3:ListBucket");
            throw new Refused("NoSuchKey", "The specified key does not exist.", 404);
        }
        const { body, at, etag, headers, retention } = version;
        return {
            headers: {
                etag,
                "last-modified": at.toUTCString(),
                ...versionOf(version, bucket),
                ...(retention && {
                    "x-amz-object-lock-mode": retention.mode,
                    "x-amz-object-lock-retain-until-date": retention.until.toISOString(),
                }),
                ...headers,
            },
            body,
        };
    },
    DeleteObject({ request: { key, query, headers }, bucket, authorize }) {
        const wantsBypass = headers["x-amz-bypass-governance-retention"] === "true";
        if (wantsBypass) authorize("s3:BypassGovernanceRetention");
        const version = bucket.remove(key, query.get("versionId") ?? undefined, wantsBypass);
        const headersOf = (removed: Version) => ({
            ...versionOf(removed, bucket),
            ...(removed.isMarker && { "x-amz-delete-marker": "true" }),
        });
        return { status: 204, headers: version && headersOf(version) };
    },
    GetBucketLocation({ bucket: { settings } }) {
        // The Region that was S3's first has no name here, and a bucket may have been made in Ireland as one of the EU.
        const names: Record<string, string | undefined> = { "us-east-1": "", "eu-west-1": "EU" };
        return { body: xml("LocationConstraint", names[settings.region] ?? settings.region) };
    },
    ListObjectsV2: ({ request, bucket }) => listAnswer(request.query, bucket),
    GetBucketPolicy: ({ bucket: { settings } }) => ({
        body: settings.writtenPolicy ?? none("NoSuchBucketPolicy"),
    }),
    GetPublicAccessBlock({ bucket: { settings } }) {
        const block = settings.publicAccessBlock ?? none("NoSuchPublicAccessBlockConfiguration");
        return { body: xml("PublicAccessBlockConfiguration", block) };
    },
    GetObjectLockConfiguration({ bucket: { settings } }) {
        const { mode, days } = settings.lock ?? none("ObjectLockConfigurationNotFoundError");
        // What is locked for no days is not locked: the lock is on, and without a rule.
        const Rule = days > 0 ? { DefaultRetention: { Mode: mode, Days: days } } : undefined;
        return { body: xml("ObjectLockConfiguration", { ObjectLockEnabled: "Enabled", Rule }) };
    },
    GetBucketEncryption({ bucket }) {
        const { kmsKeyArn } = bucket.settings;
        const by =
            kmsKeyArn === undefined
                ? { SSEAlgorithm: "AES256" }
                : { SSEAlgorithm: "aws:kms", KMSMasterKeyID: kmsKeyArn };
        const Rule = { ApplyServerSideEncryptionByDefault: by };
        return { body: xml("ServerSideEncryptionConfiguration", { Rule }) };
    },
    GetBucketLifecycleConfiguration({ bucket: { settings } }) {
        const Rule = settings.lifecycle ?? none("NoSuchLifecycleConfiguration");
        return { body: xml("LifecycleConfiguration", { Rule: Rule as Xml[] }) };
    },
};

/** A bucket has a part of its settings, or a call that describes it is refused. */
function none(name: string): never {
    throw new Refused(name, "The bucket has no such configuration.", 404);
}

function versionOf({ id }: Version, { settings }: Bucket): Record<string, string> {
    return settings.versioned ? { "x-amz-version-id": id } : {};
}

const largestPage = 1000;

/** Keys, or what they have in common up to the delimiter; each counts. */
function listAnswer(query: URLSearchParams, bucket: Bucket): Answer {
    const [prefix, delimiter] = [query.get("prefix") ?? "", query.get("delimiter") ?? ""];
    const most = Math.min(Number(query.get("max-keys") ?? largestPage), largestPage);
    const token = query.get("continuation-token");
    const after =
        token === null ? (query.get("start-after") ?? "") : Buffer.from(token, "base64url").toString();
    const entries = new Map<string, Version | undefined>();
    for (const version of bucket.list(prefix)) {
        const end = delimiter === "" ? -1 : version.key.indexOf(delimiter, prefix.length);
        const name = end < 0 ? version.key : version.key.slice(0, end + delimiter.length);
        if (name > after && !entries.has(name)) entries.set(name, end < 0 ? version : undefined);
    }
    const page = [...entries].slice(0, most);
    const isTruncated = page.length < entries.size;
    const write = query.get("encoding-type") === "url" ? encodeURIComponent : (text: string) => text;
    return {
        body: xml("ListBucketResult", {
            Name: bucket.settings.name,
            Prefix: write(prefix),
            Delimiter: delimiter === "" ? undefined : write(delimiter),
            MaxKeys: most,
            EncodingType: query.get("encoding-type") ?? undefined,
            KeyCount: page.length,
            IsTruncated: isTruncated,
            ContinuationToken: token ?? undefined,
            NextContinuationToken: isTruncated
                ? Buffer.from(page.at(-1)?.[0] ?? after).toString("base64url")
                : undefined,
            Contents: page.flatMap(([key, version]) =>
                version === undefined
                    ? []
                    : {
                          Key: write(key),
                          LastModified: version.at.toISOString(),
                          ETag: version.etag,
                          Size: version.body.length,
                          StorageClass: "STANDARD",
                      },
            ),
            CommonPrefixes: page.flatMap(([name, version]) =>
                version === undefined ? { Prefix: write(name) } : [],
            ),
        }),
    };
}
