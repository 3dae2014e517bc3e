/** From HTTP to a call of S3: which operation, on what, by the method and the query. */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { Refused } from "../http/input";

export interface Request {
    action: string;
    bucket: string;
    key: string;
    query: URLSearchParams;
    headers: IncomingHttpHeaders;
}

/** What a call is by its method, and by the one word of its query that makes it another. */
const ofKey: Readonly<Record<string, string>> = {
    PUT: "PutObject",
    GET: "GetObject",
    DELETE: "DeleteObject",
};
const ofBucket: Readonly<Record<string, string>> = {
    "GET location": "GetBucketLocation",
    "GET list-type": "ListObjectsV2",
    "GET encryption": "GetBucketEncryption",
    "GET lifecycle": "GetBucketLifecycleConfiguration",
    "GET object-lock": "GetObjectLockConfiguration",
    "GET policy": "GetBucketPolicy",
    "GET publicAccessBlock": "GetPublicAccessBlock",
};

/** Words that only say more about what the method does. */
const parameters = ["x-id", "versionId", "prefix", "delimiter", "max-keys", "continuation-token"].concat([
    "start-after",
    "encoding-type",
    "fetch-owner",
]);

/** Headers that are signed or sent along; of others that begin with x-amz- nothing is passed over in silence. */
const known =
    /^x-amz-(?:date|content-sha256|security-token|user-agent|sdk-checksum-algorithm|checksum-\w+|expected-bucket-owner|meta-.*|bypass-governance-retention)$/;

/** The path is `/bucket/key`: to an endpoint that is an address, clients write it so. */
export function readRequest({ method = "", url = "", headers }: IncomingMessage): Request {
    const { pathname, searchParams: query } = new URL(url, "http://s3");
    const [, bucket = "", rest = ""] = /^\/([^/]*)\/?(.*)$/s.exec(pathname) ?? [];
    const words = [...query.keys()].filter((word) => !parameters.includes(word));
    const table = rest === "" ? ofBucket : ofKey;
    const name = [method, ...words].join(" ");
    if (bucket === "" || !Object.hasOwn(table, name)) throw notImplemented(`${name} of '${pathname}'`);
    const odd = Object.keys(headers).find((header) => header.startsWith("x-amz-") && !known.test(header));
    if (odd !== undefined) throw notImplemented(`the header ${odd}`);
    if (headers.range !== undefined) throw notImplemented("the header Range");
    return { action: table[name], bucket, key: decodeURIComponent(rest), query, headers };
}

function notImplemented(what: string): Refused {
    const all = [ofKey, ofBucket].flatMap((table) => Object.values(table)).join(", ");
    return new Refused(
        "NotImplemented",
        `This stand-in for S3 does not know ${what}. It serves ${all}.`,
        501,
    );
}
