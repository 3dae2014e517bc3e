import { createHash } from "node:crypto";
import { Transform, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";
import { Failure } from "../errors";
import type { Place } from "./options";

const again = "Run the command again: CloudTrail delivers the day anew, and what is done already stays done.";

/**
 * Reads a query's result that CloudTrail has delivered, record by record; no more of a day is used if a file's SHA-256
 * is not the one in result_sign.json ("CloudTrail sign file structure", the user guide).
 * @param take is given each record as JSON text.
 */
export async function readExport(
    client: S3Client,
    { bucket, prefix }: Place,
    queryId: string,
    take: (record: string) => void,
): Promise<void> {
    const signFile = await findSignFile(client, bucket, prefix, queryId);
    const folder = signFile.slice(0, signFile.lastIndexOf("/") + 1);
    for (const { fileName, fileHashValue } of await readSignFile(client, bucket, signFile)) {
        const hash = await readFile(client, bucket, folder + fileName, take);
        if (hash !== fileHashValue)
            throw new Failure(
                `s3://${bucket}/${folder}${fileName} has the SHA-256 ${hash}, and result_sign.json says ${fileHashValue}: somebody changed it.`,
                again,
            );
    }
}

async function findSignFile(
    client: S3Client,
    bucket: string,
    prefix: string,
    queryId: string,
): Promise<string> {
    const Prefix = `${prefix === "" ? "" : `${prefix}/`}AWSLogs/`;
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix })) {
        const found = Contents.find(({ Key }) => Key?.endsWith(`/${queryId}/result_sign.json`));
        if (found?.Key !== undefined) return found.Key;
    }
    throw new Failure(`Below s3://${bucket}/${Prefix} there is no ${queryId}/result_sign.json.`, again);
}

interface SignedFile {
    fileName: string;
    fileHashValue: string;
}

async function readSignFile(client: S3Client, bucket: string, key: string): Promise<SignedFile[]> {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const text = (await Body?.transformToString()) ?? "";
    try {
        const { files } = JSON.parse(text) as { files: Partial<SignedFile>[] };
        return files.map(({ fileName, fileHashValue }) => {
            if (!/^[\w.-]+$/.test(fileName ?? "") || !/^[0-9a-f]{64}$/i.test(fileHashValue ?? ""))
                throw new TypeError("a file has no name, or no hash");
            return { fileName: fileName as string, fileHashValue: String(fileHashValue).toLowerCase() };
        });
    } catch (error) {
        throw new Failure(`s3://${bucket}/${key} is no sign file: ${(error as Error).message}.`, again);
    }
}

/** Reads one file, and says what SHA-256 it has. */
async function readFile(
    client: S3Client,
    bucket: string,
    key: string,
    take: (record: string) => void,
): Promise<string> {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const hash = createHash("sha256");
    const hashing = new Transform({
        transform(chunk: Buffer, _, done) {
            hash.update(chunk);
            done(null, chunk);
        },
    });
    const place = `s3://${bucket}/${key}`;
    await pipeline(Body as Readable, hashing, createGunzip(), async (source: AsyncIterable<Buffer>) => {
        let rest = "";
        for await (const chunk of source) {
            // Base64 is ASCII: no character is cut in two.
            const lines = (rest + chunk.toString("latin1")).split(/\r?\n/);
            rest = lines.pop() ?? "";
            for (const line of lines) takeRecord(line, place, take);
        }
        takeRecord(rest, place, take);
    });
    return hash.digest("hex");
}

/** Gives on a line's record; the first line is the column's name. */
function takeRecord(line: string, file: string, take: (record: string) => void): void {
    const cell = /^"?([A-Za-z0-9+/=]*)"?$/.exec(line)?.[1];
    if (cell === "" || cell?.toLowerCase() === "record") return;
    const record = cell === undefined ? "" : Buffer.from(cell, "base64").toString();
    if (!record.startsWith("{"))
        throw new Failure(`${file} has a line that is no record in Base64: ${line.slice(0, 80)}`, again);
    take(record);
}
