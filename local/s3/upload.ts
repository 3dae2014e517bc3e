/** The bytes of an upload, and whether they are those that the client meant to send. */
import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { crc32 } from "node:zlib";
import { Refused } from "../http/input";

export interface Upload {
    body: Buffer;
    /** The checksum that the client gave, as a header: S3 keeps it with the object. */
    checksum?: [header: string, value: string];
    /** Whether there is a checksum or a Content-MD5. */
    isChecked: boolean;
}

/** Checksums that are worked out here: the writer's, and what SDKs send of themselves. Others are refused. */
const algorithms: Readonly<Record<string, (body: Buffer) => Buffer>> = {
    crc32(body) {
        const sum = Buffer.alloc(4);
        sum.writeUInt32BE(crc32(body));
        return sum;
    },
    sha256: (body) => createHash("sha256").update(body).digest(),
};

/** Reads what a client sent. Nobody here streams, which comes in AWS's own chunks. */
export function readUpload(headers: IncomingHttpHeaders, body: Buffer): Upload {
    const hash = String(headers["x-amz-content-sha256"] ?? "");
    if (hash === "")
        throw new Refused("InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
    if (hash.startsWith("STREAMING-"))
        throw new Refused("NotImplemented", "This stand-in takes no upload in chunks: send it whole.", 501);
    if (/^[0-9a-f]{64}$/.test(hash) && createHash("sha256").update(body).digest("hex") !== hash)
        throw new Refused(
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
        );
    const md5 = headers["content-md5"];
    if (md5 !== undefined && createHash("md5").update(body).digest("base64") !== md5)
        throw new Refused("BadDigest", "The Content-MD5 you specified did not match what we received.");
    const checksum = checkedSum(headers, body);
    return { body, checksum, isChecked: checksum !== undefined || md5 !== undefined };
}

function checkedSum(headers: IncomingHttpHeaders, body: Buffer): Upload["checksum"] {
    const prefix = "x-amz-checksum-";
    const given = Object.keys(headers).find((name) => name.startsWith(prefix));
    if (given === undefined) return undefined;
    const name = given.slice(prefix.length);
    if (!Object.hasOwn(algorithms, name))
        throw new Refused("NotImplemented", `This stand-in works out no checksum of the kind ${name}.`, 501);
    const value = String(headers[given]);
    if (algorithms[name](body).toString("base64") !== value)
        throw new Refused(
            "BadDigest",
            `The ${name.toUpperCase()} you specified did not match the calculated checksum.`,
        );
    return [given, value];
}
