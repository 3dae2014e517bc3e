import { S3Client } from "@aws-sdk/client-s3";
import { createAthena } from "../athena";
import { findDeployment } from "../deployment";
import { createLake } from "../lake";
import type { Terminal } from "../terminal";
import { copyDay, type Copied } from "./copy";
import { daysOf, daysSql, different, timeBound } from "./days";
import { spanOf, stagingOf, type HistoryOptions } from "./options";
import { copyParts } from "./parts";
import { agree, report } from "./report";

const needed = {
    eventDataStoreArns: /^arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\d{12}:eventdatastore\/[a-f0-9-]{36}$/,
    s3BucketName: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    athenaDatabaseName: /^[a-z0-9_]+$/,
    athenaTableName: /^[a-z0-9_]+$/,
    athenaWorkgroupName: /^[\w.-]+$/,
};

/** Copies past days from CloudTrail Lake to S3. @returns 0, or 1 if an event is missing or cannot be read. */
export async function history(
    options: HistoryOptions,
    terminal: Terminal,
    now = new Date(),
): Promise<number> {
    const span = spanOf(options, now);
    const outputs = await findDeployment(options, needed);
    const staging = stagingOf(options.staging, outputs.s3BucketName);
    const [, , , region, account, resource] = outputs.eventDataStoreArns.split(":");
    const store = resource.split("/")[1];
    const table = `"${outputs.athenaDatabaseName}"."${outputs.athenaTableName}"`;
    const [lake, athena] = [createLake(region), createAthena(region, outputs.athenaWorkgroupName)];

    const bound = timeBound(span, now);
    const inLake = daysOf(await lake.rows(daysSql(store, bound)));
    const inAthena = daysOf(await athena.rows(daysSql(table, `${bound} AND day >= '${span.since}'`)));
    const days = different(inLake, inAthena);
    const agreed = await agree(days, inLake, inAthena, options, terminal);
    if (!agreed) return 0;

    const parts = copyParts({
        lake,
        athena,
        client: new S3Client({ region }),
        store,
        table,
        staging,
        bucket: outputs.s3BucketName,
        bucketOwner: options.bucketOwner ?? account,
    });
    const copied: Copied[] = [];
    for (const day of days) {
        terminal.note(`${day.day}: CloudTrail Lake exports ${day.rows} rows …`);
        copied.push(await copyDay(day, parts));
    }
    return report(copied, options, terminal);
}
