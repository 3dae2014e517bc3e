/** What StartQuery delivers to S3: "CloudTrail Lake query results" and "CloudTrail sign file structure", the user guide. */
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { evaluate, overTls, service } from "../aws/iam/evaluate";
import type { QueryResult } from "../duckdb/query";
import { Refused } from "../http/input";
import type { EventDataStore } from "../lake";
import type { Bucket } from "../s3/bucket";
import { toSecond } from "../values";

/** Where a query's result goes. */
export interface Delivery {
    readonly uri: string;
    readonly bucket: Bucket;
    /** Ends in a slash, if there is one. */
    readonly prefix: string;
    status: "PENDING" | "SUCCESS";
}

/** AWS documents neither how many rows a file has nor in which order they are. */
const rowsPerFile = 1000;

/** @throws Refused in StartQuery's words, if the place is none, or its policy does not let CloudTrail write. */
export function deliveryTo(
    uri: string,
    buckets: readonly Bucket[],
    stores: readonly EventDataStore[],
): Delivery {
    const [, name, prefix = ""] = /^s3:\/\/([a-z0-9][.\-a-z0-9]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(uri) ?? [];
    if (name === undefined)
        throw new Refused("InvalidParameterException", `'${uri}' is not s3://bucket or s3://bucket/prefix.`);
    const bucket = buckets.find(({ settings }) => settings.name === name);
    if (bucket === undefined)
        throw new Refused("S3BucketDoesNotExistException", `The bucket ${name} does not exist.`);
    const { arn, account, policy } = bucket.settings;
    const [store] = stores;
    for (const [action, resource] of [
        ["s3:GetBucketAcl", arn],
        ["s3:PutObject", `${arn}/${prefix}`],
    ]) {
        const context = {
            ...overTls,
            "aws:SourceArn": store?.arn,
            "aws:SourceAccount": store?.arn.split(":")[4],
        };
        const asked = { principal: service("cloudtrail.amazonaws.com"), action, resource, context };
        const why = evaluate(asked, [], policy, account);
        if (why !== undefined)
            throw new Refused(
                "InsufficientS3BucketPolicyException",
                `The policy of ${name} does not let CloudTrail deliver: ${action} on ${resource}, ${why}.`,
            );
    }
    return { uri, bucket, prefix: prefix.replace(/([^/])$/, "$1/"), status: "PENDING" };
}

/** Writes a finished query's result, and last the file that says what belongs to it. */
export function deliver(
    delivery: Delivery,
    query: { id: string; storeArn: string; at: Date },
    { columns, rows }: QueryResult,
): void {
    const { bucket, prefix } = delivery;
    const [, , , region, account] = query.storeArn.split(":");
    const day = query.at.toISOString().slice(0, 10).replaceAll("-", "/");
    const folder = `${prefix}AWSLogs/${account}/CloudTrail-Lake/Query/${day}/${query.id}/`;
    const line = (cells: readonly (string | null)[]) =>
        cells.map((cell) => `"${(cell ?? "").replaceAll('"', '""')}"`).join(",");
    const shuffled = rows.map((row) => ({ row, place: Math.random() })).sort((a, b) => a.place - b.place);
    const files: { fileName: string; fileHashValue: string }[] = [];
    for (let first = 0; first === 0 || first < rows.length; first += rowsPerFile) {
        const part = shuffled.slice(first, first + rowsPerFile).map(({ row }) => line(row));
        const body = gzipSync([line(columns.map(({ name }) => name)), ...part, ""].join("\n"));
        const fileName = `result_${files.length + 1}.csv.gz`;
        files.push({ fileName, fileHashValue: createHash("sha256").update(body).digest("hex") });
        bucket.put(folder + fileName, body, { "content-type": "application/x-gzip" }, false);
    }
    const sign = {
        version: "1.0",
        region,
        files,
        hashAlgorithm: "SHA-256",
        signatureAlgorithm: "SHA256withRSA",
        queryCompleteTime: toSecond(query.at),
        // Nobody here has CloudTrail's key.
        hashSignature: "",
        publicKeyFingerprint: "",
    };
    bucket.put(
        `${folder}result_sign.json`,
        Buffer.from(JSON.stringify(sign)),
        { "content-type": "application/json" },
        false,
    );
    delivery.status = "SUCCESS";
}
