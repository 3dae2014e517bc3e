import { expect } from "chai";
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { DescribeQueryCommand, StartQueryCommand } from "@aws-sdk/client-cloudtrail";
import type { Lake } from "../../../local/lake";
import { createBucket, type Bucket } from "../../../local/s3/bucket";
import { policy, settings } from "../s3/support";
import { failure, id, lakeOf, now, record, storeArn } from "../lake/support";
import { serve, type Running } from "./support";

const statement = (SourceArn: string) => ({
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: ["s3:PutObject*", "s3:Abort*", "s3:GetBucketAcl"],
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceArn": SourceArn, "aws:SourceAccount": "123456789012" } },
});
const bucketOf = (name: string, SourceArn?: string): Bucket =>
    createBucket(
        { ...settings, name, policy: SourceArn === undefined ? undefined : policy(statement(SourceArn)) },
        () => now,
    );

describe("a query whose result CloudTrail Lake delivers to S3", () => {
    const staging = bucketOf("staging", storeArn);
    let lake: Lake;
    let running: Running;
    before(async () => {
        lake = await lakeOf();
        await lake.ingest(
            Array.from({ length: 1001 }, (_, i) => record(`u${i}`, { errorMessage: '"a",\nb' })),
        );
        const buckets = [staging, bucketOf("closed"), bucketOf("others", `${storeArn}0`)];
        running = await serve({ lake, buckets });
    });
    after(async () => {
        await running.close();
        await lake.close();
    });
    const start = (QueryStatement: string, DeliveryS3Uri: string) =>
        running.client.send(new StartQueryCommand({ QueryStatement, DeliveryS3Uri }));
    async function delivered(QueryStatement: string, uri: string): Promise<string> {
        const { QueryId = "" } = await start(QueryStatement, uri);
        for (;;) {
            const { QueryStatus, DeliveryStatus, DeliveryS3Uri } = await running.client.send(
                new DescribeQueryCommand({ QueryId }),
            );
            expect(DeliveryS3Uri).to.equal(uri);
            if (DeliveryStatus === "SUCCESS" || QueryStatus === "FAILED") return QueryId;
            expect(DeliveryStatus).to.equal("PENDING");
        }
    }

    it("has files below the day and the query's id, and one that gives each file's SHA-256", async () => {
        const queryId = await delivered(
            `SELECT eventData.UID, eventData.errormssage FROM ${id}`,
            "s3://staging/a",
        );
        const folder = `a/AWSLogs/123456789012/CloudTrail-Lake/Query/2026/03/10/${queryId}/`;
        const files = staging.list(folder);
        expect(files.map(({ key }) => key.slice(folder.length))).to.deep.equal([
            "result_1.csv.gz",
            "result_2.csv.gz",
            "result_sign.json",
        ]);
        const sign = JSON.parse(files[2].body.toString()) as { files: unknown };
        expect(sign.files).to.deep.equal(
            files.slice(0, 2).map(({ key, body }) => ({
                fileName: key.slice(folder.length),
                fileHashValue: createHash("sha256").update(body).digest("hex"),
            })),
        );
        const texts = files.slice(0, 2).map(({ body }) => gunzipSync(body).toString());
        for (const text of texts) expect(text).to.match(/^"UID","errormssage"\n"u\d+","""a"",\nb"\n/);
        expect(new Set(texts.join("").match(/^"u\d+"/gm)).size).to.equal(1001);
    });

    it("has one file if there is no row, and none if the query fails", async () => {
        await delivered(`SELECT eventID FROM ${id} WHERE eventID = 'x'`, "s3://staging/empty/");
        expect(staging.list("empty/").map(({ body }) => body.length)).to.have.lengthOf(2);
        await delivered(`SELECT 1/0 FROM ${id}`, "s3://staging/failed");
        expect(staging.list("failed/")).to.deep.equal([]);
    });

    for (const [uri, message] of [
        ["s3://Staging", "InvalidParameterException: 's3://Staging' is not s3://bucket"],
        ["s3://nowhere/x", "S3BucketDoesNotExistException: The bucket nowhere does not exist."],
        ["s3://closed/x", "InsufficientS3BucketPolicyException: The policy of closed"],
        ["s3://others/x", "InsufficientS3BucketPolicyException: The policy of others"],
    ]) {
        it(`is not started for ${uri}`, async () =>
            expect(await failure(start(`SELECT eventID FROM ${id}`, uri))).to.include(message));
    }
});
